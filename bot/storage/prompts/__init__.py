"""The repositories of a group's own prompts and of what it has heard."""
