"""Check-ins, what was learned after a lapse, and looking back at both."""
