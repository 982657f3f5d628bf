"""Rooms in Discord: made, named, opened to people, closed, removed."""
