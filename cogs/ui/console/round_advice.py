"""Advice on how a round may go with so many people."""

from datetime import datetime

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.meeting.clock import ONE_MINUTE
from bot.domain.meeting.live_meeting import FREE_TALK, LiveMeeting
from bot.domain.meeting.round import floor, size
from bot.domain.meeting.round_state import Mode
from bot.text.catalog import Say
from cogs.ui.kit.sheet import clock as time_of_day


def advice(meeting: LiveMeeting, now: datetime, say: Say) -> str:
    """Say what to make of the size of the group before and in the check-in, and when it grew."""
    if floor.has_outgrown(meeting):
        return say("console.advice_grown", people=len(meeting.taking_part))
    mode, people = size.coming_mode(meeting), len(meeting.taking_part)
    if mode is None or not people:
        return ""
    if people <= FREE_TALK and mode is Mode.FREE:
        return say("console.advice_free")
    end = time_of_day(size.evening_ends_by_turns(meeting, now))
    if mode is Mode.TURNS:
        chosen = meeting.check_in is not None and meeting.check_in.chosen
        return say("console.advice_turns", end=end) if chosen else ""
    if meeting.room_kind is RoomKind.TEXT:
        return say("console.advice_text", end=end)
    minutes = say("card.minutes", count=max(1, round(size.by_turns(meeting) / ONE_MINUTE)))
    key = "advice_fits" if size.turns_fit(meeting) else "advice_together"
    return say(f"console.{key}", people=people, minutes=minutes, end=end)
