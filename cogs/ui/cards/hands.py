"""Hands and being ready, as the room sees them; notes are for the facilitator alone."""

from bot.domain import hands
from bot.domain.meeting import Meeting
from bot.text.catalog import Say, Shown
from cogs.ui.button import Item, button
from cogs.ui.ids import tag
from cogs.ui.names import named

SHOWN = 3
"""Names of raised hands on the card; more are counted."""


def called(meeting: Meeting, say: Say) -> str:
    """Say whose hand was called last."""
    if meeting.called is None:
        return ""
    return say("card.discussion.called", name=named(meeting, meeting.called, say))


def hands_up(meeting: Meeting, say: Say) -> str:
    """Say whose hands are up, the longest first."""
    if not meeting.hands:
        return ""
    names = [named(meeting, one.member, say) for one in meeting.hands[:SHOWN]]
    rest = len(meeting.hands) - len(names)
    more = [say("card.more_people", count=rest)] if rest else []
    return say("card.hands", names=Shown(", ".join(names + more)))


def ready(meeting: Meeting, say: Say) -> str:
    """Count in words who is ready to move on, without names."""
    count = hands.ready_count(meeting)
    return say("card.ready", count=count, all=len(meeting.here)) if count else ""


def hand_button(meeting: Meeting, say: Say) -> Item:
    """Offer to raise a hand; the count stands beside it."""
    return button(tag("hand", meeting), say, tail=len(meeting.hands) or "")


def ready_button(meeting: Meeting, say: Say) -> Item:
    """Offer to say that one is ready; the count stands beside it."""
    return button(tag("ready", meeting), say, tail=hands.ready_count(meeting) or "")
