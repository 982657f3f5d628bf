"""The round: who speaks, in which order, and how a turn ends (product.md §2)."""

from dataclasses import replace
from datetime import datetime

from bot.domain import clock, floor
from bot.domain.meeting import (
    Meeting,
    NotNow,
    StageOver,
    must_be_at,
    must_be_here,
    must_lead,
)
from bot.domain.person import Actor
from bot.domain.seating import seated
from bot.domain.turn import Mode, Place, Round, Seat, Turn


class NotYourTurn(StageOver):
    """Somebody else has the floor, or nobody."""

    key = "refusal.not_your_turn"


class HadYourTurn(StageOver):
    """This person has spoken in this round, or came back once already."""

    key = "refusal.had_your_turn"


class NobodyNext(NotNow):
    """Everyone who wished to has spoken."""

    key = "refusal.nobody_next"


def next_speaker(meeting: Meeting, by: Actor, at: datetime, place: Place) -> Meeting:
    """End the turn that the button names and give the floor to the next person.

    Raises NotFacilitator, StageOver (a double press), NotNow, NobodyNext.
    """
    must_lead(meeting, by)
    here = _turns(meeting, place)
    if here.number != place.turn:
        raise StageOver
    if here.floor is None and floor.up_next(meeting, at) is None:
        raise NobodyNext
    return floor.end_turn(meeting, here.floor, Turn.FINISHED, at)


def skip(meeting: Meeting, by: Actor, at: datetime, place: Place) -> Meeting:
    """Pass over the present speaker. Raises NotFacilitator, StageOver, NotNow, NotYourTurn."""
    must_lead(meeting, by)
    here = _turns(meeting, place)
    if here.number != place.turn:
        raise StageOver
    if here.floor is None:
        raise NotYourTurn
    return floor.end_turn(meeting, here.floor, Turn.PASSED, at)


def finish(meeting: Meeting, by: Actor, at: datetime, place: Place) -> Meeting:
    """End the present turn: for the person who has it and for facilitators, nobody else.

    Raises StageOver (a double press), NotNow, NotYourTurn.
    """
    here = _turns(meeting, place)
    if here.floor == by.id:
        return floor.end_turn(meeting, by.id, Turn.FINISHED, at)
    if here.number != place.turn:
        raise StageOver
    if here.floor is None or by.id not in meeting.facilitators:
        raise NotYourTurn
    return floor.end_turn(meeting, here.floor, Turn.FINISHED, at)


def pass_on(meeting: Meeting, by: Actor, at: datetime, place: Place) -> Meeting:
    """Pass, with the floor or before it comes; a second press changes nothing.

    Raises NotHere, StageOver, NotNow, HadYourTurn.
    """
    must_be_here(meeting, by.id)
    here = _round(meeting, place)
    seat = here.seat(by.id)
    if seat is None or seat.turn is Turn.PASSED:
        return meeting
    if seat.turn is Turn.FINISHED:
        raise HadYourTurn
    return floor.end_turn(meeting, by.id, Turn.PASSED, at)


def come_back(meeting: Meeting, by: Actor, place: Place) -> Meeting:
    """Ask for a turn at the end of the round after a pass; once a round.

    Raises NotHere, StageOver, NotNow, HadYourTurn.
    """
    must_be_here(meeting, by.id)
    here = _round(meeting, place)
    seat = here.seat(by.id)
    if seat is None or seat.turn in {Turn.WAITING, Turn.FLOOR, Turn.LATER}:
        return meeting
    if seat.turn is Turn.FINISHED or seat.came_back:
        raise HadYourTurn
    again = replace(seat, turn=Turn.LATER, came_back=True)
    others = tuple(one for one in here.seats if one.member != by.id)
    return clock.with_round(meeting, replace(here, seats=(*others, again)))


def typed(meeting: Meeting, by: Actor, at: datetime, place: Place) -> Meeting:
    """Count typed words as the turn; outside a round, or said once more, nothing changes.

    Raises NotHere, StageOver.
    """
    must_be_here(meeting, by.id)
    must_be_at(meeting, place)
    here = meeting.round
    seat = here.seat(by.id) if here else None
    if here is None or seat is None or seat.turn is Turn.FINISHED:
        return meeting
    return floor.end_turn(meeting, by.id, Turn.FINISHED, at)


def choose_mode(meeting: Meeting, by: Actor, at: datetime, mode: Mode) -> Meeting:
    """Let the round go by turns or together; between the two nothing that was said is lost.

    Before the check-in it is chosen ahead. Raises NotFacilitator, NotNow.
    """
    must_lead(meeting, by)
    if meeting.now_in not in floor.ROUNDS:
        return _chosen_ahead(meeting, mode)
    here = seated(meeting, meeting.round or Round(mode))
    if mode is not Mode.TURNS:
        waiting = tuple(_back_to_waiting(seat) for seat in here.seats)
        here = replace(here, seats=waiting, number=here.number + 1, turn_ends_at=None)
    changed = clock.with_round(meeting, replace(here, mode=mode, chosen=True))
    return floor.give_floor(changed, at)


def _chosen_ahead(meeting: Meeting, mode: Mode) -> Meeting:
    if meeting.check_in is None:
        return replace(meeting, check_in=Round(mode, chosen=True))
    if meeting.check_out is None:
        return replace(meeting, check_out=Round(mode, chosen=True))
    raise NotNow


def _round(meeting: Meeting, place: Place) -> Round:
    must_be_at(meeting, place)
    here = meeting.round
    if here is None:
        raise NotNow
    return here


def _turns(meeting: Meeting, place: Place) -> Round:
    here = _round(meeting, place)
    if here.mode is not Mode.TURNS:
        raise NotNow
    return here


def _back_to_waiting(seat: Seat) -> Seat:
    return replace(seat, turn=Turn.WAITING) if seat.turn is Turn.FLOOR else seat
