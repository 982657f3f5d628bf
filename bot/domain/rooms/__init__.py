"""When rooms open, close and move."""
