"""The HTTP side of the stand-in: its routes, its limits, what it refuses."""
