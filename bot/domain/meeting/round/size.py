"""How the check-in goes with so many people, and what going by turns would cost.

See docs/evening.md#size.
"""

from datetime import datetime, timedelta

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.meeting import clock
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.round import floor
from bot.domain.meeting.round_state import Mode
from bot.domain.template import StageKey

BEFORE = frozenset({StageKey.LOBBY, StageKey.WELCOME, StageKey.CHECK_IN})


def coming_mode(meeting: LiveMeeting) -> Mode | None:
    """Tell how the check-in will go, or goes; None once it is over or without one."""
    minutes = _minutes(meeting, StageKey.CHECK_IN)
    if meeting.now_in not in BEFORE or not minutes:
        return None
    chosen = meeting.check_in
    return chosen.mode if chosen else floor.fitting_mode(meeting, minutes)


def by_turns(meeting: LiveMeeting) -> timedelta:
    """Reckon how long a round by turns takes at the least."""
    text = meeting.room_kind is RoomKind.TEXT
    least = clock.TYPED_TURN_AT_LEAST if text else clock.TURN_AT_LEAST
    return least * len(meeting.taking_part)


def turns_fit(meeting: LiveMeeting) -> bool:
    """Tell whether a check-in by turns stays within its minutes, so that nothing ends later."""
    return by_turns(meeting) <= _minutes(meeting, StageKey.CHECK_IN) * clock.ONE_MINUTE


def evening_ends_by_turns(meeting: LiveMeeting, at: datetime) -> datetime:
    """Reckon how late the evening would end if both rounds went by turns.

    For `Turns anyway`; never earlier than it ends without.
    """
    rounds = (_minutes(meeting, key) for key in (StageKey.CHECK_IN, StageKey.CHECK_OUT))
    over = [
        max(clock.NOTHING, by_turns(meeting) - minutes * clock.ONE_MINUTE)
        for minutes in rounds
        if minutes
    ]
    return clock.evening_ends_at(meeting, at) + sum(over, clock.NOTHING)


def _minutes(meeting: LiveMeeting, key: StageKey) -> int:
    return next((stage.minutes for stage in meeting.stages if stage.key is key), 0)
