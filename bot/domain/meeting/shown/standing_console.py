"""The console that stands in the facilitators' channel: posted anew each stage, and in good time.

Only where the organisers switched it on. It names nobody and shows no one's words.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.ids import ChannelId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.outbox_entry import EntryKind

LASTS = timedelta(minutes=45)
"""Messages older than an hour are edited under a stricter limit: it is posted anew well before."""
A_MOMENT = timedelta(minutes=1)
"""A clock put back by more than this makes the console older than anybody can tell."""


def stands_in(meeting: LiveMeeting, channel: ChannelId | None) -> LiveMeeting:
    """Let a console stand in a channel from now on; None is nowhere."""
    return replace(meeting, console_in=channel)


def console_due_at(meeting: LiveMeeting) -> datetime | None:
    """Say when the one that stands is posted anew by time alone; None where it is due anyway."""
    stays_away = EntryKind.CONSOLE in meeting.away
    return meeting.console_at + LASTS if meeting.console_at and not stays_away else None


def repost_if_due(before: LiveMeeting, after: LiveMeeting, at: datetime) -> LiveMeeting:
    """Ask for a new console in a new stage or channel, where one was lost, and in good time.

    For a meeting in which one is to stand.
    """
    due, posted = console_due_at(after), after.console_at
    put_back = posted is not None and at < posted - A_MOMENT
    stays = (after.console_in, after.stage) == (before.console_in, before.stage)
    young = due is not None and at < due and not put_back
    if stays and (young or EntryKind.CONSOLE in after.away):
        return after
    return replace(after, consoles=after.consoles + 1, console_at=at)
