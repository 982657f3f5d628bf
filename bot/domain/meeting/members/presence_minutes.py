"""Minutes present: what was seen of each person, in the voice room or in writing, added up."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from bot.domain.attendance.presence import Seen, TimePresent, time_present
from bot.domain.calendar.occurrence import RoomKind
from bot.domain.ids import MemberId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.person import Actor, Person, Stay, Voice, Way

MOST_STAYS = 12
"""So many are remembered of one person; of more, those nearest to each other count as one."""


def come_in(known: Voice | None, member: MemberId, at: datetime) -> Voice:
    """Note that somebody is in the voice room."""
    if known is None:
        return Voice(member, since=at)
    return known if known.left_at is None else replace(known, left_at=None, back_at=at)


def gone_out(voice: Voice, at: datetime) -> Voice:
    """Note that somebody is out of the voice room; who was out already left when they left."""
    if voice.left_at is not None:
        return voice
    since = voice.back_at or voice.since
    stays = _with(voice.stays, (since, at)) if since else voice.stays
    return replace(voice, left_at=at, stays=stays)


def gone(meeting: LiveMeeting, person: Person, at: datetime) -> Person:
    """Note that somebody who came through the door is in no more."""
    if person.gone:
        return person
    stays, wrote = _with(person.stays, (person.came_at, at)), person.wrote
    for stay in _in_writing(meeting, person):
        wrote = _with(wrote, stay)
    return replace(person, gone=True, stays=stays, wrote=wrote, seen=None)


def noticed(meeting: LiveMeeting, by: Actor, at: datetime) -> LiveMeeting:
    """Note that somebody pressed or typed something in the room; others stay as they are."""
    person = meeting.person(by.id)
    if person is None or person.gone:
        return meeting
    return _put(meeting, _seen(person, at))


def asked_in_room(meeting: LiveMeeting, by: Actor, at: datetime) -> LiveMeeting:
    """Note that somebody asked for a letter with a button in the room."""
    person = meeting.person(by.id)
    return _put(meeting, there_still(meeting, person, at)) if person else meeting


def there_still(meeting: LiveMeeting, person: Person, at: datetime) -> Person:
    """Note a press by which alone nobody took part: leaving, or asking for a letter in the room.

    In a text room reading is taking part; elsewhere it counts after something else was seen.
    """
    if person.gone or (meeting.room_kind is not RoomKind.TEXT and person.seen is None):
        return person
    return _seen(person, at)


def was_there_since(meeting: LiveMeeting, person: Person, at: datetime) -> bool:
    """Tell whether somebody who came through the door is there, or had not yet left by then."""
    voice = next((one for one in meeting.voice if one.member == person.id), None)
    if person in meeting.here or (voice and voice.left_at is None):
        return True
    stays = [end for _, end in person.stays]
    ends = [*stays, *(person.seen or ())[1:], *([voice.left_at] if voice and voice.left_at else [])]
    return not ends or max(ends) > at


def presences(
    meeting: LiveMeeting, began: datetime, ended: datetime
) -> dict[MemberId, TimePresent]:
    """Say how long everyone was there who came through the door or led, those who left too.

    Who only sat in the voice room agreed to nothing, so nothing is said of them.
    """
    members = dict.fromkeys([*(one.id for one in meeting.people), *meeting.facilitators])
    found = ((member, presence_of(meeting, member, began, ended)) for member in members)
    return {member: present for member, present in found if present is not None}


def presence_of(
    meeting: LiveMeeting, member: MemberId, began: datetime, ended: datetime
) -> TimePresent | None:
    """Say how long one person was seen: in the voice room if they were in it, else in writing.

    For whoever takes part by typing that counts by which they were seen longer. After a removal
    nothing counts. None for who was not seen for a minute.
    """
    person = meeting.person(member)
    voice = next((one for one in meeting.voice if one.member == member), None)
    in_voice = tuple(_in_voice(voice, ended)) if voice else ()
    wrote = (*person.wrote, *_in_writing(meeting, person)) if person else ()
    if person and person.stays and meeting.is_removed(member):
        out = max(end for _, end in person.stays)
        in_voice = tuple((start, min(end, out)) for start, end in in_voice)
    by_voice = time_present(in_voice, began, ended, Seen.VOICE)
    if in_voice and not (person and person.way is Way.TYPING):
        return by_voice
    found = [by_voice, time_present(wrote, began, ended, Seen.WRITING)]
    return max(filter(None, found), key=lambda one: one.minutes, default=None)


def _seen(person: Person, at: datetime) -> Person:
    return replace(person, seen=(person.seen[0] if person.seen else at, at))


def _in_writing(meeting: LiveMeeting, person: Person) -> Iterator[Stay]:
    """Give from when until when somebody was seen in writing since they came in last.

    Who reads and writes is there from the door on; in a voice room others are only seen by what
    they press.
    """
    if person.gone or person.seen is None:
        return
    first, last = person.seen
    reads = meeting.room_kind is RoomKind.TEXT or person.way is Way.TYPING
    yield (person.came_at if reads else first), last


def _put(meeting: LiveMeeting, person: Person) -> LiveMeeting:
    people = tuple(person if one.id == person.id else one for one in meeting.people)
    return replace(meeting, people=people)


def _in_voice(voice: Voice, ended: datetime) -> Iterator[Stay]:
    yield from voice.stays
    since = voice.back_at or voice.since
    if voice.left_at is None and since:
        yield since, ended


def _with(stays: tuple[Stay, ...], stay: Stay) -> tuple[Stay, ...]:
    """Add a stay; beyond the most, the two with the shortest time between them become one."""
    every = [*stays, stay] if stay[0] < stay[1] else [*stays]
    while len(every) > MOST_STAYS:
        gaps = [later[0] - sooner[1] for sooner, later in pairwise(every)]
        nearest = gaps.index(min(gaps))
        every[nearest : nearest + 2] = [(every[nearest][0], every[nearest + 1][1])]
    return tuple(every)
