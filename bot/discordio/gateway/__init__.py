"""What the gateway tells: the guild cache, and discord.py's quirks."""
