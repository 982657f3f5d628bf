"""Where the card stands in the room's text: it is posted again further down once it is covered.

Only what OpenRound itself posts is counted: it does not see what people write.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.outbox_entry import EntryKind

COVERED_BY = 6
"""So many messages of ours below a card push it off a phone."""
BETWEEN = timedelta(seconds=30)
"""A card stays where it is at least so long."""


def note_message_below(meeting: LiveMeeting) -> LiveMeeting:
    """Note that words of somebody were posted below the card."""
    return replace(meeting, covered=meeting.covered + 1)


def repost_if_buried(before: LiveMeeting, after: LiveMeeting, at: datetime) -> LiveMeeting:
    """Ask for a new card where the one that stands is covered, or a text room has news for all.

    People write freely in a text room, so a card that changed may stand far above them.
    """
    if after.cards != before.cards:
        return replace(after, covered=0, card_at=at)
    if after.room_kind is RoomKind.TEXT and _news(after) != _news(before):
        after = replace(after, covered=max(after.covered, COVERED_BY))
    due = repost_at(after)
    if due is None or due > at:
        return after
    return replace(after, cards=after.cards + 1, covered=0, card_at=at)


def repost_at(meeting: LiveMeeting) -> datetime | None:
    """Say when the card is posted again; None while it is near enough."""
    if meeting.covered < COVERED_BY or EntryKind.CARD in meeting.away:
        return None
    return (meeting.card_at or meeting.since) + BETWEEN


def _news(meeting: LiveMeeting) -> tuple[object, ...]:
    """Give what everybody is to read on the card when it changes."""
    here = meeting.round
    turn = (here.mode, here.floor) if here else ()
    return (meeting.question, meeting.calls, meeting.exercise, meeting.talking_about, turn)
