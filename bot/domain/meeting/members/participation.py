"""Coming in and taking part in one's own way: through the door and in the voice room."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from bot.domain.calendar.who_may_see import may_come
from bot.domain.errors import Refusal
from bot.domain.ids import MemberId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members.presence_minutes import come_in, gone_out
from bot.domain.meeting.names import naming
from bot.domain.meeting.rights import (
    WayIn,
    is_full,
    must_be_here,
    must_be_welcome,
    must_host,
    must_take_part,
)
from bot.domain.meeting.round import floor
from bot.domain.person import Actor, Person, Way
from bot.domain.sentence import Sentence
from bot.domain.template import StageKey


class DoorClosed(Refusal):
    """The facilitator lets nobody new in."""

    key = "refusal.door_closed"


class RoleMissing(Refusal):
    """The meeting is for the holders of a role that this person does not have."""

    key = "refusal.role_missing"


class MeetingFull(Refusal):
    """As many are in as the meeting takes; `then` says when the group meets next."""

    key = "refusal.meeting_full"


def join(
    meeting: LiveMeeting, by: Actor, at: datetime, way: Way, *, first_time: bool
) -> LiveMeeting:
    """Come in, come back in, or change the way of taking part.

    Raises Removed; DoorClosed for somebody who was not in before, RoleMissing and MeetingFull for
    somebody who is not in now. Whoever leads here or looks after the server may step in.
    """
    must_be_welcome(meeting, by.id)
    known = meeting.person(by.id)
    steps_in = by.manages or by.id in meeting.facilitators
    if known is None and meeting.door_closed and not steps_in:
        raise DoorClosed
    if known is None or known.gone:
        _must_have_a_place(meeting, by, steps_in=steps_in)
    if not by.leads and not meeting.may_write(by.id):
        way = Way.LISTENING  # until the facilitator lets newcomers write again
    person = known or Person(by.id, by.name, way, at, first_time, first_came=at)
    came_at = at if person.gone else person.came_at
    late = _check_in_is_over(meeting) and (person.after_check_in or not _took_part(known))
    inside = replace(
        person,
        way=way,
        gone=False,
        leads=by.leads,
        manages=by.manages,
        came_at=came_at,
        after_check_in=late,
    )
    return floor.reseat(naming.settled(with_person(meeting, inside), by.id), at)


def rename(meeting: LiveMeeting, by: Actor, name: str) -> LiveMeeting:
    """Be shown by another name from now on, wherever the old one stood.

    Where somebody who is shown has it, with a number. Raises NotHere, NameOfAPart, NameUnfit.
    """
    person = must_take_part(meeting, by)
    if name != by.name:
        naming.must_fit(meeting, by, name)
    return naming.settled(with_person(meeting, replace(person, name=name)), by.id)


def speak_early(meeting: LiveMeeting, by: Actor, at: datetime) -> LiveMeeting:
    """Ask not to wait until later in the round although here for the first time. Raises NotHere."""
    person = must_be_here(meeting, by.id)
    return floor.reseat(with_person(meeting, replace(person, wants_early=True)), at)


def voice_is(meeting: LiveMeeting, inside: Collection[MemberId], at: datetime) -> LiveMeeting:
    """Take note of who is in the voice room now; whoever went out keeps the time they left.

    A drop and a return within 60 s changes nothing; whoever returns later comes at the end of
    the round. Who did not come through the door is forgotten on leaving.
    """
    meeting = floor.drop(meeting, at)
    known = {one.member: one for one in meeting.voice}
    matter = {one.id for one in meeting.people} | set(meeting.facilitators)
    went = [
        gone_out(one, at)
        for one in meeting.voice
        if one.member not in inside and one.member in matter
    ]
    came = [come_in(known.get(one), one, at) for one in sorted(inside)]
    return replace(meeting, voice=(*came, *went))


def comes_into_voice(meeting: LiveMeeting, member: MemberId, at: datetime) -> LiveMeeting:
    """Take note of one who comes into the voice room, whoever else is there."""
    return voice_is(meeting, {*meeting.in_voice, member}, at)


def close_door(meeting: LiveMeeting, by: Actor, *, closed: bool = True) -> LiveMeeting:
    """Let nobody new in, or let people in again; told twice is told once. Raises NotFacilitator."""
    must_host(meeting, by)
    return replace(meeting, door_closed=closed)


def with_person(meeting: LiveMeeting, person: Person) -> LiveMeeting:
    """Put somebody among the people of the meeting, in the order in which they came."""
    others = [one for one in meeting.people if one.id != person.id]
    return replace(meeting, people=tuple(sorted([*others, person], key=_arrival)))


def way_in_for(meeting: LiveMeeting, by: Actor) -> WayIn:
    """Say what the door answers this person: OPEN lets them in, as `join` would."""
    known = meeting.person(by.id)
    if known is not None and not known.gone:
        return WayIn.HERE
    if by.manages or by.id in meeting.facilitators:
        return WayIn.OPEN
    if known is None and meeting.door_closed:
        return WayIn.CLOSED
    needs_a_place = (known is None or known.gone) and not by.leads
    return WayIn.FULL if needs_a_place and is_full(meeting) else WayIn.OPEN


def _must_have_a_place(meeting: LiveMeeting, by: Actor, *, steps_in: bool) -> None:
    """Raise RoleMissing or MeetingFull; whoever leads takes nobody's place, and needs none."""
    if steps_in or by.leads:
        return
    if not may_come(meeting, by):
        raise RoleMissing
    if is_full(meeting):
        raise MeetingFull(count=meeting.capacity, then=_meets_next(meeting))


def _meets_next(meeting: LiveMeeting) -> Sentence:
    if meeting.next_at is None:
        return Sentence("meeting.full_then_list")
    return Sentence("meeting.full_then", {"at": int(meeting.next_at.timestamp())})


def _arrival(person: Person) -> tuple[datetime, int]:
    return person.came_at, person.id


def _check_in_is_over(meeting: LiveMeeting) -> bool:
    return any(stage.key is StageKey.CHECK_IN for stage in meeting.stages[: meeting.stage])


def _took_part(known: Person | None) -> bool:
    return known is not None and not known.gone and known.way is not Way.LISTENING
