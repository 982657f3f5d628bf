"""A server's settings and their monitor, and servers that removed the bot."""
