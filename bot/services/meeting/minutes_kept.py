"""Keep for a day how long each person was in a meeting, and want the letters they asked for."""

from datetime import datetime

from bot.domain.attendance.letter import KeptMinutes
from bot.domain.attendance.presence import kept_until
from bot.domain.calendar.occurrence import Occurrence
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members.letter_wishes import wish_of
from bot.domain.meeting.members.presence_minutes import presences
from bot.domain.outbox_entry import EntryKind, OutboxEntry, Subject
from bot.services.ports.store import Tx


def keep_minutes(tx: Tx, running: LiveMeeting, occurrence: Occurrence, now: datetime) -> None:
    """Note it for each person alone; of a meeting that never began there is nothing to note."""
    if occurrence.began_at is None:
        return
    until = kept_until(now)
    for member, present in presences(running, occurrence.began_at, now).items():
        wish = wish_of(running, member)
        name = wish.name if wish else ""
        kept = KeptMinutes(running.id, running.guild, present, until, name, asked=wish is not None)
        tx.presence.put(member, kept)
    for wish in running.letters:  # whoever was not seen for a minute is told so
        about = Subject.member(running.guild, wish.member)
        tx.outbox.want(OutboxEntry(about, running.guild, EntryKind.LETTER, running.id, now))
