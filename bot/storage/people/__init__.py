"""The repositories of members, and erasure wishes left for the bot."""
