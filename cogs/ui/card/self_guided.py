"""What the card of an evening that nobody leads says of its next step."""

from datetime import datetime

from bot.domain.meeting import clock, stages
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.round_state import Mode
from bot.domain.meeting.self_guided.early import why_early
from bot.text.catalog import Say
from cogs.ui.kit import sheet


def time(meeting: LiveMeeting, now: datetime, say: Say) -> str:
    """Say when the next step comes: a reason to go on before the time goes first."""
    why, end = why_early(meeting), sheet.clock(clock.ends_at(meeting, now))
    if why is not None and meeting.moves_on_at is not None:
        return say(f"card.early.{why.name.lower()}", end=sheet.clock(meeting.moves_on_at))
    if stages.next_stage(meeting) is None:
        return say("card.ends_by_itself", end=end)
    if not clock.is_over(meeting, now):
        return say("card.until", stage=say(f"stage.{meeting.now_in}"), end=end)
    here = meeting.round
    turns = here is not None and here.mode is Mode.TURNS
    return say("card.over_for_turns" if turns else "card.over")
