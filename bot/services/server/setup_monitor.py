"""Monitors each server's set-up: what organisers chose and somebody deleted since is reported."""

import logging
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.calendar.occurrence import Phase
from bot.domain.calendar.who_may_see import is_public
from bot.domain.ids import GuildId
from bot.domain.server.server import Server
from bot.services.outbox.notices import tell_organisers
from bot.services.outbox.server_lines import tell_server
from bot.services.ports.clock import Clock
from bot.services.ports.rooms import Need, Rooms
from bot.services.ports.store import Store, Tx

AHEAD = frozenset({Phase.PLANNED, Phase.OPENING, Phase.BLOCKED})
TRYING = frozenset({Phase.OPENING, Phase.BLOCKED})
"""Whoever tries to open a room says by itself that there is no place for it."""
NO_CHANNEL = "no_announcements"
NO_DOOR = (NO_CHANNEL, "announcements_closed")
"""Why the door can't be posted."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SetupMonitor:
    """Checks for what is gone; organisers are told in their channel, once, where that stands."""

    store: Store
    clock: Clock
    rooms: Rooms
    _logged: set[GuildId] = field(default_factory=set)
    """Servers whose organisers cannot be told: that is logged once."""

    async def check_all(self) -> None:
        """Look at every server: what was deleted while the bot was away is found here."""
        for server in await self.store.run(_ours):
            try:
                await self._check(server)
            except Exception:
                log.exception("server.not_checked")  # one server's fault is no other's
            await self.clock.sleep_until(self.clock.now())  # whoever presses goes first
        now = self.clock.now()
        await self.store.run(lambda tx: _tell_of_unreadable(tx, now))

    async def check(self, guild: GuildId) -> None:
        """Look at one server: a channel or a role was deleted there."""
        await self._check(await self.store.run(lambda tx: tx.servers.get(guild)))

    def forget(self, guild: GuildId) -> None:
        """Log it again, should the server come back without a channel for its organisers."""
        self._logged.discard(guild)

    async def _check(self, server: Server) -> None:
        lost = missing_settings(server, self.rooms.needs(server))
        if "no_organisers" not in lost:
            self._logged.discard(server.id)
        elif server.id not in self._logged:
            self._logged.add(server.id)
            log.warning("server.organisers_gone")
        told = [one for one in lost if one != "no_organisers"]
        if told:
            await self.store.run(lambda tx: self._tell(tx, server, told))

    def _tell(self, tx: Tx, server: Server, lost: Collection[str]) -> None:
        """Tell with the next meeting, of which it is said once; without one nobody misses it."""
        if tx.departures.get(server.id) is not None:
            return  # it removed the bot, and nothing is planned until somebody says so
        coming, now = tx.occurrences.of(server.id, AHEAD), self.clock.now()
        told = _tell_of_open(tx, server, lost, now)
        trying = any(one.phase in TRYING or one.doors_at <= now for one in coming)
        for why in lost if coming else ():
            if not (trying and why == "no_category") and why not in told:
                tell_organisers(tx, coming[0], "gone", now, reason=why)


def _tell_of_open(tx: Tx, server: Server, lost: Collection[str], now: datetime) -> Collection[str]:
    """Tell of the meetings that run; gives what needs no second line with the next one."""
    running = tx.occurrences.of(server.id, {Phase.OPEN})
    doors = [one for one in running if is_public(one)]
    for one in running if "facilitators_gone" in lost else ():
        tell_organisers(tx, one, "role_gone", now)
    for one in doors if NO_CHANNEL in lost else ():
        tell_organisers(tx, one, "no_door", now, reason=NO_CHANNEL)
    return {NO_CHANNEL} if doors else ()


def _ours(tx: Tx) -> list[Server]:
    return [one for one in tx.servers.all() if tx.ours(one.id)]


def _tell_of_unreadable(tx: Tx, now: datetime) -> None:
    """Tell where something of a server can't be read: once a week, until it heals."""
    for guild in filter(tx.ours, tx.registry.unreadable()):
        tell_server(tx, guild, "unreadable", now)


def missing_settings(server: Server, needs: Iterable[Need]) -> tuple[str, ...]:
    """Name what was chosen and can't be used any more; what was never chosen is no loss."""
    chosen = {
        "no_category": server.rooms,
        "no_announcements": server.announcements,
        "announcements_closed": server.announcements,
        "no_organisers": server.organisers,
        "facilitators_gone": server.facilitators,
        "no_events": server.events or None,
    }
    return tuple(need.key for need in needs if chosen.get(need.key) is not None)


def why_no_announcement(server: Server, needs: Iterable[Need]) -> str:
    """Say why the door cannot be posted where a channel for it was chosen, or nothing."""
    if server.announcements is None:
        return ""
    return next((need.key for need in needs if need.key in NO_DOOR), "")
