"""What the options of `/meeting` let people choose from."""

from discord import app_commands

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.calendar.repeat import Often
from bot.services.calendar.planning import LONGEST_EVENING_TOPIC, LONGEST_TITLE
from cogs.ui.kit.command import described

MOST_PEOPLE = 99
"""As many as a voice room can be set to."""
Title = app_commands.Range[str, 1, LONGEST_TITLE]
Capacity = app_commands.Range[int, 0, MOST_PEOPLE]
Topic = app_commands.Range[str, 1, LONGEST_EVENING_TOPIC]
ROOMS = [app_commands.Choice(name=described(f"room.{kind}"), value=kind.value) for kind in RoomKind]
REPEATS = [app_commands.Choice(name=described(f"repeat.{one}"), value=one.value) for one in Often]
