"""Check-ins and what was learned after a lapse: written, looked back at, changed, deleted."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.ids import OWN, EntryId, GuildId, MemberId
from bot.domain.journal.answers import Answers
from bot.domain.journal.checkin import CHECKIN, checked_in
from bot.domain.journal.entry import (
    JournalEntry,
    JournalShelf,
    corrected,
    moved_to,
)
from bot.domain.journal.lapse import LAPSE, noted
from bot.domain.journal.settings import JournalSettings
from bot.domain.journal.strands import read_with
from bot.domain.journal.trend import Trend, trend
from bot.domain.journal.urge import URGE
from bot.services.journal.choices import by_clocks_of, places_of
from bot.services.journal.drafts import Drafts, EntryGone, Written, must_find
from bot.services.ports.clock import Clock
from bot.services.ports.store import Store, Tx
from bot.services.retry import run_with_retry

FIELDS = {JournalShelf.CHECKIN: CHECKIN, JournalShelf.URGE: URGE, JournalShelf.LAPSE: LAPSE}
"""What is looked back at in the history, and how each field of it is answered."""
Change = Callable[[JournalEntry, JournalSettings], JournalEntry]


@dataclass(frozen=True, slots=True)
class TypedCheckIn:
    """A check-in as its form was sent; without a `day` it counts for today."""

    id: EntryId
    answers: Answers
    strand: int = 0
    day: date | None = None


@dataclass(frozen=True, slots=True)
class LookedBack:
    """Some days as a picture and as entries, the newest first."""

    settings: JournalSettings
    trend: Trend
    entries: tuple[JournalEntry, ...]


@dataclass(frozen=True, slots=True)
class CheckIns:
    """What one member wrote of their days; each is theirs alone."""

    store: Store
    clock: Clock
    drafts: Drafts

    async def check_in(self, member: MemberId, place: GuildId, typed: TypedCheckIn) -> Written:
        """Check in; a form that is sent again takes the place of what it said before.

        Raises NothingSaid, NotOnTheScale, DayNotYet, DayTooEarly, JournalFull.
        """
        now = self.clock.now()

        def rule(known: JournalEntry | None, settings: JournalSettings) -> JournalEntry:
            day = known.day if known else typed.day
            followed = typed.strand if settings.strand(typed.strand) else 0
            fresh = checked_in(typed.id, typed.answers, now, settings, strand=followed, day=day)
            return replace(fresh, at=known.at, version=known.version) if known else fresh

        return await self.drafts.write(member, place, typed.id, rule)

    async def lapse(
        self, member: MemberId, place: GuildId, entry: EntryId, typed: Answers
    ) -> Written:
        """Note something learned; it waits in memory until its author says whether to keep it.

        Said otherwise, it takes the place of what it was, kept where that is kept. Raises EntryGone
        where the number is of something else.
        """
        now = self.clock.now()

        def rule(known: JournalEntry | None, settings: JournalSettings) -> JournalEntry:
            fresh = noted(entry, typed, now, settings)
            if known and known.shelf is not JournalShelf.LAPSE:
                raise EntryGone
            return replace(known, answers=fresh.answers) if known else fresh

        return await self.drafts.write(member, place, entry, rule, waits=True)

    async def history(self, member: MemberId, days: int, here: GuildId = OWN) -> LookedBack:
        """Look back at so many days; `here` is where somebody looks."""
        now = self.clock.now()

        def work(tx: Tx) -> LookedBack:
            settings = by_clocks_of(tx, here, tx.entries.settings(member))
            found = tx.entries.all(member, places_of(settings))
            written = [read_with(settings, entry) for _, entry in found]
            early = any(entry.day == settings.latest_day(now) for entry in written)
            today = settings.latest_day(now) if early else settings.day_of(now)
            seen = trend(written, days, today)
            inside = (one for one in written if seen.first <= one.day <= seen.last)
            shown = [one for one in inside if one.shelf in FIELDS and one.done]
            newest = sorted(shown, key=lambda one: (one.day, one.at, one.id), reverse=True)
            return LookedBack(settings, seen, tuple(newest))

        return await self.store.run(work)

    async def one(
        self, member: MemberId, entry: EntryId, here: GuildId = OWN
    ) -> tuple[Written, JournalSettings]:
        """Give one of them, with what its author chose. Raises EntryGone."""

        def work(tx: Tx) -> tuple[Written, JournalSettings]:
            settings = by_clocks_of(tx, here, tx.entries.settings(member))
            return must_be_of_a_day(must_find(tx, member, entry)), settings

        return await self.store.run(work)

    async def correct(
        self, member: MemberId, entry: EntryId, typed: Answers, strand: int | None = None
    ) -> Written:
        """Put other answers in place of those there. Raises EntryGone, NothingSaid, NotOnTheScale.

        `strand` is left as it is where it is None.
        """

        def change(known: JournalEntry, settings: JournalSettings) -> JournalEntry:
            asked = {one: how for one, how in FIELDS[known.shelf].items() if one in typed}
            after = corrected(known, asked, typed)
            followed = strand if strand and settings.strand(strand) else 0
            return after if strand is None else replace(after, strand=followed)

        return await self._change(member, entry, change)

    async def move(
        self, member: MemberId, entry: EntryId, day: date, here: GuildId = OWN
    ) -> Written:
        """Let one count for another day. Raises EntryGone, DayNotYet, DayTooEarly."""
        now = self.clock.now()
        return await self._change(
            member, entry, lambda known, chose: moved_to(known, day, chose.latest_day(now)), here
        )

    async def _change(
        self, member: MemberId, entry: EntryId, change: Change, here: GuildId = OWN
    ) -> Written:
        today = self.clock.now().date()

        def work(tx: Tx) -> Written:
            known = must_be_of_a_day(must_find(tx, member, entry))
            after = change(known.entry, by_clocks_of(tx, here, tx.entries.settings(member)))
            return replace(known, entry=tx.entries.save(known.place, member, after, today))

        return await run_with_retry(self.store, work)


def must_be_of_a_day(found: Written) -> Written:
    """Refuse what is looked at elsewhere, such as a worksheet. Raises EntryGone."""
    if found.entry.shelf not in FIELDS:
        raise EntryGone
    return found
