"""Taking written things out of the room again."""
