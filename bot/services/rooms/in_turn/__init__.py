"""Looks at many rooms in turn: after a start, and while many are open."""
