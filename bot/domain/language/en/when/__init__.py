"""How people say in English when something is."""
