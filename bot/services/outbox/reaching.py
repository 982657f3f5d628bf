"""Reaching somebody who can mend something: organisers, else facilitators, else the owner."""

from dataclasses import dataclass
from typing import Protocol

from bot.domain.ids import ChannelId, GuildId, MemberId, MessageId
from bot.domain.outbox_entry import IdempotencyKey
from bot.domain.server.server import Server
from bot.services.ports.drawings import Line
from bot.services.ports.messages import Messages
from bot.services.ports.trouble import Blocked, Gone

CLOSED = frozenset({"no_view", "forbidden"})
"""A channel in which the bot may not write is as good as none."""


class Owners(Protocol):
    """Whose server it is, by Discord's word: nothing is kept of that."""

    def owner(self, guild: GuildId) -> tuple[MemberId, str] | None:
        """Give who owns a server, and what it is called."""
        ...


@dataclass(frozen=True, slots=True)
class Reaching:
    """Says a line in the first place where somebody is who can mend what it tells of."""

    messages: Messages
    owners: Owners

    async def tell(
        self, server: Server, line: Line, key: IdempotencyKey, *, look_first: bool
    ) -> MessageId | None:
        """Say it once. Raises Blocked and Unsure, to be tried again."""
        for place in places(server):
            try:
                return await self.messages.send(line, place, key, look_first=look_first)
            except Gone:
                continue
            except Blocked as blocked:
                if blocked.reason not in CLOSED:
                    raise
        owner = self.owners.owner(server.id)
        if owner is not None:
            member, name = owner
            said = Line(server.language, "organisers.to_owner", {"line": line, "server": name})
            await self.messages.whisper(said, member, key.nonce)
        return None


def places(server: Server) -> tuple[ChannelId, ...]:
    """Give the channels in which organisers are told, the first before the others."""
    return tuple(one for one in (server.organisers, server.facilitators_channel) if one)
