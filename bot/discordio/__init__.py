"""The ports, made good on Discord by discord.py."""
