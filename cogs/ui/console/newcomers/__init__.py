"""The console when many come to do harm."""
