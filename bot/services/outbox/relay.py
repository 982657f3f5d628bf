"""The outbox relay: claims, delivers and settles due entries; safe to repeat after a crash."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby

from bot.domain.calendar.occurrence import Occurrence, Phase
from bot.domain.ids import ChannelId, MessageId
from bot.domain.outbox_entry import EntryState, OutboxEntry, Subject, SubjectKind
from bot.domain.rooms.opening import PASSING
from bot.services.outbox.handler import (
    LONGEST_OUTAGE,
    AnyHandler,
    Handler,
    Handlers,
    RenderContext,
    Standalone,
    Stepwise,
)
from bot.services.outbox.payload import Payload, UnreadablePayload
from bot.services.outbox.standalone import StandaloneDelivery
from bot.services.ports.clock import Clock
from bot.services.ports.messages import Messages
from bot.services.ports.store import Store, Tx
from bot.services.ports.trouble import Blocked, Gone, Trouble

AGAIN = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=2)
MUCH_LATER = timedelta(hours=1)
MOST_REFUSALS = 30
"""So often, in 35 minutes, is tried what Discord refuses once the meeting is over."""
UNSURE = "unsure"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OutboxRelay:
    """Carries out entries, one at a time for each subject, in the order of their handlers."""

    store: Store
    clock: Clock
    messages: Messages
    handlers: Handlers

    async def deliver_due(self, subject: Subject) -> None:
        """Deliver everything that is due for a subject; what fails stays due for later."""
        now = self.clock.now()
        entries = await self.store.run(lambda tx: tx.outbox.of(subject))
        standalone = StandaloneDelivery(self.store, self.clock)
        due = [one for one in entries if one.is_open and one.due <= now]
        for entry, handler in _in_order(await self._readable(due)):
            if isinstance(handler, Standalone):
                await standalone.deliver(handler, entry)
            else:
                await self._one(handler, entry)

    async def _readable(self, due: list[OutboxEntry]) -> list[tuple[OutboxEntry, AnyHandler]]:
        """Give those that a handler can read; the rest is given up, and in nobody's way."""
        found = []
        for entry in due:
            handler = self.handlers.of(entry.kind)
            why = _unreadable(handler, entry)
            if why:
                await self.store.run(partial(_give_up, entry=entry, code=why))
            elif handler is not None:
                found.append((entry, handler))
        return found

    async def _one(self, handler: Handler, entry: OutboxEntry) -> None:
        was_claimed = entry.state is EntryState.CLAIMED
        context = await self.store.run(lambda tx: self._claim(tx, handler, entry))
        if context is None:
            return
        try:
            message = await self._do(handler, context, look_first=was_claimed)
        except Gone:
            if handler.outlives_its_channel and handler.is_still_relevant(context):
                await self._later(handler, context.entry, UNSURE)
            else:
                await self._settle(handler, context, None)
        except Trouble as trouble:
            why = trouble.reason if isinstance(trouble, Blocked) else UNSURE
            await self._later(handler, context.entry, why)
        else:
            await self._settle(handler, context, message)

    def _claim(self, tx: Tx, handler: Handler, seen: OutboxEntry) -> RenderContext | None:
        """Claim an entry until its next try is due, so that a fault in it never spins."""
        entry = tx.outbox.get(seen.subject, seen.kind, seen.seq)
        occurrence = tx.occurrences.get(seen.meeting)
        now = self.clock.now()
        if entry is None or not entry.is_open or entry.due > now:
            return None  # done meanwhile, or put off: a facilitator keeps the room open
        server = tx.servers.get(entry.guild)
        place = handler.channel(entry, occurrence, server) if occurrence else None
        if occurrence is None or place is None:
            _give_up(tx, entry, "no_place")
            return None
        before = handler.comes_after(tx, entry)
        first = next((one for one in before if one and one.is_open), None)
        if first:
            tx.outbox.update_if_unchanged(replace(entry, due=max(first.due, now + AGAIN)))
            return None
        claimed = tx.outbox.update_if_unchanged(_claimed(entry, place, now))
        if claimed is None:
            return None
        running = tx.live_meetings.get(occurrence.id)
        prepared = handler.prepare(tx, claimed, occurrence, server)
        earlier = claimed if claimed.message else handler.edited(tx, claimed)
        return RenderContext(claimed, place, occurrence, server, running, earlier, prepared)

    async def _do(
        self, handler: Handler, context: RenderContext, *, look_first: bool
    ) -> MessageId | None:
        if not handler.is_still_relevant(context):
            # It may have been posted before it went out of date, and is to be folded then.
            mark = handler.mark(context.entry) if look_first else None
            return (
                await self.messages.find(context.place, context.entry.key, mark) if mark else None
            )
        return await handler.deliver(context, self.clock.now(), look_first=look_first)

    async def _settle(
        self, handler: Handler, context: RenderContext, message: MessageId | None
    ) -> None:
        done = replace(context.entry, state=EntryState.DONE)
        done = replace(done, message=message or done.message)
        if await self.store.run(lambda tx: _keep(tx, handler, done, context)):
            self.messages.redraw(context.occurrence.id)

    async def _later(self, handler: Handler, entry: OutboxEntry, why: str) -> None:
        facts = {"kind": entry.kind, "attempt": entry.attempts, "code": why}
        log.warning("outbox.later", extra=facts)
        await self.store.run(lambda tx: _put_off(tx, handler, entry, why, self.clock.now()))


