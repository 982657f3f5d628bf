"""What sealing costs a check-in that is kept, what erasing somebody who wrote much takes, memory.

The database is a file on this machine; what the bot commits is on the disk before it answers.
"""

import asyncio
import json
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import cast

from benches.meters.process import mib_in_use
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import SecretStr

from bot.app.clock import clock_of
from bot.cli.safe import opened, privacy_of
from bot.config.settings import Database, Discord, Settings
from bot.domain.ids import EntryId, GuildId, MemberId
from bot.domain.journal.entry import JournalEntry, JournalShelf
from bot.services.journal.check_ins import CheckIns, TypedCheckIn
from bot.services.journal.choices import Choices
from bot.services.journal.drafts import Drafts
from bot.storage.database.opening import Storage
from bot.storage.engine.transaction import Tx
from bot.storage.sealing import sealing_key

HERE = GuildId(900_000_000_000_000_001)
FIRST = 800_000_000_000_000_000
AT_ONCE, WRITERS, CHECK_INS = 100, 20, 250
_TAG, _BITS = 16, 62
_ANSWERS = {"mood": "5", "urge": "3", "helped": "A walk by the river, and I rang my sister."}
_THEN = datetime(2026, 11, 20, tzinfo=UTC)


class Unsealed:
    """In the place of AES-GCM: what goes in comes out as it is."""

    def __init__(self, _: bytes) -> None:
        """Need no key."""

    def encrypt(self, _nonce: bytes, plain: bytes, _bound: bytes) -> bytes:
        """Add as many bytes as a seal has."""
        return plain + bytes(_TAG)

    def decrypt(self, _nonce: bytes, sealed: bytes, _bound: bytes) -> bytes:
        """Take them off again."""
        return sealed[:-_TAG]


def measure(rounds: int, members: int, *, as_json: bool) -> None:
    """Measure all of it, and print the figures; memory first, while nothing else was held yet."""
    figures = _among_many(members)
    took = _check_ins(rounds)
    figures |= {f"check_in_{name}": _spread(times) for name, times in took.items()}
    for name, found in ({"all": json.dumps(figures)} if as_json else figures).items():
        print(found if as_json else f"{name}: {found}")


def _check_ins(rounds: int) -> dict[str, list[float]]:
    """Let people check in, in turns: on a database that is sealed, and on one that is not."""
    kinds: dict[str, type[AESGCM]] = {"sealed": AESGCM, "unsealed": cast("type[AESGCM]", Unsealed)}
    took: dict[str, list[float]] = {name: [] for name in kinds}
    for _ in range(rounds):
        for name, aead in kinds.items():
            with _world(aead) as (_, storage):
                took[name] += asyncio.run(_some_check_ins(storage))
    return took


async def _some_check_ins(storage: Storage) -> list[float]:
    clock, store = clock_of(_settings(Path()).clock), storage.store
    check_ins = CheckIns(store, clock, Drafts(store, clock))
    people = [MemberId(FIRST + number) for number in range(WRITERS)]
    for one in people:
        await Choices(store, clock).choose(one, keeps=True)
    took = []
    for number in range(CHECK_INS):
        typed = TypedCheckIn(EntryId(secrets.randbits(_BITS) + 1), _ANSWERS)
        began = time.perf_counter()
        await check_ins.check_in(people[number % WRITERS], HERE, typed)
        took.append(time.perf_counter() - began)
    return took


def _among_many(members: int) -> dict[str, object]:
    """Let so many check in once, then erase some with 1,000 entries, and some with one."""
    with _world(AESGCM) as (settings, storage):
        return asyncio.run(_all_come_and_some_go(settings, storage, members))


async def _all_come_and_some_go(
    settings: Settings, storage: Storage, members: int
) -> dict[str, object]:
    await _all_check_in(storage, range(AT_ONCE))  # whatever loads at first use has loaded
    before = mib_in_use()
    await _all_check_in(storage, range(AT_ONCE, members))
    figures: dict[str, object] = {
        "memory": {"members": members, "before_mib": before, "after_mib": mib_in_use()}
    }
    much, little = range(5), range(5, 10)
    for one in much:
        await storage.store.run(partial(_write, one, range(1, 1000)))
    privacy = privacy_of(settings, storage)
    for name, people in (("erase_1000_entries", much), ("erase_one_entry", little)):
        took = []
        for one in people:
            began = time.perf_counter()
            await privacy.erase(MemberId(FIRST + one), None)
            took.append(time.perf_counter() - began)
        figures[name] = _spread(took)
    return figures


async def _all_check_in(storage: Storage, people: range) -> None:
    clock, store = clock_of(_settings(Path()).clock), storage.store
    choices, check_ins = Choices(store, clock), CheckIns(store, clock, Drafts(store, clock))

    async def come(number: int) -> None:
        me = MemberId(FIRST + number)
        await choices.choose(me, keeps=True)
        typed = TypedCheckIn(EntryId(secrets.randbits(_BITS) + 1), _ANSWERS)
        await check_ins.check_in(me, HERE, typed)

    for first in people[::AT_ONCE]:
        await asyncio.gather(*map(come, range(first, min(first + AT_ONCE, people.stop))))


def _write(one: int, entries: range, tx: Tx) -> None:
    for number in entries:
        entry = EntryId(one * 1000 + number + 1)
        written = JournalEntry(entry, JournalShelf.CHECKIN, _THEN, _THEN.date(), _ANSWERS)
        tx.entries.add(HERE, MemberId(FIRST + one), written, _THEN.date())


def _spread(took: list[float]) -> dict[str, float]:
    """Give the median and the 99th of a hundred, in milliseconds."""
    return {
        "p50_ms": round(median(took) * 1000, 2),
        "p99_ms": round(quantiles(took, n=100, method="inclusive")[-1] * 1000, 2),
    }


def _settings(folder: Path) -> Settings:
    database = Database(url=f"sqlite:///{folder}/openround.db", key_file=folder / "master.key")
    return Settings(discord=Discord(token=SecretStr("none.is.needed")), database=database)


@contextmanager
def _world(aead: type[AESGCM]) -> Iterator[tuple[Settings, Storage]]:
    """Open a database of its own that is sealed with this."""
    names = vars(sealing_key)
    before, names["AESGCM"] = names["AESGCM"], aead
    try:
        with tempfile.TemporaryDirectory() as folder:
            settings = _settings(Path(folder))
            storage = opened(settings)
            try:
                yield settings, storage
            finally:
                storage.close()
    finally:
        names["AESGCM"] = before
