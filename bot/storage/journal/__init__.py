"""What members write for themselves, and what they chose for that."""
