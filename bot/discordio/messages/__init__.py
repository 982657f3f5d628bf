"""Messages: sent once, found again, edited in one place."""
