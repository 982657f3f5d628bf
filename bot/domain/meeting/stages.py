"""Moving through the evening: begin, the next stage, back one, the end (docs/evening.md#stages)."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import reduce

from bot.domain.errors import AskFirst
from bot.domain.ids import MemberId
from bot.domain.meeting import clock, help_requests
from bot.domain.meeting.live_meeting import FREE_TALK, LiveMeeting
from bot.domain.meeting.names import naming
from bot.domain.meeting.rights import (
    NotNow,
    StageOver,
    must_be_at,
    must_be_welcome,
    must_host,
    must_lead,
    not_leading,
)
from bot.domain.meeting.round import floor
from bot.domain.meeting.round_state import Mode, Place
from bot.domain.meeting.talk import agenda, hands
from bot.domain.person import Actor
from bot.domain.sentence import Sentence
from bot.domain.template import StageKey

EARLY = timedelta(minutes=3)
"""Longer before the planned time than this, `Begin` asks first."""


class LongBefore(AskFirst):
    """It is long before the planned time, and people may still be on their way."""

    key = "ask.begin_early"


class NobodyElseHere(AskFirst):
    """Nobody is here yet besides whoever would lead."""

    key = "ask.begin_alone"


class TurnJustBegun(AskFirst):
    """Moving on would cut short the last turn, which was only just given. Fact: `name`, whose."""

    key = "ask.turn_just_begun"


class PeopleWaiting(AskFirst):
    """Moving on would pass over people who wait for their turn. Facts: `count`, first `name`."""

    key = "ask.people_waiting"


class CutShort(AskFirst):
    """Moving on would cut short a talk: hands, who speaks, topics. Facts: `what`, `stage`."""

    key = "ask.cut_short"


class BegunAlready(StageOver):
    """Another facilitator was quicker, and leads."""

    key = "refusal.begun_already"


class SureToEnd(AskFirst):
    """Ending the meeting asks once. Facts: `title`, and `room`: what becomes of it."""

    key = "ask.end"


class UnreadAtTheEnd(AskFirst):
    """Ending it would lose what somebody wrote in private and nobody read. Facts: as above."""

    key = "ask.end_unread"


class NothingBefore(NotNow):
    """There is no stage to go back to."""

    key = "refusal.nothing_before"


def begin(
    meeting: LiveMeeting, by: Actor, at: datetime, place: Place, *, sure: bool = True
) -> LiveMeeting:
    """Begin the evening; whoever presses, of those with the facilitator role, leads it.

    Raises Removed, NotFacilitator, StageOver (a double press), and BegunAlready with the name of
    who leads; whoever is not `sure` yet is asked first long before the planned time (LongBefore),
    and while nobody else is here (NobodyElseHere).
    """
    must_be_welcome(meeting, by.id)
    if not by.leads:
        raise not_leading(by)
    if meeting.lead and meeting.lead != by.id:
        raise BegunAlready(name=meeting.lead_known_as)
    must_be_at(meeting, place)
    if meeting.now_in is not StageKey.LOBBY:
        raise NotNow
    if not sure and meeting.starts_at - at > EARLY:
        raise LongBefore(at=int(meeting.starts_at.timestamp()))
    if not sure and not meeting.heads - {by.id}:
        raise NobodyElseHere
    person = meeting.person(by.id)
    name = person.name if person else naming.free_name(meeting, by.id, by.name)
    led = replace(
        meeting,
        facilitators=(by.id,),
        by_role=frozenset({by.id}),
        lead_name=name,
        lead_seen_at=at,
    )
    return enter(naming.settled(led, by.id), 1, at)


def advance(
    meeting: LiveMeeting, by: Actor, at: datetime, place: Place, *, sure: bool = False
) -> LiveMeeting:
    """Go to the next stage; the agenda is left out with three people or fewer.

    Raises NotFacilitator, StageOver (a double press), NotNow in the last stage, and asks first
    while people wait for their turn (PeopleWaiting) or the last turn was only just given
    (TurnJustBegun), and in talk while hands are up, somebody who was called speaks, or topics are
    to come (CutShort).
    """
    must_lead(meeting, by)
    must_be_at(meeting, place)
    following = next_stage(meeting)
    if following is None:
        raise NotNow
    if not sure:
        _ask(meeting, by, at, meeting.stages[following].key)
    return enter(meeting, following, at)


def next_stage(meeting: LiveMeeting) -> int | None:
    """Give the number of the stage that comes next, or None in the last one."""
    following = meeting.stage + 1
    if following >= len(meeting.stages):
        return None
    few = len(meeting.taking_part) <= FREE_TALK
    if few and meeting.stages[following].key is StageKey.AGENDA:
        following += 1
    return following if following < len(meeting.stages) else None


def back(meeting: LiveMeeting, by: Actor, at: datetime, place: Place) -> LiveMeeting:
    """Go back one stage and find it as it was left, its round and its time too.

    Raises NotFacilitator, StageOver, NothingBefore in the welcome.
    """
    must_lead(meeting, by)
    must_be_at(meeting, place)
    if meeting.stage <= 1:
        raise NothingBefore
    before = meeting.stage - 1
    never_was = meeting.stages[before].key is StageKey.AGENDA and not clock.spent(
        meeting, at, before
    )
    return enter(meeting, before - 1 if never_was and before > 1 else before, at)


def end(meeting: LiveMeeting, by: Actor, place: Place, *, sure: bool = False) -> LiveMeeting:
    """Check that the meeting may be ended now; the use case then ends it.

    Before `Begin` whoever may begin it may end it too, and whoever manages the server may at any
    time. Raises Removed, NotFacilitator, StageOver, and once SureToEnd, whose fact `last` is 1 in
    the last stage, or UnreadAtTheEnd.
    """
    must_be_welcome(meeting, by.id)
    if not by.manages:
        must_host(meeting, by)
    must_be_at(meeting, place)
    asked = help_requests.asked_of(meeting, by.id) if by.id in meeting.facilitators else ()
    room = Sentence(f"room_after.{meeting.room_kind}")
    if not sure and not all(one.read for one in asked):
        raise UnreadAtTheEnd(title=meeting.title, room=room)
    if not sure:
        raise SureToEnd(title=meeting.title, room=room, last=int(next_stage(meeting) is None))
    return meeting


def _ask(meeting: LiveMeeting, by: Actor, at: datetime, following: StageKey) -> None:
    here = meeting.round
    if here is not None and here.mode is Mode.TURNS:
        new, waiting = here.just_given(at), floor.coming(meeting, at)
        if waiting:
            raise PeopleWaiting(count=len(waiting), name=_name(meeting, waiting[0]))
        if new not in {by.id, None}:
            raise TurnJustBegun(name=_name(meeting, new))
    elif found := _cut_short(meeting, by):
        what = reduce(lambda one, more: Sentence("still.both", {"first": one, "more": more}), found)
        raise CutShort(what=what, stage=Sentence(f"stage.{following}"))


def _cut_short(meeting: LiveMeeting, by: Actor) -> list[Sentence]:
    """Name what going on would leave out of a talk: raised hands, who speaks, topics to come."""
    up = len(meeting.hands) if hands.takes_hands(meeting) else 0
    topics = len(agenda.to_come(meeting))
    found = [Sentence("still.hands", {"count": up})] if up else []
    if meeting.called not in {None, by.id}:
        found.append(Sentence("still.speaking", {"name": _name(meeting, meeting.called)}))
    return [*found, *([Sentence("still.topics", {"count": topics})] if topics else [])]


def _name(meeting: LiveMeeting, member: MemberId) -> str | Sentence:
    return naming.listed_name(meeting, member) or Sentence("card.somebody")


def enter(meeting: LiveMeeting, stage: int, at: datetime) -> LiveMeeting:
    """Go to a stage, and leave behind what was the last one's alone."""
    moved = clock.enter(meeting, stage, at)
    fresh = replace(moved, hands=(), called=None, spoke_last=None, ready=frozenset())
    fresh = replace(fresh, question=None, suggested=())
    if fresh.now_in is StageKey.DISCUSSION:
        fresh = agenda.settled(fresh)
    return floor.open_round(fresh, at)
