"""Who reads a channel that is meant for few, where that looks like nobody's choice."""

from bot.discordio.gateway.guild_cache import GuildCache
from bot.discordio.overwrites.permissions import Overwrite, of_channel
from bot.discordio.overwrites.visibility import VIEW, ServerRights
from bot.domain.ids import ChannelId
from bot.domain.server.onlookers import NOBODY, Onlookers
from bot.domain.server.server import Server


def many_read(guild_cache: GuildCache, server: Server, wanted: ChannelId | None) -> Onlookers:
    """Name those who read a channel as they read many: everybody, and roles that nobody picked.

    A role was not picked for a channel where it sees every channel, or sees the door too.
    """
    channel, rights = guild_cache.channel(server.id, wanted), guild_cache.rights(server)
    if channel is None or rights is None:
        return NOBODY
    rules = of_channel(channel)
    if rights.everyone_sees(rules):
        return Onlookers(everyone=True)
    at_door = _at_door(guild_cache, server, rights)
    picked = {rule.id for rule in rules if rule.allow & VIEW}
    found = [one for one in rights.seeing(rules) if one.id in at_door or one.id not in picked]
    return Onlookers(roles=tuple(one.name for one in found if not one.is_bot))


def _at_door(guild_cache: GuildCache, server: Server, rights: ServerRights) -> frozenset[int]:
    """Give the roles that see the channel of the door, where not everybody does."""
    channel = guild_cache.channel(server.id, server.announcements)
    rules: tuple[Overwrite, ...] = of_channel(channel) if channel else ()
    if channel is None or rights.everyone_sees(rules):
        return frozenset()
    return frozenset(role.id for role in rights.seeing(rules))
