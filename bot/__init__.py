"""OpenRound: a Discord bot that helps a peer recovery group hold its meetings."""
