"""Delivery of entries that need no meeting to be there: about a member, a series, a server too."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.ids import MessageId
from bot.domain.outbox_entry import EntryState, OutboxEntry
from bot.services.outbox.handler import Standalone
from bot.services.ports.clock import Clock
from bot.services.ports.store import Store, Tx
from bot.services.ports.trouble import Gone, Trouble

_AGAIN, _LONGEST = timedelta(seconds=5), timedelta(hours=1)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StandaloneDelivery:
    """Claims, delivers and settles them; safe to repeat after a crash anywhere."""

    store: Store
    clock: Clock

    async def deliver(self, handler: Standalone, entry: OutboxEntry) -> None:
        """Try once; what fails is due again later, more and more rarely."""
        now = self.clock.now()
        claimed = await self.store.run(lambda tx: _claim(tx, handler, entry, now))
        if claimed is None:
            return
        message: MessageId | None = None
        try:
            message = await handler.deliver(claimed)
        except Gone:
            pass
        except Trouble:
            log.warning("outbox.later", extra={"kind": entry.kind, "attempt": claimed.attempts})
            return
        done = replace(claimed, state=EntryState.DONE, message=message or claimed.message)
        await self.store.run(lambda tx: _settle(tx, handler, done))


def _claim(tx: Tx, handler: Standalone, seen: OutboxEntry, now: datetime) -> OutboxEntry | None:
    """Claim it until its next try is due, so that a fault in it never spins."""
    entry = tx.outbox.get(seen.subject, seen.kind, seen.seq)
    if entry is None or not entry.is_open or entry.due > now:
        return None
    goes_out = handler.is_still_relevant(tx, entry, now)
    if not entry.attempts:
        handler.follows(tx, entry, now, goes_out=goes_out)
    if not goes_out:
        tx.outbox.update_if_unchanged(replace(entry, state=EntryState.DONE))
        return None
    began = entry.claimed_at or now
    if handler.lasts is not None and now - began >= handler.lasts:
        tx.outbox.update_if_unchanged(replace(entry, state=EntryState.GIVEN_UP))
        handler.given_up(tx, entry, now)
        log.warning("outbox.given_up", extra={"kind": entry.kind, "code": "outage"})
        return None
    attempts = entry.attempts + 1
    due = now + min(_AGAIN * attempts, _LONGEST)
    tried = replace(entry, claimed_at=began, attempts=attempts, due=due)
    return tx.outbox.update_if_unchanged(replace(tried, state=EntryState.CLAIMED))


def _settle(tx: Tx, handler: Standalone, done: OutboxEntry) -> None:
    """Note that it is done; the entries of a server that removed the bot are gone, and stay so."""
    if tx.outbox.update_if_unchanged(done):
        handler.settled(tx, done)
