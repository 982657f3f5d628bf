"""When many come to do harm: everyone who came just now goes in one press, or only listens."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.errors import AskFirst, Refusal
from bot.domain.ids import MemberId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import leaving
from bot.domain.meeting.rights import must_host
from bot.domain.meeting.round import floor
from bot.domain.meeting.talk import taking_down
from bot.domain.person import Actor, Person, Sweep, Way

LATELY = timedelta(minutes=10)
"""Whoever came in so long ago or less counts as new."""
MANY = 8
"""So many newcomers, more than were there before, are worth a word."""


class NobodyNew(Refusal):
    """Nobody came in lately but those who are spared."""

    key = "refusal.nobody_new"


class SureToSweep(AskFirst):
    """Removing everyone who is new asks once."""

    key = "ask.sweep"


def who(
    meeting: LiveMeeting, at: datetime, spared: Collection[MemberId] = ()
) -> tuple[MemberId, ...]:
    """Name everyone who came in lately, also into the voice room alone, in the order they came.

    Those who lead are left out, and who held the role or managed the server when they came in;
    `spared` are those of whom Discord says so now.
    """
    left_out = {*spared, *meeting.facilitators}
    door = [(_first_came(one), one.id) for one in meeting.people if not (one.leads or one.manages)]
    known = {one.id for one in meeting.people}
    voice = [(v.since, v.member) for v in meeting.voice if v.since and v.member not in known]
    return tuple(
        member
        for came, member in sorted([*door, *voice])
        if at - came <= LATELY and member not in left_out and not meeting.is_removed(member)
    )


def came_in_a_crowd(meeting: LiveMeeting, at: datetime) -> int:
    """Count who is new, where so many at once are worth a word to who leads; else give 0.

    Not while the group itself arrives.
    """
    new = len(who(meeting, at))
    many = new >= MANY and 2 * new > len(meeting.let_in)
    return new if many and at - meeting.starts_at > LATELY else 0


def remove_all(
    meeting: LiveMeeting,
    by: Actor,
    at: datetime,
    spared: Collection[MemberId] = (),
    *,
    sure: bool = False,
    words_too: bool = False,
) -> LiveMeeting:
    """End the access of everyone who is new; `words_too` takes down what stands under their names.

    Undone by `let_all_back_in`. Raises NotFacilitator, NobodyNew, SureToSweep with the number.
    """
    must_host(meeting, by)
    members = who(meeting, at, {*spared, by.id})
    if not members:
        raise NobodyNew
    if not sure:
        raise SureToSweep(count=len(members))
    number = max((sweep.number for sweep in meeting.sweeps), default=0) + 1
    inside = frozenset(one.id for one in meeting.let_in if one.id in members)
    sweep = Sweep(number, frozenset(members), inside)
    swept = replace(meeting, sweeps=(*meeting.sweeps, sweep))
    swept = leaving.put_out(swept, members, at)
    return taking_down.without_words_of(swept, members) if words_too else swept


def let_all_back_in(meeting: LiveMeeting, by: Actor, at: datetime, number: int) -> LiveMeeting:
    """Bring everyone back whom one press removed; twice is fine. Raises NotFacilitator."""
    must_host(meeting, by)
    sweep = next((one for one in meeting.sweeps if one.number == number), None)
    if sweep is None:
        return meeting
    back = replace(
        meeting,
        sweeps=tuple(one for one in meeting.sweeps if one.number != number),
        removed=meeting.removed - sweep.members,
    )
    inside = [_back_in(back, p) if p.id in sweep.inside else p for p in back.people]
    back = replace(back, people=tuple(inside))
    return floor.reseat(back, at)


def only_listen(meeting: LiveMeeting, by: Actor, *, only: bool = True) -> LiveMeeting:
    """Let only those write who are here now, or everyone again; told twice is told once.

    Newcomers still come in and listen, and help is there for them. Raises NotFacilitator.
    """
    must_host(meeting, by)
    if only is (meeting.writers is not None):
        return meeting
    writers = frozenset(p.id for p in meeting.people if not meeting.is_removed(p.id))
    return replace(meeting, writers=writers if only else None)


def _back_in(meeting: LiveMeeting, person: Person) -> Person:
    may = person.leads or meeting.may_write(person.id)
    return replace(person, gone=False, way=person.way if may else Way.LISTENING)


def _first_came(person: Person) -> datetime:
    return person.first_came or person.came_at
