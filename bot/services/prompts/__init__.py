"""Finding questions, a group's own, and packs."""
