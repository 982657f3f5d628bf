"""What is kept of a person, and forgetting all of it when told (docs/reliability.md#promises)."""

import asyncio
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.domain.ids import OWN, GuildId, MemberId
from bot.domain.people.personal_data import Holding
from bot.services.people.archive import holdings_of
from bot.services.people.eraser import Eraser, Forgotten
from bot.services.people.personal_data import places
from bot.services.people.read_before import ReadBefore
from bot.services.ports.clock import Alarm, Clock
from bot.services.ports.store import Store, Tx
from bot.services.retry import run_with_retry

_RECEIPT_BYTES = 4


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of erasing that names nobody: a random number, and how much was erased."""

    number: str
    rows: int
    messages: int = 0
    """Messages of ours that Discord is asked to delete now, until it has done so."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one person in one server."""

    guild: GuildId
    holdings: tuple[Holding, ...]


class Promises(Protocol):
    """Promises to erase, on the disk and apart from the database: a port of this use alone."""

    @property
    def waiting(self) -> Sequence[bytes]:
        """Those that are not fulfilled yet, by the hash of who and where."""
        ...

    def after(self, fulfilled: int) -> Sequence[bytes]:
        """Give those after the first so many."""
        ...

    def add(self, subjects: Sequence[bytes]) -> None:
        """Promise some, on the disk; calls may take a while. Raises StoreFault."""
        ...

    def fulfilled(self, count: int) -> None:
        """Note that the database has fulfilled so many."""
        ...


@dataclass(frozen=True, slots=True)
class _Erased:
    """What a transaction erased, and how many promises are fulfilled with it."""

    done: tuple[Forgotten, ...]
    fulfilled: int


@dataclass(frozen=True, slots=True)
class Privacy:
    """Tells people what is kept of them, and forgets them; knows no table by name."""

    store: Store
    clock: Clock
    alarm: Alarm
    erasers: Sequence[Eraser]
    promises: Promises
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)
    """What is fulfilled is counted from the first promise on: none may overtake another."""
    _promised: set[tuple[MemberId, GuildId | None]] = field(default_factory=set)
    """Wishes of this process that are promised and could not be fulfilled at once."""

    async def kept(self, member: MemberId) -> Sequence[Kept]:
        """Tell what is kept of a person, in every server."""

        def work(tx: Tx) -> list[Kept]:
            found = [Kept(guild, holdings_of(tx, guild, member)) for guild in _everywhere(tx)]
            return [kept for kept in found if kept.holdings]

        return await self.store.run(work)

    async def erase(self, member: MemberId, guild: GuildId | None) -> Receipt:
        """Forget a person in one server, or everywhere (None); a second time changes nothing.

        It is promised first, in a file that no full disk and no older copy can take back; what
        stands in Discord is wanted gone in the same transaction as the rows, and goes from then on.
        """
        async with self._one_at_a_time:
            marks, read = await self.store.run(lambda tx: self._looked(tx, member, guild))
            await asyncio.to_thread(self.promises.add, marks)
            wish = member, guild
            if marks:
                self._promised.add(wish)
            receipt = await self._carry_out(member, guild, read)
            self._promised.discard(wish)
            return receipt

    async def finish(self) -> None:
        """Erase whatever is promised and not erased yet: after a kill, or in an older copy."""
        async with self._one_at_a_time:
            if self.promises.waiting:
                await self._carry_out()

    def is_promised(self, member: MemberId, guild: GuildId | None) -> bool:
        """Tell whether this wish is on the disk and waits to be fulfilled."""
        return (member, guild) in self._promised

    def _looked(
        self, tx: Tx, member: MemberId, guild: GuildId | None
    ) -> tuple[list[bytes], ReadBefore]:
        """Read what is needed to erase a person, while their rows can be read."""
        guilds = [guild] if guild else _everywhere(tx)
        return self._marks(tx, member, guild), ReadBefore.of(tx, member, guilds)

    def _marks(self, tx: Tx, member: MemberId, guild: GuildId | None) -> list[bytes]:
        """Give the hashes under which anything of a person is kept, or was promised to go."""
        waiting, guilds = self.promises.waiting, [guild] if guild else _everywhere(tx)
        marks = {one: tx.registry.subject(member, one) for one in guilds}
        return [
            mark
            for where, mark in marks.items()
            if mark in waiting or holdings_of(tx, where, member)
        ]

    async def _carry_out(
        self,
        member: MemberId | None = None,
        guild: GuildId | None = None,
        read: ReadBefore | None = None,
    ) -> Receipt:
        """Erase a person who is here to ask, and with them all that is promised already."""
        now = self.clock.now()

        def work(tx: Tx) -> _Erased:
            guilds = [guild] if guild else _everywhere(tx)
            asked = [(where, member) for where in guilds] if member else []
            done = [one for where, who in asked for one in self._forgotten(tx, where, who, now)]
            if member and read:
                read.follow(tx, member, now)
            before = tx.registry.erased()
            waiting = self.promises.after(before)
            left = set(waiting) - {tx.registry.subject(who, where) for where, who in asked}
            done += self._of_marks(tx, left, now)
            if waiting:
                tx.registry.fulfilled(before + len(waiting))
            return _Erased(tuple(done), before + len(waiting))

        erased = await run_with_retry(self.store, work)
        self.promises.fulfilled(erased.fulfilled)
        self.alarm.by(now)
        for step in [step for one in erased.done for step in one.then]:
            await step()
        rows = sum(one.rows for one in erased.done)
        messages = sum(one.messages for one in erased.done)
        return Receipt(secrets.token_hex(_RECEIPT_BYTES), rows, messages)

    def _forgotten(
        self, tx: Tx, guild: GuildId, member: MemberId, now: datetime
    ) -> list[Forgotten]:
        return [one.forget(tx, guild, member, now) for one in places(tx, self.erasers)]

    def _of_marks(self, tx: Tx, marks: Collection[bytes], now: datetime) -> list[Forgotten]:
        """Erase people of whom only the hash is known; rows that name them tell who they are."""
        named = tx.registry.named() if marks else {}
        done = [
            one for mark in named.keys() & marks for one in self._forgotten(tx, *named[mark], now)
        ]
        return done + [Forgotten(tx.registry.forget_subject(mark)) for mark in marks]


def _everywhere(tx: Tx) -> tuple[GuildId, ...]:
    """Name every place in which something of somebody may be kept."""
    return (*tx.registry.servers(), OWN)
