"""Rooms that stood in a server when it removed the bot: found by their mark, and closed."""

from contextlib import suppress
from dataclasses import dataclass, field, replace

from bot.domain.calendar.occurrence import Occurrence, Phase, RoomKind
from bot.domain.ids import ChannelId, GuildId, OccurrenceId
from bot.domain.rooms.closing import TEXT_KEPT
from bot.domain.rooms.resting import is_left_behind
from bot.domain.server.server import Server
from bot.services.ports.clock import Clock
from bot.services.ports.rooms import Rooms
from bot.services.ports.store import Store, Tx
from bot.services.ports.trouble import Trouble


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """Closes them once the bot is back, and nobody is in there any more."""

    store: Store
    clock: Clock
    rooms: Rooms
    _looked_at: set[GuildId] = field(default_factory=set)
    """Servers in which none stands."""

    def forget(self, guild: GuildId) -> None:
        """Look there once more: rooms may stand there."""
        self._looked_at.discard(guild)

    async def look(self) -> None:
        """Look in every server where such a room may stand."""
        for guild in await self.store.run(_here):
            if guild not in self._looked_at and await self.is_clear(guild):
                self._looked_at.add(guild)

    async def is_clear(self, guild: GuildId) -> bool:
        """Close what can be closed in a server; gives whether none is left."""
        server, left = await self.store.run(lambda tx: _left_in(tx, guild))
        return all([await self._is_closed(server, one) for one in left])

    async def _is_closed(self, server: Server, one: Occurrence) -> bool:
        with suppress(Trouble):
            found = {room.id for room in await self.rooms.find(server, one)}
            for room in found:
                if self._may_go(one, room):
                    await self.rooms.delete(room, f"room {one.code}")
                    found = found - {room}
            if not found:
                await self.store.run(lambda tx: _close(tx, one.id))
            return not found
        return False

    def _may_go(self, one: Occurrence, room: ChannelId) -> bool:
        """Tell whether nobody is in there; a text room is there to be read for a day."""
        if one.room_kind is RoomKind.TEXT:
            return self.clock.now() >= (one.ended_at or one.ends_at) + TEXT_KEPT
        return self.rooms.occupants(one.guild, room) == frozenset()


def _here(tx: Tx) -> tuple[GuildId, ...]:
    away = {one.guild for one in tx.departures.all() if one.back_at is None}
    return tuple(guild for guild in tx.registry.servers() if guild not in away)


def _left_in(tx: Tx, guild: GuildId) -> tuple[Server, list[Occurrence]]:
    listed = tx.occurrences.of(guild, {Phase.ABANDONED})
    return tx.servers.get(guild), [one for one in listed if is_left_behind(one)]


def _close(tx: Tx, meeting: OccurrenceId) -> None:
    current = tx.occurrences.get(meeting)
    if current is not None and is_left_behind(current):
        tx.occurrences.save(replace(current, phase=Phase.CLOSED, room=None))
