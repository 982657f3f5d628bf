"""The repository of a server's settings."""
