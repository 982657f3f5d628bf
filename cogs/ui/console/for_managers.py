"""What whoever manages the server may do in a meeting that somebody else leads."""

from collections.abc import Sequence

from discord import ui

from bot.domain.meeting.live_meeting import LiveMeeting
from bot.text.catalog import Say
from cogs.ui.kit.button import Item, button
from cogs.ui.kit.ids import id_for
from cogs.ui.kit.names import lead_name, title
from cogs.ui.kit.sheet import Block, lines, row, sheet

MOST = 5
"""Meetings in one answer."""


def oversight(meetings: Sequence[LiveMeeting], say: Say) -> ui.LayoutView:
    """Draw it in place of the console, for each meeting."""
    blocks: list[str | Block | None] = []
    for one in meetings[:MOST]:
        named = f"**{title(one.title, say)}**" if len(meetings) > 1 else ""
        blocks += [lines(named, about(one, say)), row(*steps(one, say))]
    return sheet(*blocks)


def nobody_leads(meeting: LiveMeeting, say: Say) -> ui.LayoutView:
    """Draw for whoever may lead, in place of the console, how they do: nobody leads now."""
    return sheet(say("options.nobody_leads"), row(button(id_for("take_over", meeting), say)))


def about(meeting: LiveMeeting, say: Say) -> str:
    """Say who leads, and what whoever manages the server may do about it."""
    if meeting.stage == 0:
        return say("oversight.before")
    if meeting.is_guided:
        return lines(say("oversight.guided"), say("oversight.may"))
    return lines(say("oversight.led", name=lead_name(meeting, say)), say("oversight.may"))


def steps(meeting: LiveMeeting, say: Say) -> list[Item]:
    """Give the two steps; before anybody has begun there is nothing to take over."""
    kinds = ("take_over", "end") if meeting.stage else ("end",)
    return [button(id_for(kind, meeting), say) for kind in kinds]
