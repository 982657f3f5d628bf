"""What is kept of a person, and forgetting it."""
