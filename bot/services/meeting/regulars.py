"""Record in memberships who came to a meeting, of those who agreed: next time they are not new."""

from dataclasses import replace
from datetime import datetime

from bot.domain.meeting.live_meeting import LiveMeeting
from bot.services.ports.store import Tx


def remember_who_came(tx: Tx, running: LiveMeeting, now: datetime) -> None:
    """Note at the end of an evening that has begun who came to it."""
    if running.stage == 0:
        return
    for person in running.people:
        known = tx.memberships.get(running.guild, person.id)
        if known.agreed_at:
            seen = replace(known, came_before=True, last_seen=now)
            tx.memberships.put(running.guild, person.id, seen)
