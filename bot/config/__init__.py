"""The settings of one process: one model per table, every mistake told at once."""

from bot.config.load import load
from bot.config.mistakes import ConfigMistakes, Mistake
from bot.config.settings import Database, Discord, Health, Log, Settings, SimulatedTime

__all__ = [
    "ConfigMistakes",
    "Database",
    "Discord",
    "Health",
    "Log",
    "Mistake",
    "Settings",
    "SimulatedTime",
    "load",
]
