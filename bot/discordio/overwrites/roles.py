"""What Discord says of a role that somebody chose."""

import discord

from bot.domain.ids import RoleId
from bot.domain.server.roles import Role


def chosen(role: discord.Role) -> Role:
    """Read a role: a linked role is one that people give themselves, so it counts as handed out."""
    tags = role.tags
    return Role(
        RoleId(role.id),
        role.name,
        is_everyone=role.is_default(),
        handed_out=role.managed or (tags is not None and tags.is_guild_connection()),
    )


def may_lead(member: discord.Member, facilitators: RoleId | None, may: discord.Permissions) -> bool:
    """Tell whether somebody holds the facilitators' role, or may manage where there is none.

    A role that nobody is given, kept by an older version, counts as none: everyone would lead. So
    does one that was deleted: nobody could lead.
    """
    role = member.guild.get_role(facilitators) if facilitators else None
    if role is None or not chosen(role).is_given:
        return may.manage_events or may.manage_guild
    return any(one.id == role.id for one in member.roles)
