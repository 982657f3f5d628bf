"""The repositories of attendance: minutes kept for a day, and letters that were issued."""
