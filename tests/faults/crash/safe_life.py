"""One life of a process that writes, erases and takes over new master keys until it is killed."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from bot.domain.ids import EntryId, GuildId, MemberId
from bot.domain.journal.entry import JournalEntry, JournalShelf
from bot.domain.people.membership import Membership
from bot.services.people.personal_data import erasers
from bot.services.people.privacy import Privacy
from bot.storage.database.opening import Storage, open_storage
from bot.storage.sealing.keys import add_master, drop_former

NOW = datetime(2026, 12, 1, 17, 0, tzinfo=UTC)
GUILDS = GuildId(9001), GuildId(9002)
WRITES, ERASES, TURNS = 0.5, 0.75, 0.87
MOST_MASTERS = 4


class Done(NamedTuple):
    """What a life says it does, before, and again once it is acknowledged."""

    what: str
    member: int = 0
    number: int = 0
    is_certain: bool = False


@dataclass(frozen=True, slots=True)
class Life:
    """One life of a process, and what it may do in it."""

    folder: Path
    members: int
    seed: int
    first: int
    """The first number that it may write."""
    is_hasty: bool = False
    """Whether it acknowledges what it never did: then the checks must fail."""


class _Quiet:
    """A clock that stands, and an alarm that nobody hears."""

    def now(self) -> datetime:
        """Give the one instant there is."""
        return NOW

    async def sleep_until(self, _at: datetime) -> None:
        """Sleep not at all."""

    def by(self, _at: datetime) -> None:
        """Wake nobody."""


def opened(folder: Path) -> tuple[Storage, Privacy]:
    """Open the database as the bot does."""
    storage = open_storage(f"sqlite:///{folder}/a.db", folder / "master.key", lambda: None)
    promises = storage.beside.promises
    return storage, Privacy(storage.store, _Quiet(), _Quiet(), erasers(), promises)


def live(life: Life, says: Callable[[Done], None]) -> None:
    """Work until somebody kills the process."""
    asyncio.run(_work_for_ever(life, says))


async def _work_for_ever(life: Life, says: Callable[[Done], None]) -> None:
    dice, number = random.Random(life.seed), life.first
    storage, privacy = opened(life.folder)
    await privacy.finish()
    says(Done("began", is_certain=True))
    while True:
        number += 1
        luck, member = dice.random(), dice.randrange(1, life.members + 1)
        if luck < WRITES:
            what = Done("write", member, number)
        else:
            what = Done("erase" if luck < ERASES else "turn" if luck < TURNS else "rekey", member)
        says(what)
        if not life.is_hasty:
            await _do(what, storage, privacy, life.folder / "master.key")
        says(what._replace(is_certain=True))


async def _do(what: Done, storage: Storage, privacy: Privacy, key_file: Path) -> None:
    if what.what == "write":
        await storage.store.run(lambda tx: _write(tx, what.member, what.number))
    elif what.what == "erase":
        await privacy.erase(MemberId(what.member), None)
    elif what.what == "rekey":
        await storage.beside.rekey()
    elif len(storage.beside.cipher.masters) < MOST_MASTERS:
        add_master(key_file, NOW.date())
    elif not storage.beside.rekeying.is_moving:
        drop_former(key_file, date(2030, 1, 1))


def _write(tx, member, number):
    """Write the number wherever something of a member is kept: in two places, in two tables."""
    for guild in GUILDS:
        tx.memberships.put(guild, MemberId(member), Membership(name=str(number), last_seen=NOW))
        entry = JournalEntry(
            EntryId(number), JournalShelf.CHECKIN, NOW, NOW.date(), {"helped": f"{guild} {number}"}
        )
        if guild == GUILDS[0]:
            tx.entries.add(guild, MemberId(member), entry, NOW.date())
