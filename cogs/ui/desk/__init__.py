"""The parts of the facilitator's console; `cogs.ui.console` puts them together."""
