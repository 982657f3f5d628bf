"""Worksheets: filled in page by page, taken up again, shared line by line, deleted."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.content import worksheets
from bot.domain.errors import BeforeUpdate
from bot.domain.ids import EntryId, GuildId, MemberId
from bot.domain.journal.answers import Answers
from bot.domain.journal.entry import JournalEntry, JournalShelf
from bot.domain.journal.filling import (
    ShareableLine,
    filled,
    finished,
    opened,
    shareable,
    shared_line,
)
from bot.domain.journal.settings import JournalSettings
from bot.domain.journal.worksheet import Worksheet, WorksheetKind
from bot.services.journal.choices import places_of
from bot.services.journal.drafts import Drafts, EntryGone, Written
from bot.services.ports.clock import Clock
from bot.services.ports.store import Store, Tx

_WITH_LINES = (JournalShelf.WORKSHEET, JournalShelf.PLAN)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a member finds who opens a worksheet."""

    settings: JournalSettings
    unfinished: Written | None
    """The newest one of this kind that waits to be gone on with."""


@dataclass(frozen=True, slots=True)
class Lines:
    """What may be shown to the room of one thing that a member wrote."""

    entry: EntryId
    sheet: Worksheet
    lines: tuple[ShareableLine, ...]


@dataclass(frozen=True, slots=True)
class Worksheets:
    """What one member does with their worksheets; nobody else is ever asked for."""

    store: Store
    clock: Clock
    drafts: Drafts

    async def open(self, member: MemberId, kind: WorksheetKind) -> Beginning:
        """Look what is there of a kind already."""

        def work(tx: Tx) -> Beginning:
            settings = tx.entries.settings(member)
            begun = [
                Written(one, place, kept=True)
                for place in places_of(settings)
                for one in tx.entries.of(place, member, JournalShelf.WORKSHEET)
                if one.about == kind and not one.done
            ]
            return Beginning(settings, max(begun, key=lambda one: one.entry.at, default=None))

        return await self.store.run(work)

    async def read(self, member: MemberId, entry: EntryId) -> Written:
        """Give one as it stands. Raises EntryGone."""
        written = await self.drafts.read(member, entry)
        if written.entry.shelf is not JournalShelf.WORKSHEET:
            raise EntryGone
        return written

    async def fill(
        self,
        member: MemberId,
        place: GuildId,
        entry: EntryId,
        page: int,
        typed: Answers,
        *,
        begins: str = "",
    ) -> Written:
        """Send a page; sent again it takes the place of what was there.

        `begins` names the kind of a worksheet whose first page this is. Without it, what was
        deleted or forgotten meanwhile is not begun anew in its middle.
        Raises NotOnTheScale, BeforeUpdate, EntryGone, JournalFull.
        """
        now = self.clock.now()

        def rule(there: JournalEntry | None, settings: JournalSettings) -> JournalEntry:
            if there is not None:
                return filled(there, sheet_of(there.about), page, typed)
            if not begins:
                raise EntryGone
            sheet = sheet_of(begins)
            return filled(opened(entry, sheet, now, settings), sheet, page, typed)

        return await self.drafts.write(member, place, entry, rule)

    async def stop(self, member: MemberId, entry: EntryId) -> Written:
        """Stop here: that is all for now. Raises EntryGone, NothingSaid."""

        def rule(there: JournalEntry | None, _: JournalSettings) -> JournalEntry:
            if there is None:
                raise EntryGone
            return finished(there)

        written = await self.read(member, entry)
        return await self.drafts.write(member, written.place, entry, rule)

    async def mine(self, member: MemberId) -> tuple[JournalEntry, ...]:
        """Give all that are kept, the unfinished first, then the newest."""

        def work(tx: Tx) -> list[JournalEntry]:
            return _written(tx, member, [JournalShelf.WORKSHEET])

        found = await self.store.run(work)
        return tuple(sorted(found, key=lambda one: (one.done, -one.at.timestamp())))

    async def lines(self, member: MemberId) -> tuple[Lines, ...]:
        """Give every line that may be shown to a room, the newest worksheet first."""

        def work(tx: Tx) -> list[JournalEntry]:
            return _written(tx, member, _WITH_LINES)

        found = sorted(await self.store.run(work), key=lambda one: one.at, reverse=True)
        return tuple(one for one in map(_lines, found) if one)

    async def shared(self, member: MemberId, entry: EntryId, field: str, line: int) -> str:
        """Give the one line that the room is to see. Raises EntryGone, MayNotShare, NothingToShare.

        Of a plan too, for it is a worksheet on a shelf of its own.
        """
        written = await self.drafts.read(member, entry)
        return shared_line(written.entry, sheet_of(written.entry.about), field, line)

    async def delete(self, member: MemberId, entry: EntryId) -> None:
        """Delete one for good. Raises EntryGone."""
        await self.read(member, entry)
        await self.drafts.drop(member, entry)


def sheet_of(kind: str) -> Worksheet:
    """Give the worksheet of a kind. Raises BeforeUpdate where there is none any more."""
    found = worksheets.load().get(WorksheetKind(kind))
    if found is None:
        raise BeforeUpdate
    return found


def _written(tx: Tx, member: MemberId, shelves: Sequence[JournalShelf]) -> list[JournalEntry]:
    places = places_of(tx.entries.settings(member))
    return [
        one for place in places for shelf in shelves for one in tx.entries.of(place, member, shelf)
    ]


def _lines(entry: JournalEntry) -> Lines | None:
    sheet = worksheets.load().get(WorksheetKind(entry.about))
    lines = shareable(entry, sheet) if sheet else ()
    return Lines(entry.id, sheet, lines) if sheet and lines else None
