"""What is kept of a person, and forgetting all of it when told (docs/reliability.md#promises)."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.ids import OWN, GuildId, MemberId
from bot.domain.people.personal_data import Holding
from bot.services.people.personal_data import Eraser, Forgotten, places
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


@dataclass(frozen=True, slots=True)
class Privacy:
    """Tells people what is kept of them, and forgets them; knows no table by name."""

    store: Store
    clock: Clock
    alarm: Alarm
    erasers: Sequence[Eraser]

    async def kept(self, member: MemberId) -> Sequence[Kept]:
        """Tell what is kept of a person, in every server."""

        def work(tx: Tx) -> list[Kept]:
            found = [Kept(guild, _holdings(tx, guild, member)) for guild in _everywhere(tx)]
            return [kept for kept in found if kept.holdings]

        return await self.store.run(work)

    async def erase(self, member: MemberId, guild: GuildId | None) -> Receipt:
        """Forget a person in one server, or everywhere (None); a second time changes nothing.

        What stands in Discord is wanted gone in the same transaction, and goes from then on.
        """
        now = self.clock.now()

        def work(tx: Tx) -> list[Forgotten]:
            guilds = [guild] if guild else _everywhere(tx)
            known = places(tx, self.erasers)
            return [one.forget(tx, where, member, now) for where in guilds for one in known]

        done = await run_with_retry(self.store, work)
        self.alarm.by(now)
        for step in [step for one in done for step in one.then]:
            await step()
        rows, messages = sum(one.rows for one in done), sum(one.messages for one in done)
        return Receipt(secrets.token_hex(_RECEIPT_BYTES), rows, messages)


def _everywhere(tx: Tx) -> tuple[GuildId, ...]:
    """Name every place in which something of somebody may be kept."""
    return (*tx.registry.servers(), OWN)


def _holdings(tx: Tx, guild: GuildId, member: MemberId) -> tuple[Holding, ...]:
    return tuple(each for one in tx.registry.personal for each in one.holdings(member, guild))
