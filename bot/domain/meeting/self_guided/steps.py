"""An evening that nobody leads: its steps come by themselves (docs/evening.md#self-guided).

Each step comes when its time is over, or soon after most are ready; nobody who waits to speak is
passed over.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.calendar.occurrence import NOBODY_BEGAN, RoomKind
from bot.domain.ids import PromptId
from bot.domain.meeting import clock, stages
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import leading
from bot.domain.meeting.round import floor
from bot.domain.meeting.round_state import Mode, Place, Turn
from bot.domain.meeting.self_guided import left_alone
from bot.domain.meeting.self_guided.early import ENOUGH, Early, noted, why_early
from bot.domain.meeting.talk import agenda, hands, questions
from bot.domain.person import Actor
from bot.domain.template import StageKey

BEGINS_AFTER = timedelta(minutes=10)
"""So long after the start it begins, where enough people are there and nobody has begun."""
OPEN_FOR = timedelta(minutes=5)
"""A room that opened late has been open for so long by then."""
LAST_SENTENCE = timedelta(seconds=30)
"""So long after a turn's time the floor passes on: people are asked for a last sentence first."""
LONGEST_BREAK = timedelta(minutes=10)
"""A pause of somebody who led, and leads no more, is over by then."""
SPOKEN, TYPED = timedelta(minutes=1), clock.TYPED_TURN_AT_LEAST
"""How long a called hand has the floor before the next one is called."""
MOST_PARTS = 3
"""Into so many parts the time for talking is divided, each with its topic or question."""

Step = Callable[[LiveMeeting, datetime], LiveMeeting]
_Due = tuple[datetime, Step]


def begin(
    meeting: LiveMeeting, by: Actor, at: datetime, place: Place, *, sure: bool = True
) -> LiveMeeting:
    """Begin the evening, or lead on where it has begun by itself meanwhile.

    Raises what `stages.begin` and `leading.take_over` refuse.
    """
    if meeting.is_guided:
        return leading.take_over(meeting, by, at)
    return stages.begin(meeting, by, at, place, sure=sure)


def begins_at(meeting: LiveMeeting) -> datetime:
    """Tell when a meeting in its lobby begins by itself, if enough people are there then."""
    return max(meeting.starts_at + BEGINS_AFTER, meeting.since + OPEN_FOR)


def next_step_at(meeting: LiveMeeting, at: datetime) -> datetime | None:
    """Tell when the next step or the end is due, which may have passed; None without one."""
    due = _next(meeting, at)
    return min((one for one in (due and due[0], _ends_at(meeting, at)) if one), default=None)


def on_time(meeting: LiveMeeting, at: datetime) -> LiveMeeting:
    """Take every step that is due. The end is none of them: see `is_over`."""
    now = floor.drop(meeting, at)
    while due := _next(now, at):
        stepped = noted(now, due[1](now, at), at) if due[0] <= at else now
        if stepped == now:
            break
        now = stepped
    return now


def hang_on_voice(meeting: LiveMeeting, at: datetime) -> bool:
    """Tell whether what is due comes because of who is in the voice room, and who is not."""
    due = _next(meeting, at) if meeting.self_guided and not meeting.is_guided else None
    return due is not None and due[0] <= at


def is_over(meeting: LiveMeeting, at: datetime) -> bool:
    """Tell whether the last stage has had its time, so that the evening ends."""
    ends_at = _ends_at(meeting, at)
    return ends_at is not None and at >= ends_at


def _next(meeting: LiveMeeting, at: datetime) -> _Due | None:
    """Give the step that comes next, and when."""
    if meeting.stage == 0:
        return _beginning(meeting, at)
    if not meeting.is_guided:
        goes_on_at = left_alone.goes_on_at(meeting)
        return (goes_on_at, left_alone.go_on) if goes_on_at else None
    step = _guided(meeting, at)
    return (_not_at_once(meeting, step[0]), step[1]) if step else None


def _not_at_once(meeting: LiveMeeting, at: datetime) -> datetime:
    """Put off what was due before the evening went on by itself: people have read so by then."""
    since = meeting.by_itself_since
    return max(at, since + LAST_SENTENCE) if since else at


def _guided(meeting: LiveMeeting, at: datetime) -> _Due | None:
    if meeting.paused_at:
        return meeting.paused_at + LONGEST_BREAK, clock.running
    steps = (_turn(meeting, at), _hand(meeting), _part(meeting, at), _stage(meeting, at))
    return min((one for one in steps if one), key=lambda due: due[0], default=None)


