"""The settings of one process: one model per table, every mistake told at once."""

from bot.config.load import load
from bot.config.mistakes import ConfigMistakes, Mistake
from bot.config.settings import Clock, Database, Discord, Log, Settings

__all__ = [
    "Clock",
    "ConfigMistakes",
    "Database",
    "Discord",
    "Log",
    "Mistake",
    "Settings",
    "load",
]
