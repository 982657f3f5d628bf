"""The round: who speaks, in which order, and how a turn ends (docs/evening.md#the-round)."""

from dataclasses import replace
from datetime import datetime

from bot.domain.errors import AskFirst
from bot.domain.ids import MemberId
from bot.domain.meeting import clock
from bot.domain.meeting.live_meeting import ROUNDS, LiveMeeting
from bot.domain.meeting.rights import (
    NotNow,
    StageOver,
    leads,
    must_be_at,
    must_be_here,
    must_be_welcome,
    must_lead,
    must_take_part,
)
from bot.domain.meeting.round import floor
from bot.domain.meeting.round.seating import DONE
from bot.domain.meeting.round_state import Mode, Place, Round, Turn
from bot.domain.person import Actor, Way
from bot.domain.template import StageKey


class NotYourTurn(StageOver):
    """Somebody else has the floor, or nobody."""

    key = "refusal.not_your_turn"


class HadYourTurn(StageOver):
    """This person has spoken in this round, or came back once already."""

    key = "refusal.had_your_turn"


class TurnOver(StageOver):
    """The button was drawn for a turn that is over."""

    key = "refusal.turn_over"


class NextChanged(StageOver):
    """Somebody else comes next than the button named."""

    key = "refusal.next_changed"


class SureToFinish(AskFirst):
    """The turn is somebody else's."""

    key = "ask.finish"


class NobodyNext(NotNow):
    """Everyone who wished to has spoken."""

    key = "refusal.nobody_next"


def next_speaker(
    meeting: LiveMeeting, by: Actor, at: datetime, place: Place, named: MemberId | None = None
) -> LiveMeeting:
    """End the turn that the button was drawn for, and give the floor to whom it `named`.

    A press is for that person alone: nobody gets the floor, or loses it, by a button that is out of
    date. Raises NotFacilitator, TurnOver (a double press), NextChanged, NotNow, NobodyNext.
    """
    must_lead(meeting, by)
    here, following = _turn(meeting, place), floor.up_next(meeting, at)
    if here.floor is None and following is None:
        raise NobodyNext
    if named is not None and named != following:
        raise NextChanged
    return floor.end_turn(meeting, here.floor, Turn.FINISHED, at)


def skip(meeting: LiveMeeting, by: Actor, at: datetime, place: Place) -> LiveMeeting:
    """Pass over the present speaker. Raises NotFacilitator, StageOver, NotNow, NotYourTurn."""
    must_lead(meeting, by)
    here = _turn(meeting, place)
    if here.floor is None:
        raise NotYourTurn
    return floor.end_turn(meeting, here.floor, Turn.PASSED, at)


def finish(
    meeting: LiveMeeting, by: Actor, at: datetime, place: Place, *, sure: bool = False
) -> LiveMeeting:
    """End one's own turn; whoever leads may end somebody else's, and is asked first.

    The button names the turn it ends, so that no late press ends a turn that has just begun.
    Raises Removed, StageOver (a double press), NotNow, NotYourTurn, SureToFinish.
    """
    must_be_welcome(meeting, by.id)
    here = _turn(meeting, place)
    if here.floor is None or not (here.floor == by.id or leads(meeting, by)):
        raise NotYourTurn
    if here.floor != by.id and not sure:
        person = meeting.person(here.floor)
        raise SureToFinish(name=person.name if person else "")
    return floor.end_turn(meeting, here.floor, Turn.FINISHED, at)


def pass_on(meeting: LiveMeeting, by: Actor, at: datetime, place: Place) -> LiveMeeting:
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


