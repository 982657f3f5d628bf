"""When something about a meeting next changes by time alone, whatever it is."""

from datetime import datetime

from bot.domain.meeting import clock
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import leading
from bot.domain.meeting.self_guided.steps import next_step_at
from bot.domain.meeting.shown.card_place import repost_at
from bot.domain.meeting.shown.standing_console import console_due_at
from bot.domain.meeting.talk import board


def next_change(meeting: LiveMeeting, at: datetime) -> datetime | None:
    """Give the next instant after `at` at which the card is to be drawn anew; None without one.

    A turn, a stage, a lost call; the one who leads counts as away; the card is covered; a console
    grows old; the room's count has words without a name. A step that comes by itself may have been
    due before `at`.
    """
    instants = (
        clock.next_change(meeting, at),
        leading.away_from(meeting),
        repost_at(meeting),
        console_due_at(meeting) if meeting.console_in else None,
        board.next_counted(meeting, at),
    )
    seen = min((one for one in instants if one and one > at), default=None)
    step = next_step_at(meeting, at) if meeting.self_guided else None
    return min((one for one in (seen, step) if one), default=None)
