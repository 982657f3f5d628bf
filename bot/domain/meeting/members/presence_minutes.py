"""Minutes present: stays in the voice room and behind the door, as they end, and added up."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from bot.domain.attendance.presence import Seen, TimePresent, time_present
from bot.domain.ids import MemberId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.person import Person, Stay, Voice, Way

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


def gone(person: Person, at: datetime) -> Person:
    """Note that somebody who came through the door is in no more."""
    if person.gone:
        return person
    return replace(person, gone=True, stays=_with(person.stays, (person.came_at, at)))


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
    """Say how long one person was there: by the voice room if they were in it, else by the door.

    Whoever takes part by typing is there without a voice, so for them the door counts. After a
    removal nothing counts. None for who was not there for a minute.
    """
    person = meeting.person(member)
    voice = next((one for one in meeting.voice if one.member == member), None)
    behind_door = tuple(_behind_door(person, ended)) if person else ()
    in_voice = tuple(_in_voice(voice, ended)) if voice else ()
    if person and behind_door and meeting.is_removed(member):
        ended = min(ended, max(end for _, end in behind_door))
    if in_voice and not (person and person.way is Way.TYPING):
        return time_present(in_voice, began, ended, Seen.VOICE)
    return time_present(behind_door, began, ended, Seen.DOOR)


def _behind_door(person: Person, ended: datetime) -> Iterator[Stay]:
    yield from person.stays
    if not person.gone:
        yield person.came_at, ended


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
