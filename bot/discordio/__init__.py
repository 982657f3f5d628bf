"""The adapters: every port of the services, implemented with discord.py."""
