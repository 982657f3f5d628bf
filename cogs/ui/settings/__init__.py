"""What organisers settle."""
