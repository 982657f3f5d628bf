"""From any drawing that the use cases want to the layout that Discord gets."""

from discord import ui

from bot.domain.rooms.closing import Farewell
from bot.services.ports.drawings import Card, DoorMessage, Drawing, Folded, Line
from bot.text.catalog import speaker
from cogs.ui.card.draw import card, farewell, folded
from cogs.ui.door.draw import door, door_shut
from cogs.ui.kit.one_sentence import line


def draw(drawing: Drawing) -> ui.LayoutView:
    """Draw in the group's language; always a new view (docs/discord.md#buttons)."""
    match drawing:
        case Card(meeting, at):
            return card(meeting, at, speaker(meeting.language))
        case Folded(language, stage):
            return folded(stage, speaker(language))
        case Farewell(server):
            return farewell(drawing, speaker(server.language))
        case DoorMessage(server, occurrence, True):
            return door_shut(server, occurrence, speaker(server.language))
        case DoorMessage(server, occurrence, _, onlookers):
            return door(server, occurrence, speaker(server.language), onlookers)
        case Line():
            return line(drawing, speaker(drawing.language))
