"""The check-out: everyone says what they take home, and one small plan."""

from datetime import datetime

from bot.domain.meeting.live_meeting import LiveMeeting
from bot.text.catalog import Say
from cogs.stages import rounds
from cogs.ui.kit.button import Item
from cogs.ui.kit.sheet import lines


def body(meeting: LiveMeeting, now: datetime, say: Say) -> str:
    """Ask what they take home and for a small plan; say where the round stands and a plan is made.

    The plan stands here as a line: the card has the round's three buttons already.
    """
    return lines(
        rounds.body(meeting, now, say, say("card.round.check_out")), say("card.round.plan")
    )


def buttons(meeting: LiveMeeting, say: Say) -> list[Item]:
    """Offer what ends a turn; where nobody has a turn, a hand instead."""
    return rounds.buttons(meeting, say)
