"""What stands in the way is named before anything is asked of Discord."""

from dataclasses import replace

import discord
import pytest

from bot.discordio.overwrites.permissions import INVITE
from bot.domain.ids import ChannelId, GuildId, RoleId
from bot.domain.server.onlookers import Doorway, Onlookers
from bot.rehearsal import simkit
from bot.services.ports.rooms import Need


async def keys(group, server=None):
    await group.env.settle()
    found = group.bot.rooms.needs(server or group.server)
    return {need.key: need.blocks for need in found}


async def test_where_all_is_well_nothing_is_told_and_the_door_is_closed(group):
    found = group.bot.rooms.needs(group.server)
    assert found == ()
    assert group.bot.rooms.doorway(group.server) == Doorway(closed=True, can_close=True)


async def test_an_open_category_without_manage_permissions_has_an_open_door(group):
    category = group.world.guild.create_category("Open")
    await group.env.settle()
    server = replace(group.server, rooms=ChannelId(category.id))
    assert await keys(group, server) == {}
    everyone = Onlookers(everyone=True)
    assert group.bot.rooms.doorway(server) == Doorway(closed=False, onlookers=everyone)


async def test_a_private_category_without_manage_permissions_has_an_open_door(group):
    role = simkit.grant_bot(group.world.guild, INVITE)
    rule = discord.PermissionOverwrite(view_channel=True, connect=True)
    simkit.overwrite(group.world.category, role, rule)
    assert await keys(group) == {"no_manage_permissions": False}
    assert group.bot.rooms.doorway(group.server) == Doorway(closed=False)


MISSING = [
    ("view_channel", "no_view"),
    ("send_messages", "no_send"),
    ("read_message_history", "no_history"),
    ("connect", "no_connect"),
    ("manage_channels", "no_manage_channels"),
]


@pytest.mark.parametrize(("right", "key"), MISSING)
async def test_each_right_that_is_missing_blocks_and_names_the_category(group, right, key):
    role = simkit.grant_bot(group.world.guild, INVITE)
    rule = discord.PermissionOverwrite(manage_roles=True, **{right: False})
    simkit.overwrite(group.world.category, role, rule)
    await group.env.settle()
    found = {need.key: need for need in group.bot.rooms.needs(group.server)}
    assert found[key] == Need(key, {"category": "Meetings"})


async def test_what_matters_less_is_told_and_does_not_block(group):
    lesser = INVITE & ~discord.Permissions(speak=True, set_voice_channel_status=True)
    simkit.grant_bot(group.world.guild, lesser)
    everyone = group.world.guild.default_role
    rule = discord.PermissionOverwrite(view_channel=False, speak=False)
    simkit.overwrite(group.world.category, everyone, rule)
    found = await keys(group)
    assert (found["no_speak"], found["no_voice_status"]) == (False, False)
    assert not any(found.values())


async def test_a_category_that_fills_up_is_told_in_time(group):
    for number in range(45):
        group.world.guild.create_text_channel(f"old-{number}", category=group.world.category)
    nearly = await keys(group)
    for number in range(5):
        group.world.guild.create_text_channel(f"older-{number}", category=group.world.category)
    full = await keys(group)
    assert nearly["category_nearly_full"] is False
    assert full["category_full"] is True


async def test_a_server_that_fills_up_is_told_in_time(group):
    guild = group.world.guild
    before = len(group.bot.get_guild(guild.id).channels)
    for number in range(480 - before):
        guild.create_text_channel(f"old-{number}")
    nearly = await keys(group)
    for number in range(20):
        guild.create_text_channel(f"older-{number}")
    assert nearly["server_nearly_full"] is False
    assert (await keys(group))["server_full"] is True


