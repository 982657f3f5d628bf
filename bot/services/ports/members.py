"""People of a server, one by one: a port."""

from dataclasses import dataclass
from typing import Protocol

from bot.domain.ids import ChannelId, GuildId, MemberId, RoleId
from bot.domain.server.server import Server


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody may do on a server, by Discord's word now."""

    leads: bool = False
    manages: bool = False
    roles: frozenset[RoleId] = frozenset()
    """The roles that they hold."""
    manages_events: bool = False


class Members(Protocol):
    """Who somebody is on a server, and taking them out of a voice room."""

    async def look(self, server: Server, member: MemberId) -> Standing | None:
        """Say what somebody may do; None for who is not on the server. Raises Blocked, Unsure."""

    def trusted(self, server: Server, room: ChannelId) -> frozenset[MemberId]:
        """Name those in a voice room who may lead meetings or manage the server, as last seen."""
        ...

    def may_disconnect(self, guild: GuildId, room: ChannelId) -> bool:
        """Tell whether the bot may take people out of a voice room, or of those in a category."""
        ...

    async def disconnect(self, guild: GuildId, room: ChannelId, member: MemberId) -> bool:
        """Take somebody out of a voice room; gives whether they are out of it now."""
        ...
