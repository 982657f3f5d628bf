"""The floor: who has it, who comes next, and how it passes on (product.md §2)."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain import clock
from bot.domain.clock import with_round
from bot.domain.ids import MemberId
from bot.domain.meeting import FREE_TALK, Meeting
from bot.domain.occurrence import RoomKind
from bot.domain.person import Way
from bot.domain.seating import seated
from bot.domain.template import StageKey
from bot.domain.turn import Mode, Round, Seat, Turn

ROUNDS = frozenset({StageKey.CHECK_IN, StageKey.CHECK_OUT})


def fitting_mode(meeting: Meeting, minutes: int) -> Mode:
    """Choose how a round of `minutes` goes with the people who take part now."""
    people = len(meeting.taking_part)
    if people <= FREE_TALK:
        return Mode.FREE
    fits = people * clock.TURN_AT_LEAST <= timedelta(minutes=minutes)
    return Mode.TURNS if fits and meeting.room_kind is RoomKind.VOICE else Mode.TOGETHER


def open_round(meeting: Meeting, at: datetime) -> Meeting:
    """Start the round of the present stage, or find it as it was left."""
    if meeting.now_in not in ROUNDS:
        return meeting
    found = meeting.round
    if found is None:
        found = Round(fitting_mode(meeting, meeting.stages[meeting.stage].minutes))
    return give_floor(with_round(meeting, seated(meeting, found)), at)


def reseat(meeting: Meeting, at: datetime) -> Meeting:
    """Bring the round in step with who is here and how they take part."""
    here = meeting.round
    if here is None:
        return meeting
    changed = seated(meeting, here)
    if here.floor and changed.floor is None:
        moved = replace(changed, number=here.number + 1, turn_ends_at=None)
        return give_floor(with_round(meeting, moved), at)
    return with_round(meeting, changed)


def drop(meeting: Meeting, at: datetime) -> Meeting:
    """Put everyone whose call dropped to the end of the round, for when they are back."""
    here = meeting.round
    if here is None or here.mode is not Mode.TURNS:
        return meeting
    for seat in here.seats:
        if seat.turn in {Turn.WAITING, Turn.FLOOR} and is_dropped(meeting, seat.member, at):
            meeting = end_turn(meeting, seat.member, Turn.LATER, at)
    return meeting


def up_next(meeting: Meeting, at: datetime) -> MemberId | None:
    """Tell who gets the floor after the present turn: the next waiting, then those for later."""
    queue = coming(meeting, at)
    return queue[0] if queue else None


def coming(meeting: Meeting, at: datetime) -> tuple[MemberId, ...]:
    """Name everyone whose turn is to come, in order; a dropped call waits until it is back."""
    here = meeting.round
    if here is None:
        return ()
    by_turn = [
        seat.member
        for turn in (Turn.WAITING, Turn.LATER)
        for seat in here.seats
        if seat.turn is turn
    ]
    return tuple(member for member in by_turn if not is_dropped(meeting, member, at))


def is_dropped(meeting: Meeting, member: MemberId, at: datetime) -> bool:
    """Tell whether somebody who was in the voice room has been out of it for 60 seconds."""
    voice = next((one for one in meeting.voice if one.member == member), None)
    return bool(voice and voice.left_at and at - voice.left_at >= clock.DROPPED_AFTER)


def end_turn(meeting: Meeting, member: MemberId | None, turn: Turn, at: datetime) -> Meeting:
    """Set how somebody's turn ended, and pass the floor on where it was theirs or nobody's."""
    here = meeting.round
    if here is None:
        return meeting
    had_floor = here.floor == member
    seats = here.seats
    if member is not None:
        ended = replace(here.seat(member) or Seat(member), turn=turn)
        others = tuple(seat for seat in seats if seat.member != member)
        seats = (*others, ended)
    changed = with_round(meeting, replace(here, seats=seats))
    if not had_floor:
        return changed
    free = replace(here, seats=seats, number=here.number + 1, turn_ends_at=None)
    return give_floor(with_round(meeting, free), at)


def give_floor(meeting: Meeting, at: datetime) -> Meeting:
    here = meeting.round
    if here is None or here.mode is not Mode.TURNS or here.floor is not None:
        return meeting
    queue = coming(meeting, at)
    if not queue:
        return meeting
    first = queue[0]
    seats = tuple(
        replace(seat, turn=Turn.FLOOR) if seat.member == first else seat for seat in here.seats
    )
    person = meeting.person(first)
    typing = person is not None and person.way is Way.TYPING
    length = clock.turn_length(meeting, len(queue), meeting.paused_at or at, typing=typing)
    turn_ends_at = (meeting.paused_at or at) + length
    begun = replace(here, seats=seats, number=here.number + 1, turn_ends_at=turn_ends_at)
    return with_round(meeting, begun)


def without_seat(here: Round | None, member: MemberId) -> Round | None:
    """Give the round without somebody's seat."""
    if here is None:
        return None
    return replace(here, seats=tuple(seat for seat in here.seats if seat.member != member))
