"""Advice on how a round may go with so many people, and how late the evening would end by turns."""

from datetime import datetime, timedelta

from bot.domain import clock, floor
from bot.domain.meeting import FREE_TALK, Meeting
from bot.domain.occurrence import RoomKind
from bot.domain.template import StageKey
from bot.domain.turn import Mode
from bot.text.catalog import Say
from cogs.ui.sheet import clock as time_of_day

BEFORE = frozenset({StageKey.LOBBY, StageKey.WELCOME, StageKey.CHECK_IN})
ONE_MINUTE = timedelta(minutes=1)


def coming_mode(meeting: Meeting) -> Mode | None:
    """Tell how the check-in will go, or goes; None once it is over or without one."""
    minutes = _minutes(meeting, StageKey.CHECK_IN)
    if meeting.now_in not in BEFORE or not minutes:
        return None
    chosen = meeting.check_in
    return chosen.mode if chosen else floor.fitting_mode(meeting, minutes)


def by_turns(meeting: Meeting) -> timedelta:
    """Reckon how long a round by turns takes at the least."""
    text = meeting.room_kind is RoomKind.TEXT
    least = clock.TYPED_TURN_AT_LEAST if text else clock.TURN_AT_LEAST
    return least * len(meeting.taking_part)


def would_end_at(meeting: Meeting, now: datetime) -> datetime:
    """Reckon when the evening would end if both rounds went by turns."""
    rounds = (_minutes(meeting, key) for key in (StageKey.CHECK_IN, StageKey.CHECK_OUT))
    over = [
        max(clock.NOTHING, by_turns(meeting) - minutes * ONE_MINUTE)
        for minutes in rounds
        if minutes
    ]
    return clock.evening_ends_at(meeting, now) + sum(over, clock.NOTHING)


def advice(meeting: Meeting, now: datetime, say: Say) -> str:
    """Say what to make of the size of the group before and in the check-in, and when it grew."""
    if floor.has_outgrown(meeting):
        return say("console.advice_grown", people=len(meeting.taking_part))
    mode, people = coming_mode(meeting), len(meeting.taking_part)
    if mode is None or not people:
        return ""
    if people <= FREE_TALK and mode is Mode.FREE:
        return say("console.advice_free")
    end = time_of_day(would_end_at(meeting, now))
    if mode is Mode.TURNS:
        chosen = meeting.check_in is not None and meeting.check_in.chosen
        return say("console.advice_turns", end=end) if chosen else ""
    if meeting.room_kind is RoomKind.TEXT:
        return say("console.advice_text", end=end)
    minutes = say("card.minutes", count=max(1, round(by_turns(meeting) / ONE_MINUTE)))
    return say("console.advice_together", people=people, minutes=minutes, end=end)


def _minutes(meeting: Meeting, key: StageKey) -> int:
    return next((stage.minutes for stage in meeting.stages if stage.key is key), 0)
