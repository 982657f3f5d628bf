"""Periodic work in stories: by their own clock, which no scheduler of the process knows."""

from bot.simulation.periodic_work import PeriodicWork as Tasks

__all__ = ["Tasks"]
