"""What is kept of a person, forgetting it, and wishes left for the bot."""
