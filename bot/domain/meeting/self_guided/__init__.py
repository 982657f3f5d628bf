"""An evening that nobody leads: its steps, and why one comes before its time."""
