"""A role is chosen to say whom the group trusts: one that nobody is given is refused everywhere."""

from dataclasses import replace

import discord
import pytest
from simcord import RoleHandle

from bot.domain.ids import GuildId, RoleId
from bot.rehearsal import cast, simkit
from tests.cogs.group import Group

GIVEN_BY_NOBODY = "Please choose a role that you give to people yourselves."
FOR_ALL = "Leave `visible_to:` out for that, or choose another role."
FILLED = {
    "setup server": {"timezone": "Europe/Rome"},
    "meeting schedule": {"title": "Friday", "when": "Friday 19:00"},
}
"""Something else in the same command: nothing of it is saved either."""


def options_for_roles(group: Group) -> list[tuple[str, str]]:
    """Every option of every command that takes a role."""
    return [
        (command.qualified_name, option.name)
        for command in group.bot.tree.walk_commands()
        for option in getattr(command, "parameters", ())
        if option.type is discord.AppCommandOptionType.role
    ]


def role_of_a_bot(group: Group) -> RoleHandle:
    guild = group.world.guild
    role = next(one for one in guild._guild.roles.values() if one.managed)
    return RoleHandle(group.env, guild, role)


@pytest.mark.parametrize("whose", ["everyone", "a bot"])
async def test_a_role_that_nobody_gives_to_people_is_refused_and_nothing_is_saved(group, whose):
    world, services = group.world, group.bot.services
    role = world.guild.default_role if whose == "everyone" else role_of_a_bot(group)
    before = await services.setup.get(GuildId(world.guild.id))
    found = options_for_roles(group)
    assert ("setup server", "facilitators") in found
    for command, option in found:
        asked = FILLED.get(command, {}) | {option: role}
        answer = await cast.say(world.organiser, command, world.organisers, **asked)
        assert answer.private
        hides = option == "visible_to" and whose == "everyone"
        assert answer.text.endswith(FOR_ALL if hides else GIVEN_BY_NOBODY)
        assert "\n" not in answer.text
    services.setup.forget(GuildId(world.guild.id))
    assert await services.setup.get(GuildId(world.guild.id)) == before


async def keep(group: Group, role: int) -> None:
    """Keep a role as an older version did, without looking at it."""
    setup, guild = group.bot.services.setup, GuildId(group.world.guild.id)
    await setup.store.run(
        lambda tx: tx.servers.put(replace(tx.servers.get(guild), facilitators=RoleId(role)))
    )
    setup.forget(guild)


async def test_everyone_kept_as_the_role_by_an_older_version_leads_nobody_and_opens_no_room(group):
    world = group.world
    await keep(group, world.guild.id)
    refused = await cast.say(group["Ana"], "meeting start", world.announcements)
    assert "Only people who lead meetings here can do this" in refused.text
    await cast.say(world.organiser, "meeting start", world.organisers)
    await group.wait(20)
    assert not simkit.may_see(group.env, group.room.id, group["Ana"].id)
    check = await cast.say(world.organiser, "setup check", world.organisers)
    assert "isn't one that you give to people yourselves" in check.text
