"""What the bot knows by heart: questions, exercises, evenings and help lines, as data."""
