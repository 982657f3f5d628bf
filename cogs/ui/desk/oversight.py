"""What whoever manages the server may do in a meeting that somebody else leads."""

from discord import ui

from bot.domain.meeting import Meeting
from bot.domain.person import Actor
from bot.text.catalog import Say
from cogs.ui.button import Item, button
from cogs.ui.ids import tag
from cogs.ui.names import lead_name
from cogs.ui.sheet import lines, row, sheet


def oversees(meeting: Meeting, by: Actor) -> bool:
    """Tell whether somebody may step in: they manage the server, and lead nothing here yet."""
    return by.manages and meeting.lead != by.id and not meeting.is_removed(by.id)


def oversight(meeting: Meeting, say: Say) -> ui.LayoutView:
    """Draw it in place of the console."""
    return sheet(about(meeting, say), row(*steps(meeting, say)))


def about(meeting: Meeting, say: Say) -> str:
    """Say who leads, and what whoever manages the server may do about it."""
    if meeting.stage == 0:
        return say("oversight.before")
    return lines(say("oversight.led", name=lead_name(meeting, say)), say("oversight.may"))


def steps(meeting: Meeting, say: Say) -> list[Item]:
    """Give the two steps; before anybody has begun there is nothing to take over."""
    kinds = ("take_over", "end") if meeting.stage else ("end",)
    return [button(tag(kind, meeting), say) for kind in kinds]