def _beginning(meeting: LiveMeeting, at: datetime) -> _Due | None:
    may = meeting.self_guided and meeting.lead is None and len(meeting.heads) >= ENOUGH
    if not may or at >= meeting.starts_at + NOBODY_BEGAN:
        return None
    return begins_at(meeting), lambda now, then: stages.enter(now, 1, then)


def _turn(meeting: LiveMeeting, at: datetime) -> _Due | None:
    """Pass the floor on after its time; give it at once to who waits while nobody has it."""
    here = meeting.round
    if here is None or here.mode is not Mode.TURNS:
        return None
    if here.floor is None:
        return (meeting.since, floor.give_floor) if floor.coming(meeting, at) else None
    ends_at = here.turn_ends_at or meeting.since
    return ends_at + LAST_SENTENCE, _next_speaker


def _next_speaker(meeting: LiveMeeting, at: datetime) -> LiveMeeting:
    here = meeting.round
    return floor.end_turn(meeting, here.floor, Turn.FINISHED, at) if here else meeting


def _hand(meeting: LiveMeeting) -> _Due | None:
    """Call the next hand once the one before has had its time."""
    if not meeting.hands or not hands.takes_hands(meeting):
        return None
    return _called_until(meeting) or meeting.since, _call


def _call(meeting: LiveMeeting, at: datetime) -> LiveMeeting:
    return replace(hands.with_next_called(meeting), called_at=at)


def _called_until(meeting: LiveMeeting) -> datetime | None:
    if meeting.called is None or meeting.called_at is None:
        return None
    return meeting.called_at + _word(meeting)


def _word(meeting: LiveMeeting) -> timedelta:
    return TYPED if meeting.room_kind is RoomKind.TEXT else SPOKEN


def _part(meeting: LiveMeeting, at: datetime) -> _Due | None:
    """Go on to the next topic, or where there is one at most to another question."""
    if meeting.now_in is not StageKey.DISCUSSION or meeting.hands:
        return None
    found = _next_topic(meeting) if len(meeting.topics) > 1 else _other_question(meeting)
    if found is None:
        return None
    share, step = found
    begins_at = clock.ends_at(meeting, at) - clock.allotted(meeting) * (1 - share)
    return max(begins_at, _called_until(meeting) or begins_at), step


def _next_topic(meeting: LiveMeeting) -> tuple[float, Step] | None:
    listed = [topic.number for topic in agenda.by_votes(meeting)]
    now, parts = meeting.talking_about, min(MOST_PARTS, len(listed))
    place = listed.index(now) + 1 if now in listed else 0
    if place >= parts:
        return None
    return place / parts, lambda then, when: agenda.with_topic(then, listed[place], when)


def _other_question(meeting: LiveMeeting) -> tuple[float, Step] | None:
    first, *others = meeting.suggested or (None,)
    if not others or meeting.question != first:
        return None
    return 1 / 2, lambda then, _: _asking(then, others[0])


def _asking(meeting: LiveMeeting, question: PromptId) -> LiveMeeting:
    """Put a question on the card; whoever was called has had their time."""
    return questions.with_question(replace(meeting, called=None, called_at=None), question)


def _stage(meeting: LiveMeeting, at: datetime) -> _Due | None:
    """Go to the next stage; where nobody is there to go on with, to the last one."""
    following, leaves_at = stages.next_stage(meeting), _leaves_at(meeting, at)
    if following is None or leaves_at is None:
        return None
    if why_early(meeting) is Early.ALONE:
        following = len(meeting.stages) - 1
    return leaves_at, lambda now, then: stages.enter(now, following, then)


def _ends_at(meeting: LiveMeeting, at: datetime) -> datetime | None:
    if not meeting.is_guided or meeting.paused_at or stages.next_stage(meeting) is not None:
        return None
    leaves_at = _leaves_at(meeting, at)
    return _not_at_once(meeting, leaves_at) if leaves_at else None


def _leaves_at(meeting: LiveMeeting, at: datetime) -> datetime | None:
    """Tell when the stage is left; None while somebody has a turn or waits for it.

    While hands are up that is when everyone here could have been called.
    """
    over_at, early = clock.ends_at(meeting, at), why_early(meeting)
    early_at = meeting.moves_on_at or over_at
    if early is not None and early is not Early.READY:
        over_at = early_at  # there is something to wait for, also when the time is over
    leaves_at = min(early_at, over_at)
    if early is Early.ALONE:
        return leaves_at
    here = meeting.round
    if here and here.mode is Mode.TURNS and (here.floor or floor.coming(meeting, at)):
        return None
    if not hands.takes_hands(meeting):
        return leaves_at
    if meeting.hands:
        return over_at + _word(meeting) * (len(meeting.here) + 1)
    return max(leaves_at, _called_until(meeting) or leaves_at)
