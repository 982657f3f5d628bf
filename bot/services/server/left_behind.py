"""Rooms that stood in a server when it removed the bot: found by their mark, and closed."""

from contextlib import suppress
from dataclasses import dataclass, field, replace

from bot.domain.calendar.occurrence import Occurrence, Phase, RoomKind
from bot.domain.ids import ChannelId, GuildId, OccurrenceId
from bot.domain.rooms.closing import TEXT_KEPT
from bot.domain.rooms.resting import FORGOTTEN, is_left_behind, room_alone
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
            standing = await self._standing(server, one)
            for room in standing:
                if self._may_go(one, room):
                    await self.rooms.delete(room, f"room {one.code}")
                    standing = standing - {room}
            await self.store.run(lambda tx: _note(tx, one.id, standing))
            return not standing
        return False

    async def _standing(self, server: Server, one: Occurrence) -> frozenset[ChannelId]:
        """Name its rooms: by their mark, and the one we knew, should rooms open elsewhere now."""
        marked = await self.rooms.find(server, one) if server.rooms else ()
        known = {one.room} if one.room and await self.rooms.exists(one.room) else set()
        return frozenset({room.id for room in marked} | known)

    def _may_go(self, one: Occurrence, room: ChannelId) -> bool:
        """Tell whether nobody is in there; a text room is there to be read for a day."""
        if one.room_kind is RoomKind.TEXT:
            return self.clock.now() >= (one.ended_at or one.ends_at) + TEXT_KEPT
        return self.rooms.occupants(one.guild, room) == frozenset()


def _here(tx: Tx) -> tuple[GuildId, ...]:
    away = {one.guild for one in tx.departures.all() if one.back_at is None}
    return tuple(one for one in tx.registry.servers() if one not in away and tx.ours(one))


def _left_in(tx: Tx, guild: GuildId) -> tuple[Server, list[Occurrence]]:
    listed = tx.occurrences.of(guild, {Phase.ABANDONED})
    return tx.servers.get(guild), [one for one in listed if is_left_behind(one)]


def _note(tx: Tx, meeting: OccurrenceId, standing: frozenset[ChannelId]) -> None:
    """Note which room still stands; where none does, its meeting is closed, or forgotten too."""
    current = tx.occurrences.get(meeting)
    if current is None or not is_left_behind(current):
        return
    if not standing and current.reason == FORGOTTEN:
        tx.occurrences.remove(meeting)
    elif not standing:
        tx.occurrences.save(replace(current, phase=Phase.CLOSED, room=None))
    elif current.room not in standing:
        tx.occurrences.save(replace(current, room=min(standing)))


def forget_but_rooms(tx: Tx, guild: GuildId) -> None:
    """Forget a group, but for what finds the rooms again that still stand there."""
    _, left = _left_in(tx, guild)
    tx.registry.forget_group(guild)
    for one in left:
        tx.occurrences.add(room_alone(one))
