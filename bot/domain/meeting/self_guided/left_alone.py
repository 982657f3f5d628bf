"""When an evening whose facilitators went out of the room goes on by itself.

Only where its series allows it, and only in a voice room: of a text room nobody goes out.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.person import Way
from bot.domain.template import StageKey

GOES_ON_AFTER = timedelta(minutes=10)
"""So long somebody who leads is waited for, as at the start of an evening."""


def goes_on_at(meeting: LiveMeeting) -> datetime | None:
    """Tell when it goes on by itself, if nobody who leads comes back or presses anything before.

    None where somebody who leads is there, or nobody else; who never was in the room, but leads
    from the console, has not left it.
    """
    if not meeting.self_guided or not meeting.stage or meeting.is_guided:
        return None
    those_who_lead = frozenset(meeting.facilitators)
    typing = {one.id for one in meeting.here if one.way is Way.TYPING}
    if those_who_lead & (meeting.in_voice | typing) or not meeting.heads - those_who_lead:
        return None
    went = {one.member: one.left_at for one in meeting.voice if one.left_at}
    if meeting.lead not in went:
        return None
    out_since = [at for member, at in went.items() if member in those_who_lead]
    return max([*out_since, meeting.lead_seen_at or meeting.since]) + GOES_ON_AFTER


def go_on(meeting: LiveMeeting, at: datetime) -> LiveMeeting:
    """Let the steps come by themselves from now on, until somebody takes over; on a new card."""
    return replace(meeting, by_itself_since=at, cards=meeting.cards + 1)


def went_by_itself(meeting: LiveMeeting) -> bool:
    """Tell of an evening that ends whether steps came by themselves until then.

    Where whoever led left at the close, only its end did: that is none.
    """
    since = meeting.by_itself_since
    at_the_close = meeting.now_in is StageKey.CLOSE and since is not None and since > meeting.since
    return meeting.is_guided and not at_the_close
