"""One private message about a plan, when its author wanted it; it says nothing of the plan."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import EntryId, MemberId, MessageId
from bot.domain.outbox_entry import EntryKind, OutboxEntry, Subject
from bot.services.journal.choices import places_of
from bot.services.journal.drafts import Written
from bot.services.journal.plans import Plans
from bot.services.journal.plans_gone import Nudged, call_off_nudge
from bot.services.outbox.handler import PrivateMessage
from bot.services.ports.clock import Alarm, Clock
from bot.services.ports.drawings import PlanNudge
from bot.services.ports.messages import Messages
from bot.services.ports.store import Store, Tx
from bot.services.retry import run_with_retry

TOO_LATE = timedelta(hours=2)
"""So long after its time it is not sent any more."""


@dataclass(frozen=True, slots=True)
class PlanNudges:
    """Wants them, and calls them off; one for a member in a place."""

    store: Store
    clock: Clock
    alarm: Alarm
    plans: Plans

    async def want(
        self, member: MemberId, plan: EntryId, after: timedelta, language: str
    ) -> datetime:
        """Want one after a while, in place of any before; gives when it comes. Raises EntryGone."""
        written = await self.plans.read(member, plan)
        due, about = self.clock.now() + after, Subject.member(written.place, member)
        nudged = Nudged(language, plan, written.kept).written()
        seq = int(due.timestamp())
        entry = OutboxEntry(about, written.place, EntryKind.PLAN, seq, due, nudged)

        def work(tx: Tx) -> None:
            call_off_nudge(tx, about, but=seq)
            tx.outbox.want(entry)

        await run_with_retry(self.store, work)
        self.alarm.by(due)
        return due

    async def due(self, member: MemberId, written: Written) -> datetime | None:
        """Give when a nudge about a plan comes, or None."""

        def work(tx: Tx) -> datetime | None:
            about = Subject.member(written.place, member)
            found = [one for one in tx.outbox.of(about) if one.kind == EntryKind.PLAN]
            mine = [one for one in found if Nudged.read(one).plan == written.entry.id]
            return next((one.due for one in mine if one.is_open), None)

        return await self.store.run(work)

    async def call_off(self, member: MemberId, plan: EntryId) -> None:
        """Want none any more. Raises EntryGone."""
        about = Subject.member((await self.plans.read(member, plan)).place, member)
        await run_with_retry(self.store, lambda tx: call_off_nudge(tx, about))


@dataclass(frozen=True)
class NudgedAboutPlan(PrivateMessage):
    """Sends it, unless the plan is gone, put away or answered, or it is much too late."""

    messages: Messages

    kind = EntryKind.PLAN
    payload = Nudged

    def is_still_relevant(self, tx: Tx, entry: OutboxEntry, now: datetime) -> bool:
        """Tell whether the plan still waits; of one that is not kept nobody knows."""
        nudged, member = Nudged.read(entry), MemberId(entry.subject.id)
        if now - _wanted_at(entry) >= TOO_LATE:
            return False
        if not nudged.kept:
            return True
        places = places_of(tx.entries.settings(member))
        found = tx.entries.find(member, places, EntryId(nudged.plan))
        return found is not None and not found[1].done

    async def deliver(self, entry: OutboxEntry) -> MessageId | None:
        """Write to them; where Discord lets nothing through, nothing comes."""
        nudged = Nudged.read(entry)
        plan = EntryId(nudged.plan) if nudged.kept else None
        drawing = PlanNudge(nudged.language, plan)
        await self.messages.whisper(drawing, MemberId(entry.subject.id), entry.key.nonce)
        return None


def _wanted_at(entry: OutboxEntry) -> datetime:
    """Give when it was wanted for: its due instant moves with every try."""
    return datetime.fromtimestamp(entry.seq, entry.due.tzinfo)
