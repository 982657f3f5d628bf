"""The part of the port `Rooms` that says who may come into a room, and who sees it."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from bot.domain.ids import ChannelId, GuildId, MemberId, RoleId
from bot.domain.server.onlookers import Doorway
from bot.domain.server.server import Server

Inside = Callable[[], Awaitable[Collection[MemberId]]]
"""Who has come through the door, asked as late as can be."""


@dataclass(frozen=True, slots=True)
class AtTheDoor:
    """Who is to be let into a room together."""

    people: Callable[[], Awaitable[Mapping[MemberId, bool]]]
    """Gives them, asked as late as can be, and whether they write there."""
    welcome: Inside
    """Gives who may be in, asked once more afterwards: somebody may have been removed meanwhile."""
    ordinary: frozenset[MemberId]
    """Those of them whom no role lets in."""


class MemberAccess(Enum):
    """What an overwrite of ours says of one member."""

    LET_IN = auto()
    KEPT_OUT = auto()


class RoomAccess(Protocol):
    """Lets people into rooms and keeps others out; calls raise what those of `Rooms` do."""

    def doorway(self, server: Server) -> Doorway:
        """Say how the rooms of a server will stand."""

    def glance(
        self,
        server: Server,
        room: ChannelId,
        inside: Collection[MemberId],
        guests: RoleId | None = None,
    ) -> Doorway | None:
        """Say how a room stands as last seen, without asking Discord."""

    async def look_at(
        self, server: Server, room: ChannelId, inside: Inside, guests: RoleId | None = None
    ) -> Doorway:
        """Ask how a room stands."""

    async def keep_closed(
        self,
        server: Server,
        room: ChannelId,
        inside: Inside,
        guests: RoleId | None = None,
        *,
        fresh: bool = False,
    ) -> Doorway:
        """Close a room to all who are not inside, where the bot may, and ask how it stands.

        `guests` is the role that sees it all the same, where it is kept for one. `fresh` tells
        that nobody can have come in yet.
        """

    async def admit(
        self, room: ChannelId, member: MemberId, *, ordinary: bool = False, writes: bool = True
    ) -> None:
        """Let somebody in; whoever is not `ordinary` may be let in by a role already.

        Without `writes` they neither write in the room nor speak.
        """

    async def admit_all(self, room: ChannelId, waiting: AtTheDoor) -> frozenset[MemberId]:
        """Let many in with one request, and give whom; nobody where it takes one for each."""
        ...

    def doubt_roles(self, room: ChannelId) -> bool:
        """Look up again who is in or out by their roles alone; gives whether there was anybody."""
        ...

    async def bar(self, room: ChannelId, member: MemberId) -> None:
        """Keep somebody out."""

    async def unbar(self, room: ChannelId, member: MemberId) -> None:
        """Forget what was said of somebody."""

    async def lock(self, guild: GuildId, room: ChannelId) -> None:
        """Let nobody write in a room any more."""

    def our_overwrites(
        self, guild: GuildId, room: ChannelId
    ) -> Mapping[MemberId, MemberAccess] | None:
        """Say who was let in or kept out by name; None where that is unknown."""

    def listening(self, guild: GuildId, room: ChannelId) -> Collection[MemberId]:
        """Name those who were let in without writing or speaking."""
        ...
