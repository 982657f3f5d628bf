"""A year of meetings on a Discord in memory: the clock leaps, and a ledger tells what was seen."""
