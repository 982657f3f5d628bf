"""What is being written: kept at every page where its author chose so, else in memory for a while.

Whoever keeps nothing gets it back in words, and no file ever holds it.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from bot.domain.errors import Refusal, Stale
from bot.domain.ids import OWN, EntryId, GuildId, MemberId
from bot.domain.journal.entry import JournalEntry, JournalShelf, must_have_room
from bot.domain.journal.schedule import answered, told_of
from bot.domain.journal.settings import JournalSettings, asked_by, kept_in
from bot.services.journal.choices import by_clocks_of, places_of
from bot.services.journal.questions_due import want_next
from bot.services.ports.clock import Clock
from bot.services.ports.store import Store, Tx
from bot.services.retry import run_with_retry

HELD = timedelta(minutes=30)
"""So long unkept pages wait for the next one."""
MOST_HELD = 1000
"""So many are in memory at a time; the oldest make room."""
_ID_BITS = 63

Rule = Callable[[JournalEntry | None, JournalSettings], JournalEntry]
"""Gives what is written now; it gets what stands there already, or None where nothing does."""


class EntryGone(Refusal):
    """What is meant was deleted, or it was not to be kept and its time in memory is over."""

    key = "refusal.entry_gone"


@dataclass(frozen=True, slots=True)
class Written:
    """Something as it stands, and whether it is kept."""

    entry: JournalEntry
    place: GuildId
    kept: bool
    until: datetime | None = None
    """Until when it waits in memory; None where it does not."""


def fresh_id() -> EntryId:
    """Draw the number that a form carries: however often it is sent, it is one entry."""
    return EntryId(secrets.randbits(_ID_BITS))


Then = Callable[[Tx, Written], None]
"""What follows where something is kept."""


def _nothing(_: Tx, __: Written) -> None:
    """Let nothing follow."""


@dataclass(slots=True)
class Drafts:
    """Everything that is being written by anybody."""

    store: Store
    clock: Clock
    _held: dict[tuple[MemberId, EntryId], Written] = field(default_factory=dict)

    async def write(
        self,
        member: MemberId,
        place: GuildId,
        entry: EntryId,
        rule: Rule,
        *,
        waits: bool = False,
        then: Then = _nothing,
    ) -> Written:
        """Write something, new or further. `place` is where something new belongs.

        It is kept where that was chosen, unless it `waits` for a choice of its own and was not
        kept yet; what is not kept waits in memory while there is more to come. `then` follows in
        the same transaction, where it is kept. Raises what the rule does, JournalFull.
        """
        held, now = self._waiting(member, entry), self.clock.now()

        def work(tx: Tx) -> Written:
            settings = tx.entries.settings(member)
            there = _found(tx, member, settings, entry)
            new = _written(rule, held or there, by_clocks_of(tx, place, settings), place)
            settings = _note_an_answer(tx, member, settings, new.entry, now)
            if not (there if waits else settings.keeps):
                return new
            kept = _keep(tx, member, new, there, settings, now)
            then(tx, kept)
            return kept

        done = await run_with_retry(self.store, work)
        if not done.kept and (waits or not done.entry.done):
            return self._hold(member, done)
        self._held.pop((member, entry), None)
        return done

    async def read(self, member: MemberId, entry: EntryId) -> Written:
        """Give something as it stands. Raises EntryGone."""
        held = self._waiting(member, entry)
        if held is not None:
            return held
        return await self.store.run(lambda tx: must_find(tx, member, entry))

    async def keep(self, member: MemberId, entry: EntryId) -> Written:
        """Keep what waits in memory. Raises EntryGone, JournalFull."""
        held, now = self._waiting(member, entry), self.clock.now()
        if held is None:
            return await self.store.run(lambda tx: must_find(tx, member, entry))

        def work(tx: Tx) -> Written:
            settings = tx.entries.settings(member)
            return _keep(tx, member, held, _found(tx, member, settings, entry), settings, now)

        done = await run_with_retry(self.store, work)
        self._held.pop((member, entry), None)
        return done

    async def drop(self, member: MemberId, entry: EntryId) -> None:
        """Delete something, kept or not. Raises EntryGone where it was neither."""
        held = self._held.pop((member, entry), None)

        def work(tx: Tx) -> bool:
            found = _found(tx, member, tx.entries.settings(member), entry)
            return found is not None and tx.entries.remove(found.place, member, entry)

        if not await self.store.run(work) and held is None:
            raise EntryGone

    def let_go(self, member: MemberId, entry: EntryId) -> Written | None:
        """Forget something that waits in memory, and give it; what is kept stays."""
        return self._held.pop((member, entry), None)

    def forget(self, member: MemberId) -> None:
        """Forget what waits of somebody."""
        for key in [key for key in self._held if key[0] == member]:
            del self._held[key]

    def _waiting(self, member: MemberId, entry: EntryId) -> Written | None:
        now = self.clock.now()
        for key, one in tuple(self._held.items()):
            if one.until is not None and one.until > now:
                break
            del self._held[key]
        return self._held.get((member, entry))

    def _hold(self, member: MemberId, written: Written) -> Written:
        key = member, written.entry.id
        self._held.pop(key, None)
        while len(self._held) >= MOST_HELD:
            del self._held[next(iter(self._held))]
        self._held[key] = replace(written, until=self.clock.now() + HELD)
        return self._held[key]


def must_find(tx: Tx, member: MemberId, entry: EntryId) -> Written:
    """Give something that is kept. Raises EntryGone."""
    found = _found(tx, member, tx.entries.settings(member), entry)
    if found is None:
        raise EntryGone
    return found


def _found(tx: Tx, member: MemberId, settings: JournalSettings, entry: EntryId) -> Written | None:
    found = tx.entries.find(member, places_of(settings), entry)
    return Written(found[1], found[0], kept=True) if found else None


def _written(
    rule: Rule, known: Written | None, settings: JournalSettings, place: GuildId
) -> Written:
    after = rule(known.entry if known else None, settings)
    return Written(after, known.place if known else place, kept=False)


def _note_an_answer(
    tx: Tx, member: MemberId, settings: JournalSettings, written: JournalEntry, now: datetime
) -> JournalSettings:
    """Whoever writes has answered, and is asked again if that rested; gives what holds then.

    Nobody is asked about a day of which they have told.
    """
    if settings.schedule is None:
        return settings
    is_today = written.shelf is JournalShelf.CHECKIN and written.day == settings.day_of(now)
    noted = told_of(settings.schedule, written.day) if is_today else answered(settings.schedule)
    if noted == settings.schedule:
        return settings
    after = asked_by(settings, noted)
    tx.entries.settle(member, after, now.date())
    want_next(tx, member, after, now)
    return after


def _keep(
    tx: Tx,
    member: MemberId,
    new: Written,
    there: Written | None,
    settings: JournalSettings,
    now: datetime,
) -> Written:
    """Keep it in place of what is there. Raises Stale if that changed meanwhile, JournalFull."""
    today, place = now.date(), new.place
    if there is not None:
        entry = replace(new.entry, version=there.entry.version)
        return Written(tx.entries.save(there.place, member, entry, today), there.place, kept=True)
    must_have_room(tx.entries.count(member, places_of(settings)))
    noted = kept_in(settings, place) if place != OWN else settings
    if noted != settings:
        tx.entries.settle(member, noted, today)
    return Written(_added(tx, member, settings, new, today), place, kept=True)


def _added(
    tx: Tx, member: MemberId, settings: JournalSettings, new: Written, today: date
) -> JournalEntry:
    """Keep something new. Raises Stale where its author sent it twice at once.

    A number that is somebody else's is changed for another: a refusal would tell of theirs. It is
    the same one whenever the form is sent again, so that this makes no second entry.
    """
    entry = new.entry
    if not tx.entries.add(new.place, member, entry, today):
        if _found(tx, member, settings, entry.id) is not None:
            raise Stale
        entry = replace(entry, id=_instead_of(tx, member, entry.id))
        mine = _found(tx, member, settings, entry.id)
        if mine is not None:
            again = replace(entry, version=mine.entry.version)
            return tx.entries.save(mine.place, member, again, today)
        if not tx.entries.add(new.place, member, entry, today):
            raise Stale
    return replace(entry, version=0)


def _instead_of(tx: Tx, member: MemberId, entry: EntryId) -> EntryId:
    """Give a member's own number in place of one that is somebody else's; nobody can foresee it."""
    digest = tx.registry.subject(member, GuildId(entry))
    return EntryId(int.from_bytes(digest[:8]) >> 1)
