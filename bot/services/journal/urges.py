"""An urge: one's own plan read back, a wait that is called back from, and the log of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.ids import EntryId, GuildId, MemberId, MessageId
from bot.domain.journal.entry import JournalEntry, JournalShelf
from bot.domain.journal.settings import JournalSettings
from bot.domain.journal.urge import WAIT, PlanStep, UrgeLogged, logged, plan_steps
from bot.domain.outbox_entry import EntryKind, EntryState, OutboxEntry, Subject
from bot.services.journal.choices import places_of
from bot.services.journal.drafts import Drafts, Written
from bot.services.journal.waiting import Wait, Waiting
from bot.services.outbox.handler import PrivateMessage
from bot.services.outbox.payload import Payload
from bot.services.ports.clock import Alarm, Clock
from bot.services.ports.drawings import UrgeBack
from bot.services.ports.messages import Messages
from bot.services.ports.store import Store, Tx

TOO_LATE = timedelta(hours=2)
"""So long after its time nobody is called back any more."""
LATE = timedelta(minutes=2)
"""From then on the message says that it comes late."""


@dataclass(frozen=True, slots=True)
class Called(Payload):
    """What calls somebody back: in which language, from which urge, begun and waited for when."""

    language: str
    urge: int
    at: datetime
    since: datetime


@dataclass(frozen=True, slots=True)
class Urges:
    """Everything but the log works without the database."""

    store: Store
    clock: Clock
    alarm: Alarm
    drafts: Drafts
    waiting: Waiting

    async def plan(self, member: MemberId) -> tuple[PlanStep, ...]:
        """Read somebody's own plan and reasons back, from wherever they wrote them."""
        return await self.store.run(lambda tx: plan_steps(_written(tx, member)))

    def wait(self, member: MemberId, place: GuildId, urge: JournalEntry) -> Wait:
        """Wait for a while, from now on."""
        wait = Wait(member, self.clock.now(), urge, place=place)
        self.waiting.begin(wait)
        return wait

    def running(self, urge: EntryId) -> Wait | None:
        """Give the wait that runs for an urge; None where there is none, or they are back."""
        wait = self.waiting.of(urge)
        return None if wait is None or wait.is_over else wait

    def forget(self, member: MemberId, place: GuildId | None = None) -> tuple[EntryId, ...]:
        """Forget what is known of somebody, in one place or everywhere.

        Gives the urges from which nobody is called back any more.
        """
        return self.waiting.forget(member, place)

    async def call_back(self, wait: Wait, place: GuildId, language: str) -> None:
        """Want a private message at the end of a wait, in place of any before."""
        urge, about = wait.urge, Subject.member(place, wait.member)
        called = Called(language, urge.id, urge.at, wait.since)
        seq, due = int(wait.since.timestamp()), wait.since + WAIT
        entry = OutboxEntry(about, place, EntryKind.BACK, seq, due, called.written())

        def work(tx: Tx) -> None:
            _call_off(tx, about)
            tx.outbox.want(entry)

        await self.store.run(work)
        self.alarm.by(due)

    async def is_back(self, member: MemberId, place: GuildId, urge: JournalEntry) -> None:
        """Let no message come any more to somebody who is back."""
        known = self.waiting.of(urge.id)
        self.waiting.end(member, urge)
        if known is not None and known.is_over:
            return
        await self.store.run(lambda tx: _call_off(tx, Subject.member(place, member)))

    async def log(self, member: MemberId, place: GuildId, urge: JournalEntry) -> Written:
        """Log it once, however many messages ask. Raises UrgeLogged, JournalFull."""

        def rule(known: JournalEntry | None, settings: JournalSettings) -> JournalEntry:
            if known is not None:
                raise UrgeLogged
            return logged(replace(urge, day=settings.day_of(urge.at)), {}, settings)

        return await self.drafts.write(member, place, urge.id, rule)


@dataclass(frozen=True)
class CalledBack(PrivateMessage):
    """Calls somebody back from a wait, unless they are back already, or it is much too late."""

    messages: Messages
    clock: Clock
    waiting: Waiting

    kind = EntryKind.BACK
    payload = Called

    def is_still_relevant(self, tx: Tx, entry: OutboxEntry, now: datetime) -> bool:
        """Tell whether they still wait."""
        del tx
        called, wait = Called.read(entry), self.waiting.of(EntryId(Called.read(entry).urge))
        here = wait is None or (wait.since == called.since and not wait.is_over)
        return here and now - called.since < WAIT + TOO_LATE

    async def deliver(self, entry: OutboxEntry) -> MessageId | None:
        """Write to them, with the number they gave where that is still known."""
        called = Called.read(entry)
        wait = self.waiting.of(EntryId(called.urge))
        urge = wait.urge if wait else _unknown(called)
        over = called.since + WAIT
        late = over if self.clock.now() - over > LATE else None
        drawing = UrgeBack(called.language, urge, late)
        await self.messages.whisper(drawing, MemberId(entry.subject.id), entry.key.nonce)
        return None


def _unknown(called: Called) -> JournalEntry:
    """Give an urge of which the process before knew more: it was kept nowhere."""
    day = called.at.date()
    return JournalEntry(EntryId(called.urge), JournalShelf.URGE, called.at, day, done=False)


def _call_off(tx: Tx, about: Subject) -> None:
    for one in tx.outbox.of(about):
        if one.kind == EntryKind.BACK and one.is_open:
            tx.outbox.update_if_unchanged(replace(one, state=EntryState.DONE))


def _written(tx: Tx, member: MemberId) -> Iterator[JournalEntry]:
    for place in places_of(tx.entries.settings(member)):
        for shelf in (JournalShelf.WORKSHEET, JournalShelf.PLAN):
            yield from tx.entries.of(place, member, shelf)
