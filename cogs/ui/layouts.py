"""From any drawing that the use cases want to the layout that Discord gets."""

from discord import ui

from bot.domain.rooms.closing import Farewell
from bot.services.ports.drawings import (
    Card,
    DoorMessage,
    Drawing,
    EveningSummed,
    Folded,
    LetterNotMade,
    LetterReady,
    LetterWaits,
    Line,
    NewsMessage,
    Nudge,
    PlanNudge,
    ReminderMessage,
    StandingConsole,
    StandingMessage,
    ToOne,
    UrgeBack,
)
from bot.text.catalog import Say, speaker
from cogs.ui.attendance.draw import in_private
from cogs.ui.card.draw import card, farewell, folded
from cogs.ui.console.standing import standing
from cogs.ui.door.draw import door, door_shut
from cogs.ui.journal.nudge.draw import nudge
from cogs.ui.journal.plans.draw import nudge as plan_nudge
from cogs.ui.journal.urge.draw import back
from cogs.ui.kit.one_sentence import line
from cogs.ui.meetings.summary import summed
from cogs.ui.meetings.this_week import standing as standing_week
from cogs.ui.reminders.messages import reminded


def draw(drawing: Drawing) -> ui.LayoutView:
    """Draw in the group's language; always a new view (docs/discord.md#buttons)."""
    match drawing:
        case Card(meeting, at) | StandingConsole(meeting, at):
            shown = card if isinstance(drawing, Card) else standing
            return shown(meeting, at, speaker(meeting.language))
        case Folded(language, stage):
            return folded(stage, speaker(language))
        case Farewell(server):
            return farewell(drawing, speaker(server.language))
        case DoorMessage(server, occurrence, True):
            return door_shut(server, occurrence, speaker(server.language))
        case DoorMessage(server, occurrence, _, onlookers, way_in):
            return door(server, occurrence, speaker(server.language), onlookers, way_in)
        case _:
            return _in_its_language(drawing)


def _in_its_language(drawing: Line | StandingMessage | ToOne) -> ui.LayoutView:
    """Draw a sentence, the week, or what comes to one person in private, in its language."""
    say = speaker(drawing.language)
    match drawing:
        case StandingMessage():
            return standing_week(drawing, say)
        case Line():
            return line(drawing, say)
        case _:
            return _for_one(drawing, say)


def _for_one(drawing: ToOne, say: Say) -> ui.LayoutView:
    match drawing:
        case PlanNudge(_, plan):
            return plan_nudge(plan, say)
        case UrgeBack(_, urge, was_over_at):
            return back(urge, was_over_at, say)
        case LetterReady() | LetterWaits() | LetterNotMade():
            return in_private(drawing, say)
        case EveningSummed():
            return summed(drawing, say)
        case Nudge():
            return nudge(drawing, say)
        case ReminderMessage() | NewsMessage():
            return reminded(drawing, say)
