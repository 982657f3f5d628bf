"""Permissions and overwrites: what the bot asks for, and who sees a room."""
