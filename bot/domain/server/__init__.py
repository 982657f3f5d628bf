"""A server's settings, its roles, and who sees its rooms."""
