"""Moving a meeting to a new room, without those who were removed and stay in the voice room."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.calendar.occurrence import Occurrence, RoomKind
from bot.domain.ids import ChannelId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rights import NotNow, must_host
from bot.domain.person import Actor
from bot.domain.rooms.room_as_found import door_is
from bot.domain.server.onlookers import Doorway

MOST_MOVES = 3
"""So often a meeting moves: a room is a lot to ask of a server and of people."""
LEFT_AFTER = timedelta(minutes=15)
"""So long after the end the room that was left goes, whoever is in it."""
_EARLY, _EARLY_TEXT = 2**26, 2**27
"""Rooms that were made early have numbers from there on; moves of one meeting have lower ones."""


class NobodyToLeaveBehind(NotNow):
    """Nobody who was removed is in the voice room, or the new room would be open to them too."""

    key = "refusal.nobody_to_leave_behind"


class MovedEnough(NotNow):
    """The meeting has moved as often as a meeting does."""

    key = "refusal.moved_enough"


def may_move(meeting: LiveMeeting) -> bool:
    """Tell whether moving would leave somebody behind: behind an open door they would follow."""
    voice = meeting.room_kind is RoomKind.VOICE
    return voice and meeting.closed_door and bool(meeting.still_in_voice)


def is_offered(meeting: LiveMeeting) -> bool:
    """Tell whether *Move to a new room* is offered now."""
    return may_move(meeting) and not meeting.moving and meeting.moves < MOST_MOVES


def move(meeting: LiveMeeting, by: Actor) -> LiveMeeting:
    """Ask for another room; a double press asks for one.

    Raises Removed, NotFacilitator, NobodyToLeaveBehind, MovedEnough.
    """
    must_host(meeting, by)
    if meeting.moving:
        return meeting
    if not may_move(meeting):
        raise NobodyToLeaveBehind
    if meeting.moves >= MOST_MOVES:
        raise MovedEnough
    return replace(meeting, moving=True, moves=meeting.moves + 1)


def moved(meeting: LiveMeeting, room: ChannelId, doorway: Doorway) -> LiveMeeting:
    """Be in the new room; nobody is in its voice yet, so nobody's call has dropped either."""
    there = replace(door_is(meeting, doorway), room=room, voice=(), moving=False)
    return replace(there, cards=meeting.cards + 1)


def stayed(meeting: LiveMeeting) -> LiveMeeting:
    """Stay where the meeting is: no other room could be had."""
    return replace(meeting, moving=False)


def early_room_number(occurrence: Occurrence) -> int:
    """Number the wish that takes away a room made before its doors: another for each request."""
    asked = occurrence.intent_at or occurrence.starts_at
    kind = _EARLY_TEXT if occurrence.room_kind is RoomKind.TEXT else _EARLY
    return kind + int(asked.timestamp()) % _EARLY


def is_early(number: int) -> bool:
    """Tell whether a room that goes was made early, for a date that changed before its doors."""
    return number >= _EARLY


def is_early_text(number: int) -> bool:
    """Tell whether a room that goes is a text room made early: nobody can be seen to be in it."""
    return number >= _EARLY_TEXT


def goes_now(occurrence: Occurrence | None, people: int, now: datetime) -> bool:
    """Tell whether the room that was left goes: `people` counts those who were not removed.

    A date that is in no calendar any more may have left a room that was made early.
    """
    over = occurrence.ended_at if occurrence is not None else None
    return not people or (over is not None and now >= over + LEFT_AFTER)
