"""Rooms in Discord, and what organisers can mend in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.calendar.occurrence import Occurrence
from bot.domain.ids import ChannelId, GuildId, MemberId
from bot.domain.server.onlookers import Onlookers
from bot.domain.server.server import Server
from bot.services.ports.room_access import RoomAccess


@dataclass(frozen=True, slots=True)
class FoundRoom:
    """A channel that carries our code; `empty` is known to be unused, unknown is False."""

    id: ChannelId
    empty: bool


@dataclass(frozen=True, slots=True)
class Need:
    """Something an organiser can mend: a text key's last part, facts, and whether it blocks."""

    key: str
    facts: Mapping[str, str | Onlookers]
    blocks: bool = True
    urgent: bool = False
    """Rooms open without it, and yet an evening may fail for it."""


class Rooms(RoomAccess, Protocol):
    """Rooms in Discord."""

    def discord_now(self) -> datetime: ...
    async def create(self, server: Server, occurrence: Occurrence) -> ChannelId: ...
    async def find(self, server: Server, occurrence: Occurrence) -> tuple[FoundRoom, ...]: ...
    async def exists(self, room: ChannelId) -> bool: ...
    async def delete(self, room: ChannelId, reason: str) -> None: ...
    async def show_stage(self, room: ChannelId, text: str) -> None: ...
    def occupants(self, guild: GuildId, room: ChannelId) -> frozenset[MemberId] | None: ...
    def needs(self, server: Server) -> tuple[Need, ...]: ...
