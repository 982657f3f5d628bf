"""Servers that removed the bot: told by the gateway, or found by asking.

All work for them stops at once. What was set is kept for seven days, for the removal may have been
a slip; a server that has taken the bot in again is asked whether all goes on, and until somebody
there says so nothing opens: the bot may have been taken in for another purpose.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Protocol

from bot.domain.calendar.occurrence import FINAL, Phase
from bot.domain.errors import Refusal
from bot.domain.ids import GuildId
from bot.domain.person import Actor
from bot.domain.rooms import resting
from bot.domain.server.departure import Departure
from bot.domain.server.server import Server
from bot.services.outbox.last_words import shown_in, want_left_over
from bot.services.ports.clock import Alarm, Clock
from bot.services.ports.store import Store, Tx
from bot.services.ports.trouble import Trouble
from bot.services.retry import run_with_retry
from bot.services.server.asked_back import AskedBack, ask_back
from bot.services.server.left_behind import LeftBehind, forget_but_rooms
from bot.services.server.setup import must_manage

LOOKS_IN_DOUBT = 24
"""Looks, an hour apart, before it is believed that most servers have removed the bot at once."""

log = logging.getLogger(__name__)


class AnsweredAlready(Refusal):
    """Somebody has said already whether all goes on."""

    key = "refusal.answered_already"


class Guests(Protocol):
    """In which servers the bot is a guest: a port of this use alone."""

    async def has_left(self, guild: GuildId) -> bool:
        """Tell whether a server removed the bot, by Discord's own word."""
        ...


@dataclass(slots=True)
class Departures:
    """Lets servers rest, and forgets them; `remembered` keep something of them in memory."""

    store: Store
    guests: Guests
    left_behind: LeftBehind
    asked: AskedBack
    remembered: Sequence[Callable[[GuildId], None]]
    clock: Clock
    alarm: Alarm
    _removed: set[GuildId] = field(default_factory=set)
    """Servers whose removal the gateway told us of: that is certain."""
    _in_doubt: int = 0
    """How many looks in a row found that most of them do not know us."""

    def record_removal(self, guild: GuildId) -> None:
        """Note that the gateway told of a removal; what is kept of that server goes at any rate."""
        self._removed.add(guild)

    async def due(self) -> tuple[GuildId, ...]:
        """Name the kept servers that have removed the bot, by Discord's own word.

        One request for each server that was not heard of; without a clear answer it is kept. Where
        most servers do not know us this may be the token of another bot: that waits for a day.
        """
        kept = await self.store.run(_working)
        self._removed.intersection_update(kept)
        left = {guild: await self._has_left(guild) for guild in kept}
        gone = tuple(guild for guild in kept if left[guild])
        knowing = sum(one is False for one in left.values())
        self._in_doubt = self._in_doubt + 1 if len(gone) > knowing else 0
        if not 0 < self._in_doubt <= LOOKS_IN_DOUBT:
            return gone
        log.error("server.most_do_not_know_us")
        return tuple(guild for guild in gone if guild in self._removed)

    async def leave(self, guild: GuildId) -> None:
        """Stop everything in a server; what was set is kept for a while."""
        self.drop(guild)
        now = self.clock.now()
        await self.store.run(lambda tx: _leave(tx, guild, now))
        self._removed.discard(guild)
        log.info("server.left")

    async def returned(self, guild: GuildId) -> bool:
        """Note that a server has taken the bot in again, and ask there whether all goes on.

        Gives whether it had removed the bot.
        """
        now = self.clock.now()
        asked = await self.store.run(lambda tx: _returned(tx, guild, now))
        self.alarm.by(now)
        return asked

    async def look_for_returned(self) -> tuple[GuildId, ...]:
        """Find the servers that have taken the bot in again while nobody told us."""
        gone = await self.store.run(_gone)
        here = [one.guild for one in gone if await self._has_left(one.guild) is False]
        return tuple([guild for guild in here if await self.returned(guild)])

    async def forget_over(self) -> None:
        """Forget the groups whose time to come back is over, and later what is their members' own.

        That stays for thirty days from the removal, and for good where the bot is back.
        """
        now = self.clock.now()
        for one in await self.store.run(_departed):
            if not one.back_at and now >= one.members_until:
                await self.store.run(partial(_forget_all, guild=one.guild))
            elif now >= one.until and await self._keeps_group(one):
                await self._forget(one)

    async def waiting(self, guild: GuildId) -> Departure | None:
        """Give when a server removed the bot, where nobody has said yet whether all goes on."""
        return await self.store.run(lambda tx: tx.departures.get(guild))

    async def take_back(self, guild: GuildId, by: Actor) -> None:
        """Let all go on as it was. Raises NotAnOrganiser, AnsweredAlready."""
        must_manage(by)
        now = self.clock.now()
        known = await run_with_retry(self.store, lambda tx: _take_back(tx, guild, now))
        self.drop(guild)
        self.alarm.by(now)
        await self.asked.answered(known, "back_kept")

    async def start_anew(self, guild: GuildId, by: Actor) -> None:
        """Forget all that was set. Raises NotAnOrganiser, AnsweredAlready."""
        must_manage(by)
        known = await self.waiting(guild)
        if known is None:
            raise AnsweredAlready
        await self.asked.answered(known, "back_anew")
        await self._forget(known)

    async def _forget(self, known: Departure) -> None:
        """Forget a server; where the bot is back, rooms with people in them are closed later."""
        guild, is_back = known.guild, known.back_at is not None
        if is_back:
            await self.left_behind.is_clear(guild)
        self.drop(guild)
        await self.store.run(
            lambda tx: forget_but_rooms(tx, guild) if is_back else _forget_group(tx, known)
        )
        log.info("server.forgotten")

    async def _keeps_group(self, known: Departure) -> bool:
        """Tell whether the group is not forgotten yet; one that is back is always answered."""
        if known.back_at:
            return True
        return await self.store.run(lambda tx: tx.registry.keeps_group(known.guild))

    def drop(self, guild: GuildId) -> None:
        """Drop what is remembered of a server in memory."""
        for drop in self.remembered:
            drop(guild)

    async def _has_left(self, guild: GuildId) -> bool | None:
        """Tell whether a server removed us; None where nobody says so clearly."""
        try:
            return await self.guests.has_left(guild)
        except Trouble:
            log.info("server.not_heard_of")
            return None


