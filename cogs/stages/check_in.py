"""The check-in: a round in which everyone says how they are here."""

from cogs.stages.rounds import body, buttons

__all__ = ["body", "buttons"]
