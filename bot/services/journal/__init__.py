"""What members write for themselves: the choice whether it is kept, and what is kept."""
