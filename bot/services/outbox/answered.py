"""Private messages that said something waits for whoever leads: changed once nothing does."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import MemberId, MessageId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.outbox_entry import EntryKind, OutboxEntry, Subject
from bot.domain.person import Alerted
from bot.services.outbox.handler import Standalone
from bot.services.outbox.payload import Payload
from bot.services.ports.drawings import Line
from bot.services.ports.messages import Messages
from bot.services.ports.store import Tx


@dataclass(frozen=True, slots=True)
class AnsweredBy(Payload):
    """What a message becomes: the last part of a text key, and in which language."""

    why: str
    language: str


@dataclass(frozen=True)
class Answered(Standalone):
    """A private message that something waits says that nothing does any more."""

    messages: Messages

    kind = EntryKind.ANSWERED
    payload = AnsweredBy

    async def deliver(self, entry: OutboxEntry) -> None:
        """Change the message; safe to repeat."""
        by = AnsweredBy.read(entry)
        line = Line(by.language, f"note.{by.why}", {})
        await self.messages.rewrite(line, MemberId(entry.subject.id), MessageId(entry.seq))

    def settled(self, tx: Tx, entry: OutboxEntry) -> None:
        """Forget whom it was to."""
        tx.outbox.drop(entry)

    def given_up(self, tx: Tx, entry: OutboxEntry, now: datetime) -> None:
        """Forget whom it was to: Discord has not let it through for a day."""
        del now
        tx.outbox.drop(entry)


def want_answered(tx: Tx, meeting: LiveMeeting, one: Alerted, why: str, now: datetime) -> None:
    """Want a private message to say that nothing waits any more; `why` is as in `AnsweredBy`."""
    about, kind = Subject.member(meeting.guild, one.member), EntryKind.ANSWERED
    said = AnsweredBy(why, meeting.language).written()
    tx.outbox.want(OutboxEntry(about, meeting.guild, kind, one.message, now, said))
