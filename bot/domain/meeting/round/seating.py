"""Seats in a round: one for everyone who takes part, and the order in which they come."""

from dataclasses import replace
from datetime import datetime

from bot.domain.ids import MemberId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.round_state import Mode, Round, Seat, Turn
from bot.domain.person import Person, Way
from bot.domain.template import StageKey

NOT_FIRST = 3
"""Somebody here for the first time is not among the first three."""
SMALL_ROUND = 4
"""In a round of so many or fewer, somebody here for the first time comes last."""
DONE = frozenset({Turn.FINISHED, Turn.PASSED})
SPOKE = frozenset({Turn.FLOOR, Turn.FINISHED})
"""Who has shown by now how long and how plain; a pass shows it to nobody."""


def asked(meeting: LiveMeeting) -> tuple[Person, ...]:
    """Name everyone the present round is of: not those who came when the check-in was over."""
    if meeting.now_in is not StageKey.CHECK_IN:
        return meeting.taking_part
    return tuple(one for one in meeting.taking_part if not one.after_check_in)


def seated(meeting: LiveMeeting, here: Round) -> Round:
    """Give the round with a seat for everyone who takes part, those still waiting in order."""
    have = {seat.member for seat in here.seats}
    new = [_new_seat(here, one.id) for one in asked(meeting) if one.id not in have]
    back = [seat for seat in new if seat.turn is not Turn.WAITING]
    stay = (*back, *_without_those_who_left(meeting, here.seats))
    settled = tuple(seat for seat in stay if seat.turn is not Turn.WAITING)
    waiting = [seat for seat in (*stay, *new) if seat.turn is Turn.WAITING]
    return replace(here, seats=(*settled, *_in_order(meeting, waiting, settled)))


def standing(meeting: LiveMeeting, member: MemberId) -> Turn | None:
    """Tell where somebody stands in the present round; None outside a round or without a seat."""
    here, person = meeting.round, meeting.person(member)
    seat = here.seat(member) if here else None
    if here and seat is None and person and not person.gone and person.way is Way.LISTENING:
        return Turn.LISTENING
    return seat.turn if seat else None


def has_turn(meeting: LiveMeeting, member: MemberId) -> bool:
    """Tell whether somebody's turn in this round is still theirs to take."""
    seat = meeting.round.seat(member) if meeting.round else None
    return seat is not None and seat.turn not in DONE


def all_heard(meeting: LiveMeeting) -> bool:
    """Tell whether everyone in this round has had their turn or passed; in free talk nobody knows.

    Then nothing asks the round's question any more.
    """
    here = meeting.round
    if here is None or here.mode is Mode.FREE:
        return False
    if here.floor is not None:
        return False
    seats = counted(meeting, here)
    return bool(seats) and all(seat.turn in DONE for seat in seats)


def counted(meeting: LiveMeeting, here: Round) -> tuple[Seat, ...]:
    """Give the seats that are waited for or done: not those kept for who has left, if they return.

    A call that was lost just now is still waited for in a round by turns.
    """
    kept = {Turn.LATER} if here.mode is Mode.TURNS else {Turn.LATER, Turn.WAITING}
    if all(seat.turn not in kept for seat in here.seats):
        return here.seats
    there = {one.id for one in meeting.here}
    return tuple(seat for seat in here.seats if seat.member in there or seat.turn not in kept)


def sure_to_come(
    meeting: LiveMeeting, here: Round, coming: tuple[MemberId, ...]
) -> tuple[MemberId, ...]:
    """Give those of `coming` whose order holds whoever passes, up to the first it may not hold for.

    Until three have spoken, a pass puts somebody known before a newcomer who would have been next.
    """
    new = _not_among_the_first(meeting)
    if not new:
        return coming
    if sum(seat.turn is Turn.FINISHED for seat in here.seats) >= NOT_FIRST:
        return coming
    known = _known(here, new)
    unsure = (at for at, one in enumerate(coming) if one in new and known & set(coming[at:]))
    return coming[: next(unsure, len(coming))]


def _not_among_the_first(meeting: LiveMeeting) -> frozenset[MemberId]:
    shy = {one.id for one in meeting.people if one.first_time and not one.wants_early}
    return frozenset(shy.difference(meeting.facilitators[:1]))


def _known(here: Round, new: frozenset[MemberId]) -> frozenset[MemberId]:
    return frozenset(seat.member for seat in here.seats if seat.turn is Turn.WAITING) - new


def _new_seat(here: Round, member: MemberId) -> Seat:
    """Give somebody a seat; whoever had their turn before being forgotten has had it."""
    return Seat(member, Turn.FINISHED if here.had_turn.knows(member) else Turn.WAITING)


def _without_those_who_left(meeting: LiveMeeting, seats: tuple[Seat, ...]) -> tuple[Seat, ...]:
    part = {one.id for one in meeting.taking_part}
    return tuple(seat for seat in seats if seat.member in part or seat.turn in DONE)


def _in_order(meeting: LiveMeeting, waiting: list[Seat], settled: tuple[Seat, ...]) -> list[Seat]:
    """Order those who wait: the facilitator, then arrivals; somebody new not among the first.

    Once the round has begun a facilitator who comes later is an arrival like any other.
    """
    people = {one.id: one for one in meeting.people}
    begun = bool(settled)

    def arrival(seat: Seat) -> tuple[bool, datetime, int]:
        leads = seat.member == meeting.lead and not begun
        return (not leads, people[seat.member].came_at, seat.member)

    ordered = sorted(waiting, key=arrival)
    new = [seat for seat in ordered if _is_new(meeting, people[seat.member])]
    known = [seat for seat in ordered if seat not in new]
    if len(settled) + len(ordered) <= SMALL_ROUND:
        return known + new
    room = max(0, NOT_FIRST - sum(seat.turn in SPOKE for seat in settled))
    head, tail = known[:room], known[room:]
    return head + sorted([*tail, *new], key=arrival)


def _is_new(meeting: LiveMeeting, person: Person) -> bool:
    return person.first_time and not person.wants_early and person.id != meeting.lead
