"""Reminders: asked for and taken back, planned ahead, and sent once."""
