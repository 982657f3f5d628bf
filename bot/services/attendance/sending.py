"""Letters that were asked for while the meeting ran: made after it, and handed over in private."""

from dataclasses import dataclass

from bot.domain.attendance.letter import EnoughLetters, LetterDraft
from bot.domain.attendance.presence import LetterTooLate
from bot.domain.attendance.statement import LetterNeedsName
from bot.domain.ids import MemberId, MessageId, OccurrenceId
from bot.domain.outbox_entry import EntryKind, OutboxEntry
from bot.services.attendance.check_page import NAME as PAGE
from bot.services.attendance.check_page import check_page
from bot.services.attendance.making import LetterMaking, NoMinutes
from bot.services.attendance.paper import files_of
from bot.services.outbox.effacing import unsay
from bot.services.outbox.handler import Standalone
from bot.services.ports.clock import Clock
from bot.services.ports.drawings import LetterNotMade, LetterReady, LetterWaits
from bot.services.ports.messages import Messages, Paper
from bot.services.ports.store import Store, Tx


@dataclass(frozen=True)
class LetterSent(Standalone):
    """A letter for who asked for it; where private messages are closed, it waits to be fetched.

    Tried for as long as its minutes are kept: twice the same letter is better than none.
    """

    store: Store
    clock: Clock
    messages: Messages
    making: LetterMaking

    kind = EntryKind.LETTER

    async def deliver(self, entry: OutboxEntry) -> MessageId | None:
        """Make the letter, unless it is made already, and hand it over."""
        member, meeting = MemberId(entry.subject.id), OccurrenceId(entry.seq)

        def work(tx: Tx) -> LetterReady | LetterWaits | LetterNotMade | None:
            server, now = tx.servers.get(entry.guild), self.clock.now()
            try:
                found = self.making.issue(tx, meeting, member, now)
            except LetterNeedsName:
                waits = self.making.found(tx, meeting, member, now)
                return LetterWaits(server, waits) if isinstance(waits, LetterDraft) else None
            except NoMinutes:
                return LetterNotMade(server)
            except (LetterTooLate, EnoughLetters):
                return None
            return LetterReady(server, found)

        drawing = await self.store.run(work)
        once = entry.key.nonce
        if isinstance(drawing, LetterReady):
            files = await files_of(drawing.issued.letter, drawing.server.language)
            page = Paper(PAGE, check_page(self.making.key.public, drawing.server.language))
            return await self.messages.hand(drawing, member, (*files, page), once)
        if drawing:
            await self.messages.whisper(drawing, member, once)
        return None

    def settled(self, tx: Tx, entry: OutboxEntry) -> None:
        """Note which message has the letter; one that was withdrawn meanwhile goes at once."""
        member, meeting = MemberId(entry.subject.id), OccurrenceId(entry.seq)
        kept = tx.presence.get(entry.guild, member, meeting)
        if entry.message is None or kept is None or kept.letter is None:
            return
        sent = tx.letters.sent(member, kept.letter, entry.message)
        if sent is None or sent.withdrawn:
            unsay(tx, entry.guild, member, entry.message, self.clock.now())
