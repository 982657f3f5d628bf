"""Who in a voice room may lead, and who reads a channel, as the gateway has told it."""

from dataclasses import replace

import discord
import pytest

from bot.discordio.members import DiscordMembers
from bot.domain.ids import ChannelId
from bot.rehearsal import cast, simkit


@pytest.fixture
def members(group):
    return DiscordMembers(group.bot, group.bot.requests, group.bot.guild_cache)


async def a_room_with(group, *names):
    room = await group.bot.rooms.create(group.server, group.occurrence())
    for name in names:
        await group.bot.rooms.admit(room, group.world[name].id)
        await cast.come_in(group.world[name], group.world.voice_room())
    return room


async def test_whoever_is_in_the_room_and_holds_the_role_is_named(group, members):
    room = await a_room_with(group, "Fran", "Ana")
    assert members.hosts(group.server, room) == {group.world["Fran"].id: "Fran"}


async def test_without_a_role_those_who_may_manage_the_server_are_named(group, members):
    room = await a_room_with(group, "Fran", "Olu")
    without = replace(group.server, facilitators=None)
    assert members.hosts(without, room) == {group.world["Olu"].id: "Olu"}


async def test_a_bot_with_the_role_is_nobody_who_may_lead(group, members):
    room = await a_room_with(group)
    user = group.env.create_user("jukebox", global_name="Jukebox", bot=True)
    jukebox = group.world.guild.add_member(user, roles=[group.world.facilitators])
    await cast.come_in(jukebox, group.world.voice_room())
    assert members.hosts(group.server, room) == {}


async def test_in_a_room_that_is_gone_or_no_voice_room_nobody_is_named(group, members):
    assert members.hosts(group.server, ChannelId(5)) == {}
    assert members.hosts(group.server, group.server.announcements) == {}


async def test_only_a_channel_that_not_everybody_reads_is_private(group, members):
    server, world = group.server, group.world
    assert members.is_private(server, ChannelId(world.organisers.id))
    assert not members.is_private(server, ChannelId(world.announcements.id))
    assert not members.is_private(server, ChannelId(5))


async def test_a_channel_in_which_the_bot_may_not_write_is_of_no_use(group, members):
    organisers = ChannelId(group.world.organisers.id)
    mute = discord.PermissionOverwrite(view_channel=False, send_messages=False)
    simkit.overwrite(group.world.organisers, group.world.guild.default_role, mute)
    await group.env.settle()
    assert not members.is_private(group.server, organisers)


async def test_it_is_known_whether_those_who_lead_read_along(group, members):
    staff = ChannelId(group.world.facilitators_channel.id)
    assert members.facilitators_read(group.server, staff)
    assert not members.facilitators_read(group.server, ChannelId(group.world.organisers.id))
    assert not members.facilitators_read(replace(group.server, facilitators=None), staff)