def _in_order(
    due: list[tuple[OutboxEntry, AnyHandler]],
) -> list[tuple[OutboxEntry, Handler | Standalone]]:
    """Give as many of each kind as are done at once; those that take steps have taken theirs."""
    chosen: list[tuple[OutboxEntry, Handler | Standalone]] = []
    for _, listed in groupby(sorted(due, key=_kind), _kind):
        here = [(one, by) for one, by in listed if isinstance(by, Handler | Standalone)]
        chosen += here[: here[0][1].most_at_once] if here else []
    return sorted(chosen, key=lambda pair: (pair[1].order, pair[0].seq))


def _kind(pair: tuple[OutboxEntry, AnyHandler]) -> str:
    return pair[0].kind


def _unreadable(handler: AnyHandler | None, entry: OutboxEntry) -> str:
    """Say why an entry can be read by nobody; empty where it can."""
    if handler is None:
        return "unknown_kind"
    if isinstance(handler, Handler | Stepwise) and entry.subject.kind is not SubjectKind.MEETING:
        return "no_meeting"
    return "" if _can_read(handler, entry) else "unreadable_payload"


def _can_read(handler: AnyHandler, entry: OutboxEntry) -> bool:
    if handler.payload is Payload:
        return True  # its kind has nothing to say
    try:
        handler.payload.read(entry)
    except UnreadablePayload:
        return False
    return True


def _put_off(tx: Tx, handler: Handler, entry: OutboxEntry, why: str, now: datetime) -> None:
    """Try again later, more and more slowly."""
    occurrence = tx.occurrences.get(entry.meeting)
    if occurrence is None or _is_enough(handler, entry, occurrence, why, now):
        _give_up(tx, entry, why)
        return
    later = _next_try(entry.attempts, now)
    if occurrence.phase is not Phase.OPEN and _refused(why) and entry.attempts >= MOST_REFUSALS:
        later = now + MUCH_LATER
    if tx.outbox.update_if_unchanged(replace(entry, due=later)) and _refused(why):
        handler.refused(tx, entry, occurrence, why)


def _is_enough(
    handler: Handler, entry: OutboxEntry, occurrence: Occurrence, why: str, now: datetime
) -> bool:
    """Tell whether to stop trying: never while the meeting runs, whatever is in the way."""
    if occurrence.phase is Phase.OPEN or handler.hides_names:
        return False
    if _refused(why):
        return entry.attempts >= MOST_REFUSALS
    return now - (entry.claimed_at or now) >= LONGEST_OUTAGE


def _refused(why: str) -> bool:
    """Tell whether Discord itself said no: somebody on the server has to mend that."""
    return why != UNSURE and why not in PASSING


def _claimed(entry: OutboxEntry, place: ChannelId, now: datetime) -> OutboxEntry:
    tried = replace(entry, channel=place, attempts=entry.attempts + 1, state=EntryState.CLAIMED)
    due = _next_try(tried.attempts, now)
    return replace(tried, claimed_at=entry.claimed_at or now, due=due)


def _next_try(attempts: int, now: datetime) -> datetime:
    return now + min(AGAIN * attempts, LONGEST_WAIT)


def _keep(tx: Tx, handler: Handler, entry: OutboxEntry, context: RenderContext) -> bool:
    """Note what is done; gives whether what was drawn is older than its meeting.

    What was wanted anew meanwhile is still to be done, to the message that stands now. The entries
    of a server that removed the bot stay gone.
    """
    if tx.outbox.update_if_unchanged(entry) is None:
        anew = tx.outbox.get(entry.subject, entry.kind, entry.seq)
        if anew and entry.message:
            tx.outbox.update_if_unchanged(replace(anew, message=entry.message))
        return False
    handler.settled(tx, entry)
    return handler.is_outdated(tx, context)


def _give_up(tx: Tx, entry: OutboxEntry, code: str) -> None:
    if tx.outbox.update_if_unchanged(replace(entry, state=EntryState.GIVEN_UP)):
        log.warning("outbox.given_up", extra={"kind": entry.kind, "code": code})
