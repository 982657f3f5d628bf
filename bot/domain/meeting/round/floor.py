"""The floor: who has it, who comes next, how it passes on, and for how long who had it.

See docs/evening.md#the-round.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.ids import MemberId
from bot.domain.meeting import clock
from bot.domain.meeting.clock import with_round
from bot.domain.meeting.live_meeting import FREE_TALK, ROUNDS, LiveMeeting
from bot.domain.meeting.round.seating import DONE, asked, seated
from bot.domain.meeting.round_state import Mode, Round, Seat, Turn
from bot.domain.person import Way

AIRTIME_FROM = 2
"""With fewer turns there is nothing to lay side by side."""
_SPOKEN = frozenset({Turn.FINISHED, Turn.FLOOR, Turn.LATER})


def fitting_mode(meeting: LiveMeeting, minutes: int) -> Mode:
    """Choose how a round of `minutes` goes with the people who take part now."""
    return _fitting(meeting, timedelta(minutes=minutes))


def open_round(meeting: LiveMeeting, at: datetime) -> LiveMeeting:
    """Start the round of the present stage, or find it as it was left."""
    if meeting.now_in not in ROUNDS:
        return meeting
    found = meeting.round
    if found is None:
        found = Round(fitting_mode(meeting, meeting.stages[meeting.stage].minutes))
    return reseat(with_round(meeting, found), at, opening=True)


def reseat(meeting: LiveMeeting, at: datetime, *, opening: bool = False) -> LiveMeeting:
    """Bring the round in step with who is here and how they take part.

    How the round goes stays: free talk goes on when a fourth person comes, until a facilitator
    chooses otherwise (`has_outgrown`).
    """
    here = meeting.round
    if here is None:
        return meeting
    changed = _in_step(meeting, here, at)
    now = changed.round or here
    lost_floor = here.floor is not None and now.floor is None
    if lost_floor:
        now = replace(now, number=now.number + 1, turn_ends_at=None, turn_since=None)
    changed = with_round(changed, now)
    return give_floor(changed, at) if lost_floor or opening else changed


def has_outgrown(meeting: LiveMeeting) -> bool:
    """Tell whether more than three have come to a free talk: its facilitator may give it an order.

    An order that came by itself would put on the spot whoever came first.
    """
    here = meeting.round
    return here is not None and here.mode is Mode.FREE and len(asked(meeting)) > FREE_TALK


def drop(meeting: LiveMeeting, at: datetime) -> LiveMeeting:
    """Put everyone whose call dropped to the end of the round, for when they are back."""
    here = meeting.round
    if here is None or here.mode is not Mode.TURNS:
        return meeting
    if here.floor and is_dropped(meeting, here.floor, at):
        return end_turn(meeting, here.floor, Turn.LATER, at)
    return _in_step(meeting, here, at)


def up_next(meeting: LiveMeeting, at: datetime) -> MemberId | None:
    """Tell who gets the floor after the present turn: the next waiting, then those for later."""
    queue = coming(meeting, at)
    return queue[0] if queue else None


def coming(meeting: LiveMeeting, at: datetime) -> tuple[MemberId, ...]:
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


def is_dropped(meeting: LiveMeeting, member: MemberId, at: datetime) -> bool:
    """Tell whether somebody has left the voice room for 60 seconds, and was not seen since.

    A pause does not count: the group may be waiting for just this call.
    """
    voice = next((one for one in meeting.voice if one.member == member), None)
    if voice is None or voice.left_at is None:
        return False
    person, stands_at = meeting.person(member), meeting.paused_at or at
    if person and person.stayed(voice.left_at):
        return False
    return stands_at - voice.left_at >= clock.DROPPED_AFTER


def end_turn(
    meeting: LiveMeeting, member: MemberId | None, turn: Turn, at: datetime
) -> LiveMeeting:
    """Set how somebody's turn ended, and pass the floor on where it was theirs or nobody's."""
    here = meeting.round
    if here is None:
        return meeting
    had_floor = here.floor == member
    if member is not None:
        seat = here.seat(member) or Seat(member)
        took = seat.took + _since(here, meeting.paused_at or at) if had_floor else seat.took
        ended = replace(seat, turn=turn, took=took)
        others = tuple(seat for seat in here.seats if seat.member != member)
        here = replace(here, seats=(*others, ended))
    if not had_floor:
        return _in_step(meeting, here, at)
    free = replace(here, number=here.number + 1, turn_ends_at=None, turn_since=None)
    return give_floor(_in_step(meeting, free, at), at)


def give_floor(meeting: LiveMeeting, at: datetime) -> LiveMeeting:
    """Give the floor, where turns are taken and nobody has it, to whoever comes next."""
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
    begins_at = meeting.paused_at or at
    length = clock.turn_length(meeting, len(queue), begins_at, typing=typing)
    begun = replace(
        here,
        seats=seats,
        number=here.number + 1,
        turn_ends_at=begins_at + length,
        turn_left=None,
        turn_since=begins_at,
    )
    return with_round(meeting, begun)


def forget(meeting: LiveMeeting, member: MemberId, at: datetime, key: str) -> LiveMeeting:
    """Take somebody's seats out of the rounds; that their turn was over stays, as a digest.

    `key` is a fresh one, should it be needed.
    """
    noted = replace(
        meeting,
        check_in=_turn_stays(meeting.check_in, member, key),
        check_out=_turn_stays(meeting.check_out, member, key),
    )
    passed_on = reseat(noted, at)
    return replace(
        passed_on,
        check_in=_without_seat(passed_on.check_in, member),
        check_out=_without_seat(passed_on.check_out, member),
    )


def _turn_stays(here: Round | None, member: MemberId, key: str) -> Round | None:
    seat = here.seat(member) if here else None
    if here is None or seat is None or seat.turn not in DONE | {Turn.FLOOR}:
        return here
    return replace(here, had_turn=here.had_turn.adding(member, key))


def _without_seat(here: Round | None, member: MemberId) -> Round | None:
    if here is None:
        return None
    return replace(here, seats=tuple(seat for seat in here.seats if seat.member != member))


def _in_step(meeting: LiveMeeting, here: Round, at: datetime) -> LiveMeeting:
    """Seat everyone who takes part, and put those whose call dropped to the end."""
    seats = here.seats
    if here.mode is Mode.TURNS:
        seats = tuple(
            replace(seat, turn=Turn.LATER)
            if seat.turn is Turn.WAITING and is_dropped(meeting, seat.member, at)
            else seat
            for seat in here.seats
        )
    return with_round(meeting, seated(meeting, replace(here, seats=seats)))


def _fitting(meeting: LiveMeeting, time: timedelta) -> Mode:
    people = len(meeting.taking_part)
    if people <= FREE_TALK:
        return Mode.FREE
    fits = people * clock.TURN_AT_LEAST <= time
    return Mode.TURNS if fits and meeting.room_kind is RoomKind.VOICE else Mode.TOGETHER


def airtime(meeting: LiveMeeting, at: datetime) -> tuple[tuple[MemberId, timedelta], ...]:
    """Give how long everyone who came spoke in their turns, the longest first: for whoever leads.

    A turn that was typed or passed is none; of fewer than `AIRTIME_FROM` nothing is told.
    """
    took: dict[MemberId, timedelta] = {}
    for here in (meeting.check_in, meeting.check_out):
        for member, time in _spoken(here, meeting.paused_at or at).items():
            took[member] = took.get(member, clock.NOTHING) + time
    spoke = [(one, time) for one, time in took.items() if not meeting.is_removed(one)]
    longest_first = sorted(spoke, key=lambda each: (-each[1], each[0]))
    return tuple(longest_first) if len(spoke) >= AIRTIME_FROM else ()


def _spoken(here: Round | None, at: datetime) -> dict[MemberId, timedelta]:
    seats = [one for one in here.seats if one.turn in _SPOKEN and not one.typed] if here else []
    times = {one.member: one.took for one in seats}
    if here and here.floor in times:
        times[here.floor] += _since(here, at)
    return {member: time for member, time in times.items() if time}


def _since(here: Round, at: datetime) -> timedelta:
    return max(clock.NOTHING, at - here.turn_since) if here.turn_since else clock.NOTHING
