"""Changes of the calendar: which date is meant, what would change, made once it was agreed."""
