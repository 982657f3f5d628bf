"""Who is to lead a planned meeting: saying yes, stepping in for somebody, saying that one can't."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.calendar.occurrence import NOBODY_BEGAN, Occurrence, Phase
from bot.domain.errors import Refusal
from bot.domain.ids import MemberId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rights import MeetingOver

ASKED_BEFORE = timedelta(minutes=15)
"""So long before the start whoever is to lead is asked whether they do."""
NEEDED_BEFORE = timedelta(minutes=5)
"""So long before the start everyone who may lead is asked, where nobody has said yes."""
_AHEAD = frozenset({Phase.PLANNED, Phase.OPENING, Phase.BLOCKED, Phase.OPEN})


class NotDownToLead(Refusal):
    """This person is not the one who is to lead the meeting."""

    key = "refusal.not_down_to_lead"


class MovedSince(Refusal):
    """The question was about a start that the meeting does not have any more."""

    key = "refusal.moved_since"


class TakenAlready(Refusal):
    """Somebody else was quicker, or whoever was to lead said yes after all."""

    key = "refusal.taken_already"


class BegunMeanwhile(Refusal):
    """The evening has begun, so that somebody leads it."""

    key = "refusal.begun_meanwhile"


class NotHeldNow(Refusal):
    """The meeting was called off."""

    key = "refusal.not_held_now"


def said_yes(one: Occurrence, member: MemberId, start: int) -> Occurrence:
    """Note that whoever is to lead a meeting does; `start` is the second that was asked about.

    A second yes changes nothing. Raises NotDownToLead, MovedSince, BegunMeanwhile, NotHeldNow,
    MeetingOver.
    """
    if one.facilitator != member:
        raise NotDownToLead
    _must_be_ahead(one)
    now_at = int(one.starts_at.timestamp())
    if now_at != start:
        raise MovedSince(at=now_at)
    return replace(one, confirmed_for=one.starts_at)


def taken(one: Occurrence, member: MemberId) -> Occurrence:
    """Let somebody who may lead step in; the first of several does.

    Raises TakenAlready, BegunMeanwhile, NotHeldNow, MeetingOver.
    """
    _must_be_ahead(one)
    if one.is_confirmed and one.facilitator != member:
        raise TakenAlready
    return replace(one, facilitator=member, confirmed_for=one.starts_at)


def given_back(one: Occurrence, member: MemberId) -> Occurrence:
    """Note that whoever was to lead a meeting can't.

    Raises NotDownToLead, BegunMeanwhile, NotHeldNow, MeetingOver.
    """
    if one.facilitator != member:
        raise NotDownToLead
    _must_be_ahead(one)
    return replace(one, facilitator=None, confirmed_for=None)


def _must_be_ahead(one: Occurrence) -> None:
    if one.phase is Phase.CANCELLED:
        raise NotHeldNow
    if one.phase not in _AHEAD:
        raise MeetingOver
    if one.began_at is not None:
        raise BegunMeanwhile


def is_open_question(one: Occurrence, start: int, now: datetime) -> bool:
    """Tell whether nobody has said yes yet to a meeting that still starts as it did then."""
    open_still = is_as_asked(one, start) and not one.is_confirmed
    return open_still and now < one.starts_at + NOBODY_BEGAN


def is_as_asked(one: Occurrence, start: int) -> bool:
    """Tell whether a meeting has not begun yet, and still starts as it did then."""
    ahead = one.phase in _AHEAD and one.began_at is None
    return ahead and int(one.starts_at.timestamp()) == start


def is_led_by_somebody_here(
    meeting: LiveMeeting, one: Occurrence, able: Collection[MemberId]
) -> bool:
    """Tell whether whoever is to lead, or to help, is in the room, which counts as a yes.

    Where nobody is named, anyone who may lead is: the `able`, and those through the door.
    """
    here = {person.id for person in meeting.here} | meeting.in_voice | set(able)
    named = {who for who in (one.facilitator, one.co_facilitator) if who is not None}
    may = named or {person.id for person in meeting.here if person.leads} | set(able)
    return any(member in here and not meeting.is_removed(member) for member in may)
