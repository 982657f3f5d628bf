"""What Discord says of a role that somebody chose."""

import discord

from bot.domain.ids import RoleId
from bot.domain.roles import Role


def chosen(role: discord.Role) -> Role:
    """Read a role: a linked role is one that people give themselves, so it counts as handed out."""
    tags = role.tags
    return Role(
        RoleId(role.id),
        role.name,
        is_everyone=role.is_default(),
        handed_out=role.managed or (tags is not None and tags.is_guild_connection()),
    )
