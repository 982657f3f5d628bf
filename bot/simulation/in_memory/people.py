"""People and servers, on the Discord in memory: two ports."""

from bot.domain.ids import ChannelId, GuildId, MemberId
from bot.domain.server.server import Server
from bot.services.ports.members import Standing
from bot.services.ports.trouble import Trouble
from bot.simulation.in_memory.small_discord import DiscordInMemory


class GuestsInMemory:
    """The port, on the Discord in memory."""

    def __init__(self, discord: DiscordInMemory) -> None:
        self.discord = discord

    async def has_left(self, guild: GuildId) -> bool:
        if guild not in self.discord.unheard_of:
            return False
        self.discord.answered(await self.discord.asked("server"))
        return True


class MembersInMemory:
    """The port: everybody is there, unless somebody says otherwise."""

    def __init__(self, discord: DiscordInMemory) -> None:
        self.discord = discord

    async def look(self, server: Server, member: MemberId) -> Standing | None:
        del server
        self.discord.answered(await self.discord.asked("look"))
        return self.discord.standings.get(member, Standing())

    def hosts(self, server: Server, room: ChannelId) -> dict[MemberId, str]:
        del server
        inside = self.discord.channels[room].inside
        return {who: name for who, name in self.discord.may_lead.items() if who in inside}

    def owner(self, guild: GuildId) -> tuple[MemberId, str] | None:
        del guild
        owner = self.discord.owner
        return (owner, "Our server") if owner else None

    def facilitators_read(self, server: Server, channel: ChannelId) -> bool:
        return channel == server.facilitators_channel

    def is_private(self, server: Server, channel: ChannelId) -> bool:
        del server
        return channel not in self.discord.public

    def may_call_role(self, server: Server, channel: ChannelId) -> bool:
        del server, channel
        return self.discord.role_is_called

    def trusted(self, server: Server, room: ChannelId) -> frozenset[MemberId]:
        del server
        inside = self.discord.channels[room].inside
        known = {one: self.discord.standings.get(one, Standing()) for one in inside}
        return frozenset(one for one, it in known.items() if it and (it.leads or it.manages))

    def may_disconnect(self, guild: GuildId, room: ChannelId) -> bool:
        del guild, room
        return self.discord.may_move

    async def disconnect(self, guild: GuildId, room: ChannelId, member: MemberId) -> bool:
        del guild
        known = self.discord.channels.get(room)
        if known is None or member not in known.inside:
            return True
        if not self.discord.may_move:
            return False
        try:
            outcome = await self.discord.asked("disconnect", room)
            known.inside.discard(member)
            self.discord.answered(outcome)
        except Trouble:
            return False
        return True
