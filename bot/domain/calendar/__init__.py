"""The calendar: series, the occurrences they give, and time zones."""
