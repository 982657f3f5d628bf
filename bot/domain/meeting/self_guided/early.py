"""Why the next stage of an evening that nobody leads comes before its time, and when then."""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum, auto

from bot.domain.ids import MemberId
from bot.domain.meeting import stages
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.round.seating import DONE
from bot.domain.meeting.talk import hands

ENOUGH = 2
"""So many people are enough for an evening without anybody who leads."""


class Early(Enum):
    """Why the next stage comes before its time."""

    READY = auto()
    """Most are ready."""
    ALL_HEARD = auto()
    """Everyone of the round has spoken or passed."""
    ALL_BUT_LOST = auto()
    """So have all but those whose call was lost."""
    ALONE = auto()
    """One person is left, or nobody: what is left of the evening is its close."""


AFTER = {
    Early.READY: timedelta(seconds=30),
    Early.ALL_HEARD: timedelta(seconds=30),
    Early.ALL_BUT_LOST: timedelta(minutes=2),
    Early.ALONE: timedelta(minutes=5),
}
"""How long after that it comes: by then a press is taken back, a turn asked for, somebody back."""


def why_early(meeting: LiveMeeting) -> Early | None:
    """Say why the next stage comes before its time; None where it does not."""
    if not meeting.is_guided or meeting.paused_at:
        return None
    if len(meeting.heads) < ENOUGH:
        return None if stages.next_stage(meeting) is None else Early.ALONE
    if meeting.hands and hands.takes_hands(meeting):
        return None
    if hands.takes_ready(meeting) and 2 * hands.ready_count(meeting) > len(meeting.here):
        return Early.READY
    return _all_heard(meeting)


def _all_heard(meeting: LiveMeeting) -> Early | None:
    here = meeting.round
    left = [seat for seat in here.seats if seat.turn not in DONE] if here else []
    if here is None or not here.seats or any(one.member not in _lost(meeting) for one in left):
        return None
    return Early.ALL_BUT_LOST if left else Early.ALL_HEARD


def noted(before: LiveMeeting, after: LiveMeeting, at: datetime) -> LiveMeeting:
    """Note from when on there is a reason to go on early; it counts from the change that gave it.

    Where the reason is gone, so is what was noted.
    """
    why = why_early(after)
    if why is None:
        return after if after.moves_on_at is None else replace(after, moves_on_at=None)
    same = before.stage == after.stage and why_early(before) is why
    if same and after.moves_on_at is not None:
        return after
    return replace(after, moves_on_at=at + AFTER[why])


def _lost(meeting: LiveMeeting) -> frozenset[MemberId]:
    """Name those who went out of the voice room, or whose call was lost."""
    return frozenset(one.member for one in meeting.voice if one.left_at is not None)