def _working(tx: Tx) -> tuple[GuildId, ...]:
    """Name the servers of which anything is kept, and that have not removed the bot."""
    left = {one.guild for one in tx.departures.all()}
    return tuple(one for one in tx.registry.servers() if one not in left and tx.ours(one))


def _departed(tx: Tx) -> tuple[Departure, ...]:
    return tuple(one for one in tx.departures.all() if tx.ours(one.guild))


def _gone(tx: Tx) -> tuple[Departure, ...]:
    return tuple(one for one in _departed(tx) if not one.back_at)


def _leave(tx: Tx, guild: GuildId, now: datetime) -> None:
    if tx.servers.get(guild) == Server(guild) and not tx.series.of(guild):
        _forget_group(tx, Departure(guild, now))  # nothing was set that could be missed
        return
    for one in tx.occurrences.of(guild, frozenset(Phase) - FINAL):
        tx.occurrences.save(resting.stopped(one, now))
    shown = shown_in(tx, guild, now)
    tx.registry.put_to_rest(guild)
    for entry in shown:
        tx.outbox.want(entry)
    tx.departures.put(Departure(guild, now))


def _forget_all(tx: Tx, guild: GuildId) -> None:
    tx.registry.forget_server(guild)


def _forget_group(tx: Tx, known: Departure) -> None:
    """Forget a group; that it removed the bot is remembered while members have something there."""
    tx.registry.forget_group(known.guild)
    if tx.registry.keeps_members(known.guild):
        tx.departures.put(known)


def _returned(tx: Tx, guild: GuildId, now: datetime) -> bool:
    known = tx.departures.get(guild)
    if known is None or known.back_at is not None:
        return False
    if not tx.registry.keeps_group(guild):
        tx.departures.delete(guild)  # nothing is left to go on with; members find theirs again
        return False
    tx.departures.put(replace(known, back_at=now))
    ask_back(tx, guild, now)
    for one in tx.occurrences.of(guild, {Phase.ABANDONED}):
        if resting.is_left_behind(one):
            want_left_over(tx, one, now)
    return True


def _take_back(tx: Tx, guild: GuildId, now: datetime) -> Departure:
    known = tx.departures.get(guild)
    if known is None:
        raise AnsweredAlready
    tx.departures.delete(guild)
    for one in tx.occurrences.of(guild, {Phase.PLANNED}):
        tx.occurrences.save(resting.taken_back(one, now))
    return known
