"""The project's own small wire-level stand-in of Discord: what the bot calls, nothing else."""
