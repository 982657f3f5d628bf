"""The check-out: a round in which everyone says with what they go."""

from cogs.stages.rounds import body, buttons

__all__ = ["body", "buttons"]
