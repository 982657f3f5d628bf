"""Evenings that nobody leads, for stories: how time passes in them, and what always holds."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.meeting import clock
from bot.domain.meeting.consequences import after_change
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.next_change import next_change
from bot.domain.meeting.round_state import Mode, Turn
from bot.domain.meeting.self_guided import early, steps
from bot.domain.meeting.talk import hands
from bot.domain.template import StageKey
from tests.domain.evenings import all_in_voice, later, lobby

A_SECOND = timedelta(seconds=1)
BEGINS = later(10)


def alone(who: int = 5, **how) -> LiveMeeting:
    """A lobby in which everyone is in the room and nobody leads, in a series that allows it."""
    meeting = replace(lobby(who, **how), self_guided=True)
    return meeting if meeting.room_kind is RoomKind.TEXT else all_in_voice(meeting)


def pressed(meeting: LiveMeeting, at, step, *how) -> LiveMeeting:
    """Somebody presses something, and what follows is noted."""
    return after_change(meeting, step(meeting, *how), at, lambda: 1).after


def ticked(meeting: LiveMeeting, now) -> LiveMeeting:
    """What is due at an instant is done, as the tick does it."""
    after = after_change(meeting, steps.on_time(meeting, now), now, lambda: 1).after
    coming = next_change(after, now)
    assert coming is None or coming > now or steps.is_over(after, now), f"stuck in {after.now_in}"
    if after.stage != meeting.stage:
        nobody_is_passed_over(meeting, now)
    return after


def on(meeting: LiveMeeting, until, now=later(-1)) -> LiveMeeting:  # noqa: B008 - an instant
    """Let time pass from `now` on."""
    while (due := next_change(meeting, now)) is not None and due <= until:
        now = max(now, due)
        if steps.is_over(meeting, now):
            break
        meeting = ticked(meeting, now)
    return meeting


def nobody_is_passed_over(meeting: LiveMeeting, at) -> None:
    """As a stage is left nobody in the room has or awaits a turn; a hand up is one that came late.

    Unless only one person is left: then there is nobody to speak to.
    """
    here = meeting.round
    if early.why_early(meeting) is early.Early.ALONE:
        return
    if here is not None and here.mode is Mode.TURNS:
        assert here.floor not in meeting.in_voice
        waiting = [one.member for one in here.seats if one.turn in {Turn.WAITING, Turn.LATER}]
        assert not set(waiting) & meeting.in_voice
    if meeting.hands and hands.takes_hands(meeting):
        over = at - clock.ends_at(meeting, at)
        assert over >= len(meeting.here) * steps.SPOKEN


def to(meeting: LiveMeeting, stage: StageKey, now=later(-1)):  # noqa: B008 - an instant
    """Let time pass until a stage begins; gives the meeting then, and the instant."""
    while meeting.now_in is not stage:
        due = next_change(meeting, now)
        assert due is not None, f"it is stuck in {meeting.now_in}"
        now = max(now, due)
        meeting = ticked(meeting, now)
        assert not steps.is_over(meeting, now), f"{stage} never came"
    return meeting, now
