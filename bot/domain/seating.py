"""Seats in a round: one for everyone who takes part, and the order in which they come."""

from dataclasses import replace
from datetime import datetime

from bot.domain.meeting import Meeting
from bot.domain.person import Person
from bot.domain.turn import Round, Seat, Turn

NOT_FIRST = 3
"""Somebody here for the first time is not among the first three."""
SMALL_ROUND = 4
"""In a round of so many or fewer, somebody here for the first time comes last."""
DONE = frozenset({Turn.FINISHED, Turn.PASSED})


def seated(meeting: Meeting, here: Round) -> Round:
    """Give the round with a seat for everyone who takes part, those still waiting in order."""
    have = {seat.member for seat in here.seats}
    new = [Seat(one.id) for one in meeting.taking_part if one.id not in have]
    stay = _without_those_who_left(meeting, here.seats)
    settled = [seat for seat in stay if seat.turn is not Turn.WAITING]
    waiting = [seat for seat in (*stay, *new) if seat.turn is Turn.WAITING]
    return replace(here, seats=(*settled, *_in_order(meeting, waiting, len(settled))))


def _without_those_who_left(meeting: Meeting, seats: tuple[Seat, ...]) -> tuple[Seat, ...]:
    part = {one.id for one in meeting.taking_part}
    return tuple(seat for seat in seats if seat.member in part or seat.turn in DONE)


def _in_order(meeting: Meeting, waiting: list[Seat], settled: int) -> list[Seat]:
    """Order those who wait: the facilitator, then arrivals; somebody new not among the first."""
    people = {one.id: one for one in meeting.people}

    def arrival(seat: Seat) -> tuple[bool, datetime, int]:
        return (seat.member != meeting.lead, people[seat.member].came_at, seat.member)

    ordered = sorted(waiting, key=arrival)
    new = [seat for seat in ordered if _is_new(meeting, people[seat.member])]
    known = [seat for seat in ordered if seat not in new]
    if settled + len(ordered) <= SMALL_ROUND:
        return known + new
    room = max(0, NOT_FIRST - settled)
    head, tail = known[:room], known[room:]
    rest = sorted([*tail, *new], key=arrival)
    return head + rest


def _is_new(meeting: Meeting, person: Person) -> bool:
    return person.first_time and not person.wants_early and person.id != meeting.lead
