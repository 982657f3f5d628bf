"""Who leads: hand over, help to lead, and take over when the facilitator is away."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.errors import Refusal
from bot.domain.ids import MemberId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.names import naming
from bot.domain.meeting.rights import (
    NobodyThere,
    NotFacilitator,
    NotNow,
    leads,
    must_be_welcome,
    must_lead,
)
from bot.domain.person import Actor, Person

AWAY_FROM_VOICE = timedelta(minutes=3)
AWAY_FROM_TEXT = timedelta(minutes=10)
MOST_FACILITATORS = 5


class FacilitatorHere(Refusal):
    """The facilitator is here, so nobody needs to take over."""

    key = "refusal.facilitator_here"


class OnlyTheLead(NotFacilitator):
    """A co-facilitator asks for what is the lead's alone."""

    key = "refusal.only_the_lead"


class NotHelping(Refusal):
    """The person does not help to lead, so there is nothing to take off."""

    key = "refusal.not_helping"


class EnoughFacilitators(Refusal):
    """There are as many facilitators as a meeting takes."""

    key = "refusal.enough_facilitators"


def is_away(meeting: LiveMeeting, at: datetime) -> bool:
    """Tell whether the one who leads has been away: 3 minutes out of voice, or 10 without a press.

    In a voice room a press within the 3 minutes counts as being here (docs/evening.md#who-leads).
    Once the evening went on by itself meanwhile, they are until somebody takes over.
    """
    if meeting.is_guided:
        return True
    if meeting.lead is None or meeting.lead in meeting.in_voice:
        return meeting.lead is None and meeting.stage > 0
    since = away_from(meeting)
    return since is None or at >= since


def away_from(meeting: LiveMeeting) -> datetime | None:
    """Tell from when the one who leads counts as away, if nothing is heard of them before."""
    if meeting.lead is None or meeting.lead in meeting.in_voice:
        return None
    limit = AWAY_FROM_VOICE if meeting.room_kind is RoomKind.VOICE else AWAY_FROM_TEXT
    left = [one.left_at for one in meeting.voice if one.member == meeting.lead and one.left_at]
    seen = [*left, meeting.lead_seen_at] if meeting.lead_seen_at else left
    return max(seen) + limit if seen else None


def seen(meeting: LiveMeeting, by: Actor, at: datetime) -> LiveMeeting:
    """Note that the one who leads pressed something: they lead again, unless they have left."""
    if by.id != meeting.lead:
        return meeting
    person = meeting.person(by.id)
    left = person is not None and person.gone and by.id not in meeting.in_voice
    since = meeting.by_itself_since if left else None
    return replace(meeting, lead_seen_at=at, by_itself_since=since)


def hand_over(meeting: LiveMeeting, by: Actor, at: datetime, to: MemberId) -> LiveMeeting:
    """Let somebody here lead from now on, with the role or without; the one who led helps.

    Raises NotFacilitator, OnlyTheLead, NobodyThere.
    """
    must_lead(meeting, by)
    if by.id != meeting.lead:
        raise OnlyTheLead
    person = _somebody_here(meeting, to)
    if to == meeting.lead:
        return meeting
    led = _led_by(meeting, to, person.name, at)
    return replace(led, by_role=meeting.by_role - {to})


def add_co_facilitator(meeting: LiveMeeting, by: Actor, member: MemberId) -> LiveMeeting:
    """Let somebody here help to lead, with the same console.

    Raises NotFacilitator, NobodyThere, EnoughFacilitators.
    """
    must_lead(meeting, by)
    _somebody_here(meeting, member)
    if member in meeting.facilitators:
        return meeting
    if len(meeting.facilitators) >= MOST_FACILITATORS:
        raise EnoughFacilitators
    helped = replace(
        meeting,
        facilitators=(*meeting.facilitators, member),
        taken_off=meeting.taken_off - {member},
    )
    return naming.settled(helped, member)


def helped_by(meeting: LiveMeeting, member: MemberId | None) -> LiveMeeting:
    """Let whoever was named to help lead do so from the beginning, where they are here.

    They help by the role: without it they don't.
    """
    person = meeting.person(member) if member is not None else None
    if member is None or person is None or person.gone or member in meeting.facilitators:
        return meeting
    helping, by_role = (*meeting.facilitators, member), meeting.by_role | {member}
    return naming.settled(replace(meeting, facilitators=helping, by_role=by_role), member)


def drop_co_facilitator(meeting: LiveMeeting, by: Actor, member: MemberId) -> LiveMeeting:
    """Let somebody help to lead no more: for the one who leads, and for oneself.

    Raises NotFacilitator, OnlyTheLead, and NotHelping for somebody who does not help, or leads.
    """
    must_lead(meeting, by)
    if member not in meeting.facilitators[1:]:
        raise NotHelping
    if by.id not in {meeting.lead, member}:
        raise OnlyTheLead
    off = _without(meeting, member)
    return off if member == by.id else replace(off, taken_off=off.taken_off | {member})


def without_role(meeting: LiveMeeting) -> LiveMeeting:
    """Let those who lead by the role lead on without it: it was deleted, not taken from them."""
    return replace(meeting, by_role=frozenset())


def may_take_over(meeting: LiveMeeting, by: Actor) -> bool:
    """Tell whether somebody may ever take over: by the role, as a helper, or for the server."""
    may = by.leads or by.manages or leads(meeting, by)
    return may and meeting.stage > 0 and not meeting.is_removed(by.id)


def take_over(
    meeting: LiveMeeting, by: Actor, at: datetime, *, lost: MemberId | None = None
) -> LiveMeeting:
    """Lead from now on: when the facilitator has been away, or for whoever manages the server.

    `lost` is the one who leads where Discord says that they hold the role no more.
    Raises Removed, NotNow before the beginning, NotFacilitator without the role, FacilitatorHere.
    """
    must_be_welcome(meeting, by.id)
    if meeting.stage == 0:
        raise NotNow
    if not may_take_over(meeting, by):
        must_lead(meeting, by)
    if meeting.lead == by.id and not meeting.is_guided:
        return meeting
    unseated = lost is not None and lost == meeting.lead
    if not (by.manages or unseated or is_away(meeting, at)):
        raise FacilitatorHere
    known = meeting.facilitators
    led = _led_by(meeting, by.id, by.name, at)
    led = led if by.id in known else replace(led, by_role=led.by_role | {by.id})
    return _without(led, lost) if unseated and lost is not None else led


def _led_by(meeting: LiveMeeting, member: MemberId, name: str, at: datetime) -> LiveMeeting:
    others = tuple(one for one in meeting.facilitators if one != member)
    known_as = naming.free_name(meeting, member, name)
    led = replace(meeting, facilitators=(member, *others), lead_name=known_as, lead_seen_at=at)
    led = replace(led, taken_off=led.taken_off - {member}, by_itself_since=None)
    return naming.settled(led, member)


def _without(meeting: LiveMeeting, member: MemberId) -> LiveMeeting:
    others = tuple(one for one in meeting.facilitators if one != member)
    return replace(meeting, facilitators=others, by_role=meeting.by_role - {member})


def _somebody_here(meeting: LiveMeeting, member: MemberId) -> Person:
    person = meeting.person(member)
    if person is None or person.gone:
        raise NobodyThere
    return person
