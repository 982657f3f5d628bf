"""The plan of the week: made in a minute, and asked about once when its author comes in next."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.content import worksheets
from bot.domain.ids import OWN, EntryId, GuildId, MemberId
from bot.domain.journal import plan as rules
from bot.domain.journal.answers import Answers
from bot.domain.journal.entry import JournalEntry, JournalShelf
from bot.domain.journal.plan import SHEET, PlanOutcome
from bot.domain.journal.settings import JournalSettings
from bot.domain.journal.worksheet import Worksheet
from bot.domain.outbox_entry import Subject
from bot.domain.people.membership import NO_PLAN
from bot.services.journal.choices import places_of
from bot.services.journal.drafts import Drafts, EntryGone, Written, must_find
from bot.services.journal.plans_gone import call_off_nudge, plans_gone
from bot.services.ports.clock import Clock
from bot.services.ports.store import Store, Tx
from bot.services.retry import run_with_retry


@dataclass(frozen=True, slots=True)
class Plans:
    """What one member does with their plans; nobody else is ever asked for."""

    store: Store
    clock: Clock
    drafts: Drafts

    async def write(
        self,
        member: MemberId,
        place: GuildId,
        entry: EntryId,
        page: int,
        typed: Answers,
        *,
        begins: bool = False,
    ) -> Written:
        """Make a plan, or write a page of one; a new one takes the place of the one before.

        `begins` tells that this is its first page. Raises PlanNeedsWords, NotOnTheScale,
        EntryGone, JournalFull.
        """
        now = self.clock.now()

        def rule(there: JournalEntry | None, settings: JournalSettings) -> JournalEntry:
            if there is not None:
                return rules.changed(there, sheet(), page, typed)
            if not begins:
                raise EntryGone
            return rules.made(entry, sheet(), typed, now, settings)

        def then(tx: Tx, kept: Written) -> None:
            if begins and not kept.entry.done:
                _put_others_away(tx, member, kept.entry.id, now.date())
                _note(tx, member, kept.place, kept.entry.id)

        return await self.drafts.write(member, place, entry, rule, then=then)

    async def read(self, member: MemberId, entry: EntryId) -> Written:
        """Give one as it stands. Raises EntryGone."""
        return _must_be_plan(await self.drafts.read(member, entry))

    async def all(self, member: MemberId) -> tuple[JournalEntry, ...]:
        """Give all that are kept, the newest first."""
        found = await self.store.run(lambda tx: [one for _, one in _plans(tx, member)])
        return tuple(sorted(found, key=lambda one: one.at, reverse=True))

    async def recall(self, member: MemberId, entry: EntryId) -> JournalEntry | None:
        """Give a plan that is due back; it is asked about once, so no other server asks again.

        None where there is nothing to ask any more, or not yet.
        """
        now = self.clock.now()

        def work(tx: Tx) -> JournalEntry | None:
            try:
                found = _must_be_plan(must_find(tx, member, entry))
            except EntryGone:
                _asked(tx, member, OWN, entry)  # it may stand in any server: where is unknown
                return None
            due = rules.is_due_back(found.entry, now)
            if due or found.entry.done:
                _asked(tx, member, found.place, entry)
            return found.entry if due else None

        return await run_with_retry(self.store, work)

    async def say_how(self, member: MemberId, entry: EntryId, outcome: PlanOutcome) -> Written:
        """Keep how it went. Raises EntryGone, PlanRecalled."""

        def rule(there: JournalEntry | None, _: JournalSettings) -> JournalEntry:
            if there is None:
                raise EntryGone
            return rules.recalled(there, outcome)

        written = await self.read(member, entry)
        return await self.drafts.write(
            member,
            written.place,
            entry,
            rule,
            then=lambda tx, _: _let_go(tx, member, entry),
        )

    async def delete(self, member: MemberId, entry: EntryId) -> None:
        """Delete one for good. Raises EntryGone."""
        await self.read(member, entry)
        await self.drafts.drop(member, entry)
        await run_with_retry(self.store, lambda tx: _let_go(tx, member, entry))


def sheet() -> Worksheet:
    """Give the worksheet that a plan fills in."""
    return worksheets.load()[SHEET]


def _must_be_plan(written: Written) -> Written:
    if written.entry.shelf is not JournalShelf.PLAN:
        raise EntryGone
    return written


def _plans(tx: Tx, member: MemberId) -> Iterator[tuple[GuildId, JournalEntry]]:
    for place in places_of(tx.entries.settings(member)):
        for one in tx.entries.of(place, member, JournalShelf.PLAN):
            yield place, one


def _put_others_away(tx: Tx, member: MemberId, entry: EntryId, today: date) -> None:
    for place, one in _plans(tx, member):
        if one.id != entry and not one.done:
            tx.entries.save(place, member, rules.replaced(one), today)
            call_off_nudge(tx, Subject.member(place, member), [one.id])


def _note(tx: Tx, member: MemberId, place: GuildId, entry: EntryId) -> None:
    """Let its author be asked about it at the next door."""
    for guild in _doors(tx, member, place):
        known = tx.memberships.get(guild, member)
        if guild == place or known.agreed_at:
            tx.memberships.put(guild, member, replace(known, plan=entry))


def _let_go(tx: Tx, member: MemberId, entry: EntryId) -> None:
    plans_gone(tx, member, places_of(tx.entries.settings(member)), [entry])


def _asked(tx: Tx, member: MemberId, place: GuildId, entry: EntryId) -> None:
    for guild in _doors(tx, member, place):
        known = tx.memberships.get(guild, member)
        if known.plan == entry:
            tx.memberships.put(guild, member, replace(known, plan=NO_PLAN))


def _doors(tx: Tx, member: MemberId, place: GuildId) -> Iterable[GuildId]:
    """Name the servers in which somebody may come in next; one that was made in private has none.

    So all are looked at where the bot knows them.
    """
    if place == OWN:
        return tx.registry.servers()
    return {place, *tx.entries.settings(member).places} - {OWN}