def come_back(meeting: LiveMeeting, by: Actor, place: Place) -> LiveMeeting:
    """Ask for a turn at the end of the round after a pass; once a round.

    How long they had the floor before they were passed over is no time of that turn. Whoever just
    listens by now takes part again. Raises NotHere, StageOver, NotNow, HadYourTurn.
    """
    person = must_take_part(meeting, by)
    here = _round(meeting, place)
    seat = here.seat(by.id)
    if seat is None or seat.turn in {Turn.WAITING, Turn.FLOOR, Turn.LATER}:
        return meeting
    if seat.turn is Turn.FINISHED or seat.came_back:
        raise HadYourTurn
    again = replace(seat, turn=Turn.LATER, came_back=True, took=clock.NOTHING)
    others = tuple(one for one in here.seats if one.member != by.id)
    changed = clock.with_round(meeting, replace(here, seats=(*others, again)))
    if person.way is not Way.LISTENING:
        return changed
    part = replace(person, way=Way.SPEAKING)
    return replace(
        changed, people=tuple(part if one.id == by.id else one for one in meeting.people)
    )


def typed(meeting: LiveMeeting, by: Actor, at: datetime, place: Place) -> LiveMeeting:
    """Count words typed under a name as the turn; outside a round, or again, nothing changes.

    Words without a name are no turn: what ends with them would tell whose they are.
    Raises NotHere, StageOver.
    """
    must_be_here(meeting, by.id)
    must_be_at(meeting, place)
    here = meeting.round
    seat = here.seat(by.id) if here else None
    if here is None or seat is None or seat.turn is Turn.FINISHED:
        return meeting
    return _noted_as_typed(floor.end_turn(meeting, by.id, Turn.FINISHED, at), by.id)


def typed_last(meeting: LiveMeeting) -> MemberId | None:
    """Tell whose turn ended last, if it was typed: the facilitator may read it aloud.

    Nobody is asked to read what somebody wrote who was removed since.
    """
    done = [seat for seat in meeting.round.seats if seat.turn in DONE] if meeting.round else []
    last = done[-1] if done and done[-1].typed else None
    return last.member if last and not meeting.is_removed(last.member) else None


def choose_mode(meeting: LiveMeeting, by: Actor, at: datetime, mode: Mode) -> LiveMeeting:
    """Let the round go by turns or together; between the two nothing that was said is lost.

    Outside a round it is chosen ahead for the one that comes next, and may be chosen anew until
    then. Raises NotFacilitator, and NotNow for free talk or when no round is to come.
    """
    must_lead(meeting, by)
    key = _upcoming(meeting)
    if key is None or mode is Mode.FREE:
        raise NotNow
    here = meeting.round_of(key) or Round(mode)
    if here.chosen and here.mode is mode:
        return meeting
    if mode is Mode.TOGETHER and here.mode is Mode.TURNS:
        here = _without_floor(here.timed(meeting.paused_at or at))
    chosen = clock.with_round(meeting, replace(here, mode=mode, chosen=True), key)
    if key is not meeting.now_in:
        return chosen
    if mode is Mode.TURNS:
        chosen = replace(chosen, hands=(), called=None, spoke_last=None)
    return floor.reseat(chosen, at, opening=True)


def _upcoming(meeting: LiveMeeting) -> StageKey | None:
    """Give the stage of the round that goes on now or comes next; None when both are over."""
    keys = [stage.key for stage in meeting.stages]
    return next((key for key in keys[meeting.stage :] if key in ROUNDS), None)


def _round(meeting: LiveMeeting, place: Place) -> Round:
    must_be_at(meeting, place)
    here = meeting.round
    if here is None:
        raise NotNow
    return here


def _turn(meeting: LiveMeeting, place: Place) -> Round:
    here = _round(meeting, place)
    if here.mode is not Mode.TURNS:
        raise NotNow
    if here.number != place.turn:
        raise TurnOver
    return here


def _without_floor(here: Round) -> Round:
    seats = tuple(
        replace(seat, turn=Turn.WAITING) if seat.turn is Turn.FLOOR else seat for seat in here.seats
    )
    return replace(here, seats=seats, number=here.number + 1, turn_ends_at=None, turn_left=None)


def _noted_as_typed(meeting: LiveMeeting, member: MemberId) -> LiveMeeting:
    here = meeting.round
    if here is None:
        return meeting
    seats = tuple(
        replace(seat, typed=True) if seat.member == member else seat for seat in here.seats
    )
    return clock.with_round(meeting, replace(here, seats=seats))