async def test_channels_and_roles_that_are_gone_or_shut_do_not_block(group):
    guild = group.world.guild
    shut = {guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    quiet = guild.create_text_channel("quiet", overwrites=shut)
    server = replace(
        group.server, announcements=ChannelId(quiet.id), organisers=None, facilitators=RoleId(7)
    )
    found = await keys(group, server)
    expected = {"announcements_closed": False, "no_organisers": False, "facilitators_gone": False}
    assert found == expected
    [need] = [n for n in group.bot.rooms.needs(server) if n.key == "announcements_closed"]
    assert need.facts == {"channel": "quiet"}


async def test_a_category_that_is_gone_blocks(group):
    assert (await keys(group, replace(group.server, rooms=ChannelId(7))))["no_category"] is True
    assert (await keys(group, replace(group.server, rooms=None)))["no_category"] is True


async def test_an_administrator_is_told_that_it_is_not_needed(group):
    simkit.grant_bot(group.world.guild, discord.Permissions(administrator=True))
    assert (await keys(group))["administrator"] is False


async def test_a_server_discord_says_nothing_about_blocks_nothing(group):
    assert await keys(group, replace(group.server, id=GuildId(7))) == {"server_away": False}


async def test_threads_that_the_bot_cannot_close_are_told(group):
    before = await keys(group)
    private_threads = discord.Permissions(create_private_threads=True)
    group.world.guild.create_role("Verified", permissions=private_threads)
    after = await keys(group)
    assert ("threads_stay" in before, after["threads_stay"]) == (False, False)


@pytest.mark.parametrize("name", ["organisers", "facilitators"])
async def test_a_channel_for_few_that_everybody_reads_is_told(group, name):
    guild = group.world.guild
    public = ChannelId(guild.create_text_channel("talk").id)
    field = {"organisers": "organisers", "facilitators": "facilitators_channel"}[name]
    await group.env.settle()
    server = replace(group.server, **{field: public})
    [need] = [one for one in group.bot.rooms.needs(server) if one.key.endswith("_public")]
    assert need.key == f"{name}_public"
    assert need.facts == {"channel": "talk", "who": Onlookers(everyone=True)}


ONLY_VERIFIED = Onlookers(roles=("Verified",))


async def test_a_role_that_sees_the_door_too_is_no_choice_of_organisers(group):
    guild = group.world.guild
    role, team = guild.create_role("Verified"), guild.create_role("Team")
    hidden, seen = (discord.PermissionOverwrite(view_channel=one) for one in (False, True))
    inside = {guild.default_role: hidden, role: seen, team: seen}
    door = guild.create_text_channel("door", overwrites={guild.default_role: hidden, role: seen})
    place = guild.create_text_channel("told", overwrites=inside)
    quiet = guild.create_text_channel("quiet", overwrites={guild.default_role: hidden, team: seen})
    await group.env.settle()
    at_door = replace(group.server, announcements=ChannelId(door.id))
    for channel, readers in ((place, [ONLY_VERIFIED]), (quiet, [])):
        found = group.bot.rooms.needs(replace(at_door, organisers=ChannelId(channel.id)))
        assert [one.facts["who"] for one in found if one.key == "organisers_public"] == readers


async def test_a_role_that_sees_every_channel_is_no_choice_of_organisers(group):
    guild = group.world.guild
    group.env.backend.edit_role(guild.id, guild.id, {"permissions": 0})
    guild.create_role("Verified", permissions=discord.Permissions(view_channel=True))
    told = guild.create_text_channel("told")
    await group.env.settle()
    found = group.bot.rooms.needs(replace(group.server, organisers=ChannelId(told.id)))
    assert [one.facts["who"] for one in found if one.key == "organisers_public"] == [ONLY_VERIFIED]


async def console_of(group, *rules, write=True):
    """What is in the way of a console in a channel of facilitators with these further rules."""
    guild = group.world.guild
    hidden, seen = (discord.PermissionOverwrite(view_channel=one) for one in (False, True))
    bot = discord.PermissionOverwrite(view_channel=True, send_messages=write)
    mine = simkit.grant_bot(guild, INVITE)
    overwrites = {guild.default_role: hidden, mine: bot, group.world.facilitators: seen}
    place = guild.create_text_channel("staff", overwrites=overwrites | dict.fromkeys(rules, seen))
    await group.env.settle()
    server = replace(group.server, facilitators_channel=ChannelId(place.id))
    before = group.bot.rooms.needs(server)
    found = group.bot.rooms.needs(replace(server, standing_console=True))
    told = [one for one in found if one not in before]
    return {need.key: need.facts.get("who") for need in told}


async def test_a_console_stands_where_only_facilitators_and_organisers_see(group):
    planners = discord.Permissions(manage_events=True)
    role = group.world.guild.create_role("Planners", permissions=planners)
    assert await console_of(group) == {}
    assert await console_of(group, role) == {}
    assert await console_of(group, write=False) == {"console_closed": None}
    without = replace(group.server, standing_console=True)
    assert await keys(group, without) == {"no_console_channel": False}


async def test_whoever_else_sees_the_channel_of_a_console_is_named(group):
    helpers = group.world.guild.create_role("Helpers")
    assert await console_of(group, helpers) == {"console_seen": Onlookers(roles=("Helpers",))}
    one = group.world["Ana"]
    assert await console_of(group, one) == {"console_seen": Onlookers(people=1)}
    open_to_all = ChannelId(group.world.guild.create_text_channel("talk").id)
    server = replace(group.server, facilitators_channel=open_to_all, standing_console=True)
    assert (await keys(group, server))["console_seen"] is False
