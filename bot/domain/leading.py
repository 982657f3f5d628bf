"""Who leads: hand over, help to lead, and take over when the facilitator is away."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.errors import Refusal
from bot.domain.ids import MemberId
from bot.domain.meeting import Meeting
from bot.domain.occurrence import RoomKind
from bot.domain.person import Actor, Person
from bot.domain.rights import NobodyThere, NotFacilitator, NotNow, must_be_welcome, must_lead

AWAY_FROM_VOICE = timedelta(minutes=3)
AWAY_FROM_TEXT = timedelta(minutes=10)
MOST_FACILITATORS = 5


class FacilitatorHere(Refusal):
    """The facilitator is here, so nobody needs to take over."""

    key = "refusal.facilitator_here"


class EnoughFacilitators(Refusal):
    """There are as many facilitators as a meeting takes."""

    key = "refusal.enough_facilitators"


def is_away(meeting: Meeting, at: datetime) -> bool:
    """Tell whether the one who leads has been away: 3 minutes out of voice, or 10 without a press.

    In a voice room a press within the 3 minutes counts as being here (architecture.md §3).
    """
    if meeting.lead is None or meeting.lead in meeting.in_voice:
        return meeting.lead is None and meeting.stage > 0
    since = away_from(meeting)
    return since is None or at >= since


def away_from(meeting: Meeting) -> datetime | None:
    """Tell from when the one who leads counts as away, if nothing is heard of them before."""
    if meeting.lead is None or meeting.lead in meeting.in_voice:
        return None
    limit = AWAY_FROM_VOICE if meeting.room_kind is RoomKind.VOICE else AWAY_FROM_TEXT
    left = [one.left_at for one in meeting.voice if one.member == meeting.lead and one.left_at]
    seen = [*left, meeting.lead_seen_at] if meeting.lead_seen_at else left
    return max(seen) + limit if seen else None


def seen(meeting: Meeting, by: Actor, at: datetime) -> Meeting:
    """Note that the one who leads pressed something."""
    return replace(meeting, lead_seen_at=at) if by.id == meeting.lead else meeting


def hand_over(meeting: Meeting, by: Actor, at: datetime, to: MemberId) -> Meeting:
    """Let somebody here lead from now on; the one who led helps.

    Raises NotFacilitator, NobodyThere.
    """
    must_lead(meeting, by)
    person = _somebody_here(meeting, to)
    others = tuple(one for one in meeting.facilitators if one != to)
    return replace(meeting, facilitators=(to, *others), lead_name=person.name, lead_seen_at=at)


def add_co_facilitator(meeting: Meeting, by: Actor, member: MemberId) -> Meeting:
    """Let somebody here help to lead, with the same console.

    Raises NotFacilitator, NobodyThere, EnoughFacilitators.
    """
    must_lead(meeting, by)
    _somebody_here(meeting, member)
    if member in meeting.facilitators:
        return meeting
    if len(meeting.facilitators) >= MOST_FACILITATORS:
        raise EnoughFacilitators
    return replace(meeting, facilitators=(*meeting.facilitators, member))


def take_over(meeting: Meeting, by: Actor, at: datetime) -> Meeting:
    """Lead from now on, when the facilitator has been away (product.md §2).

    Raises Removed, NotNow before the beginning, NotFacilitator without the role, FacilitatorHere.
    """
    must_be_welcome(meeting, by.id)
    if meeting.stage == 0:
        raise NotNow
    if not by.leads and by.id not in meeting.facilitators:
        raise NotFacilitator
    if meeting.lead == by.id:
        return meeting
    if not is_away(meeting, at):
        raise FacilitatorHere
    others = tuple(one for one in meeting.facilitators if one != by.id)
    return replace(meeting, facilitators=(by.id, *others), lead_name=by.name, lead_seen_at=at)


def _somebody_here(meeting: Meeting, member: MemberId) -> Person:
    person = meeting.person(member)
    if person is None or person.gone:
        raise NobodyThere
    return person
