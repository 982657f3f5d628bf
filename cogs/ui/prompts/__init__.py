"""Questions somebody looked for, a group's own, and packs."""
