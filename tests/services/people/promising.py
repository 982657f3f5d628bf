"""One process of the bot on a database in a folder, with what forgets people in it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.domain.calendar.occurrence import Occurrence, RoomKind
from bot.domain.ids import GuildId, MemberId, OccurrenceId
from bot.domain.people.membership import Membership
from bot.services.people.erasing import Erasing
from bot.services.people.personal_data import erasers
from bot.services.people.privacy import Privacy
from bot.storage.database.opening import open_storage

NOW = datetime(2026, 12, 1, 17, 0, tzinfo=UTC)
GUILD, OTHER = GuildId(9001), GuildId(9002)
ANNA, BEN = MemberId(101), MemberId(102)
DATED = OccurrenceId(55)


class Quiet:
    """A clock that stands, and an alarm that nobody hears."""

    def now(self):
        return NOW

    async def sleep_until(self, _at):
        """Sleep not at all."""

    def by(self, _at):
        """Wake nobody."""


class NothingKnown:
    """A process that knows of nobody but what its database keeps."""

    async def forget(self, _member, _guild):
        """Forget nothing."""


@dataclass
class Process:
    """One process of the bot on a database, with what forgets people in it."""

    folder: Path

    def __post_init__(self):
        self.url, self.key = f"sqlite:///{self.folder}/openround.db", self.folder / "master.key"
        self.storage = open_storage(self.url, self.key, lambda: None)
        self.store, beside = self.storage.store, self.storage.beside
        self.privacy = Privacy(self.store, Quiet(), Quiet(), erasers(), beside.promises)
        self.erasing = Erasing(self.privacy, beside, NothingKnown())

    async def knows(self, *people):
        for member in people:
            await self.store.run(partial(told, member=member))

    async def known(self):
        def work(tx):
            named = [m for m in (ANNA, BEN) if tx.memberships.get(GUILD, m).name]
            leads = tx.occurrences.get(DATED)
            return named, leads.facilitator if leads else None

        return await self.store.run(work)

    def close(self):
        self.storage.close()


def told(tx, member):
    for guild in (GUILD, OTHER):
        tx.memberships.put(guild, member, Membership(name="Robin", last_seen=NOW))


def wiped(tx):
    """Ask for a log without a byte in it: on a full disk it cannot begin another one."""
    tx.wipe_after = True


def led(tx, by):
    dated = Occurrence(DATED, GUILD, "Tuesday group", NOW, 60, "standard-60", RoomKind.TEXT, NOW)
    tx.occurrences.add(Occurrence(**{**vars_of(dated), "facilitator": by}))


def vars_of(one):
    return {name: getattr(one, name) for name in one.__slots__}
