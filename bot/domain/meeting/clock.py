"""The soft clock of an evening: how long a stage has run and what is left; nobody is cut off."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rights import NotNow, must_lead
from bot.domain.meeting.round_state import Mode, Round
from bot.domain.person import Actor
from bot.domain.template import StageKey

ONE_MINUTE = timedelta(minutes=1)
TURN_AT_LEAST = timedelta(seconds=45)
TURN_AT_MOST = timedelta(seconds=180)
TYPED_TURN_AT_LEAST = timedelta(minutes=2)
LONGEST_EXTRA = timedelta(minutes=60)
"""So much may be added to one stage in all."""
DROPPED_AFTER = timedelta(seconds=60)
"""Out of the voice room for so long counts as *come back to me*."""
NOTHING = timedelta(0)


class AlreadyPaused(NotNow):
    """The meeting is paused already."""

    key = "refusal.already_paused"


class NotPaused(NotNow):
    """The meeting is not paused."""

    key = "refusal.not_paused"


class LongEnough(NotNow):
    """An hour was added to this stage already."""

    key = "refusal.long_enough"


def allotted(meeting: LiveMeeting) -> timedelta:
    """How long the present stage may take: its minutes and what was added."""
    return timedelta(minutes=meeting.stages[meeting.stage].minutes) + _at(
        meeting.extra, meeting.stage
    )


def spent(meeting: LiveMeeting, at: datetime, stage: int | None = None) -> timedelta:
    """How long a stage (the present one without `stage`) has run by `at`, pauses left out."""
    stage = meeting.stage if stage is None else stage
    before = _at(meeting.used, stage)
    if stage != meeting.stage:
        return before
    return before + max(NOTHING, (meeting.paused_at or at) - meeting.since)


def left(meeting: LiveMeeting, at: datetime) -> timedelta:
    """How much of the present stage is left at `at`; never less than nothing."""
    return max(NOTHING, allotted(meeting) - spent(meeting, at))


def ends_at(meeting: LiveMeeting, at: datetime) -> datetime:
    """When the present stage's time is over; in the lobby the start of the evening.

    While the meeting is paused the end moves with `at`.
    """
    if meeting.now_in is StageKey.LOBBY:
        return meeting.starts_at
    return at + allotted(meeting) - spent(meeting, at)


def is_over(meeting: LiveMeeting, at: datetime) -> bool:
    """Tell whether the present stage has used its time."""
    return meeting.now_in is not StageKey.LOBBY and not left(meeting, at)


def evening_ends_at(meeting: LiveMeeting, at: datetime) -> datetime:
    """When the evening ends if every later stage takes its minutes."""
    later = sum(stage.minutes for stage in meeting.stages[meeting.stage + 1 :])
    return max(at, ends_at(meeting, at)) + timedelta(minutes=later)


def turn_length(meeting: LiveMeeting, people_left: int, at: datetime, *, typing: bool) -> timedelta:
    """Share what is left of the stage: 45 to 180 s each, typed turns at least two minutes."""
    share = left(meeting, at) / max(1, people_left)
    least = TYPED_TURN_AT_LEAST if typing else TURN_AT_LEAST
    return max(least, min(share, TURN_AT_MOST))


def turn_from_the_start(meeting: LiveMeeting, people: int) -> timedelta:
    """Share the whole of the stage the same way: what a turn was said to take when it began."""
    share = allotted(meeting) / max(1, people)
    return max(TURN_AT_LEAST, min(share, TURN_AT_MOST))


def extend(meeting: LiveMeeting, by: Actor, at: datetime) -> LiveMeeting:
    """Add a minute to the turn in a round of turns, else to the stage.

    Raises NotFacilitator (as in the lobby, where nobody leads), and LongEnough after an hour.
    """
    must_lead(meeting, by)
    here = meeting.round
    if here and here.mode is Mode.TURNS and here.floor and here.turn_ends_at:
        stands_at = meeting.paused_at or at
        longer = replace(here, turn_ends_at=max(stands_at, here.turn_ends_at) + ONE_MINUTE)
        return with_round(meeting, longer)
    if _at(meeting.extra, meeting.stage) >= LONGEST_EXTRA:
        raise LongEnough
    overrun = max(NOTHING, spent(meeting, at) - allotted(meeting))
    return replace(meeting, extra=_add(meeting.extra, meeting.stage, ONE_MINUTE + overrun))


def pause(meeting: LiveMeeting, by: Actor, at: datetime) -> LiveMeeting:
    """Stop the clock; talk may go on. Raises NotFacilitator, AlreadyPaused."""
    must_lead(meeting, by)
    if meeting.paused_at:
        raise AlreadyPaused
    return replace(meeting, paused_at=at)


def resume(meeting: LiveMeeting, by: Actor, at: datetime) -> LiveMeeting:
    """Let the clock run again from where it stood. Raises NotFacilitator, NotPaused."""
    must_lead(meeting, by)
    if not meeting.paused_at:
        raise NotPaused
    return running(meeting, at)


def running(meeting: LiveMeeting, at: datetime) -> LiveMeeting:
    """Give the meeting with its clock running, the pause taken out of stage, turn and drops."""
    if not meeting.paused_at:
        return meeting
    gap = max(NOTHING, at - meeting.paused_at)
    voice = tuple(
        replace(one, left_at=min(at, one.left_at + gap)) if one.left_at else one
        for one in meeting.voice
    )
    going = replace(meeting, paused_at=None, since=meeting.since + gap, voice=voice)
    here = going.round
    if here and here.turn_ends_at:
        since = here.turn_since + gap if here.turn_since else None
        moved = replace(here, turn_ends_at=here.turn_ends_at + gap, turn_since=since)
        going = with_round(going, moved)
    return going


def enter(meeting: LiveMeeting, stage: int, at: datetime) -> LiveMeeting:
    """Leave the present stage with its time kept, and enter `stage` with the clock running.

    The turn that is left keeps its time too, and has it again when its stage is entered again.
    """
    going = _turn_put_by(running(meeting, at), at)
    ran = max(NOTHING, at - going.since)
    used = _add(going.used, going.stage, ran)
    entered = replace(going, used=used, stage=stage, since=at, cards=going.cards + 1)
    here = entered.round
    if here is None or here.turn_left is None:
        return entered
    ends = at + here.turn_left
    return with_round(entered, replace(here, turn_ends_at=ends, turn_left=None, turn_since=at))


def _turn_put_by(meeting: LiveMeeting, at: datetime) -> LiveMeeting:
    here = meeting.round
    if here is None or here.turn_ends_at is None:
        return meeting
    rest = max(NOTHING, here.turn_ends_at - at)
    return with_round(meeting, replace(here.timed(at), turn_ends_at=None, turn_left=rest))


def with_round(meeting: LiveMeeting, here: Round, key: StageKey | None = None) -> LiveMeeting:
    """Put the round of a stage (the present one without `key`) back into the meeting."""
    if (key or meeting.now_in) is StageKey.CHECK_IN:
        return replace(meeting, check_in=here)
    return replace(meeting, check_out=here)


def _at(row: tuple[timedelta, ...], stage: int) -> timedelta:
    return row[stage] if stage < len(row) else NOTHING


def _add(row: tuple[timedelta, ...], stage: int, more: timedelta) -> tuple[timedelta, ...]:
    full = [*row, *[NOTHING] * (stage + 1 - len(row))]
    full[stage] += more
    return tuple(full)


def next_change(meeting: LiveMeeting, at: datetime) -> datetime | None:
    """Tell when something about the meeting next changes by time alone: a turn, a stage, a drop."""
    if meeting.paused_at:
        return None
    here = meeting.round
    instants = [ends_at(meeting, at)]
    if here and here.turn_ends_at:
        instants.append(here.turn_ends_at)
    if meeting.now_in is StageKey.WORKING:
        instants.append(talk_from(meeting, at))
    instants += [one.left_at + DROPPED_AFTER for one in meeting.voice if one.left_at]
    return min((one for one in instants if one > at), default=None)


def talk_from(meeting: LiveMeeting, at: datetime) -> datetime:
    """Tell when the last third of the present stage begins, which is for talking about it."""
    return ends_at(meeting, at) - allotted(meeting) / 3
