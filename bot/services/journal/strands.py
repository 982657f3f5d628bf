"""Strands: what a member follows, called otherwise or followed no more, with its numbers or not."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.ids import GuildId, MemberId
from bot.domain.journal.checkin import CheckInField
from bot.domain.journal.entry import JournalEntry, JournalShelf
from bot.domain.journal.settings import JournalSettings, Strand
from bot.domain.journal.strands import dropped, has_number, must_follow, renamed, without_numbers
from bot.domain.journal.urge import UrgeField
from bot.services.journal.choices import Choices, places_of
from bot.services.ports.clock import Clock
from bot.services.ports.store import Store, Tx
from bot.services.retry import run_with_retry

RATED = {
    JournalShelf.CHECKIN: (CheckInField.URGE,),
    JournalShelf.URGE: (UrgeField.BEFORE, UrgeField.AFTER),
}
"""The answers of each shelf that are numbers of a strand."""


@dataclass(frozen=True, slots=True)
class FollowedStrand:
    """One thing somebody follows, and in how many entries there are numbers about it."""

    strand: Strand
    entries: int


@dataclass(frozen=True, slots=True)
class DroppedStrand:
    """What is followed no more, and what is still."""

    strand: Strand
    settings: JournalSettings
    entries: int
    """How many held numbers about it."""
    emptied: bool
    """Whether those are gone."""


@dataclass(frozen=True, slots=True)
class Strands:
    """What each member follows, by the number of its strand."""

    store: Store
    clock: Clock
    choices: Choices

    async def rename(self, member: MemberId, number: int, typed: str) -> JournalSettings:
        """Call one otherwise. Raises NoSuchStrand, StrandWithoutName, StrandTwice."""
        return await self.choices.change(member, lambda one: renamed(one, number, typed))

    async def look(self, member: MemberId, number: int) -> FollowedStrand:
        """Count what is noted about one of them. Raises NoSuchStrand."""

        def work(tx: Tx) -> FollowedStrand:
            settings = tx.entries.settings(member)
            found = must_follow(settings, number)
            return FollowedStrand(found, sum(1 for _ in _about(tx, member, settings, number)))

        return await self.store.run(work)

    async def drop(self, member: MemberId, number: int, *, with_numbers: bool) -> DroppedStrand:
        """Follow one no longer; its numbers go with it, or stay as an urge about no strand.

        Raises NoSuchStrand.
        """
        today = self.clock.now().date()

        def work(tx: Tx) -> DroppedStrand:
            settings = tx.entries.settings(member)
            strand, after = must_follow(settings, number), dropped(settings, number)
            tx.entries.settle(member, after, today)
            about = tuple(_about(tx, member, settings, number))
            for place, entry in about if with_numbers else ():
                left = without_numbers(entry, number, RATED[entry.shelf])
                if left is None:
                    tx.entries.remove(place, member, entry.id)
                else:
                    tx.entries.save(place, member, left, today)
            return DroppedStrand(strand, after, len(about), with_numbers)

        return await run_with_retry(self.store, work)


def _about(
    tx: Tx, member: MemberId, settings: JournalSettings, number: int
) -> Iterator[tuple[GuildId, JournalEntry]]:
    """Give every entry with a number of one strand, with its place."""
    for place, entry in tx.entries.all(member, places_of(settings)):
        if has_number(entry, number, RATED.get(entry.shelf, ())):
            yield place, entry
