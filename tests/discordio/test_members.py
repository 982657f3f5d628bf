"""Who somebody is by Discord's word, and who is kept out of a room with as little as it takes."""

import discord
import pytest

from bot.discordio.members import DiscordMembers
from bot.domain.ids import ChannelId, MemberId
from bot.rehearsal import cast, simkit
from bot.services.ports.room_access import MemberAccess
from bot.services.ports.trouble import Unsure


@pytest.fixture
def members(group):
    return DiscordMembers(group.bot, group.bot.requests, group.bot.guild_cache)


def overwrites(group, room):
    """The people whom the room names."""
    made = group.bot.get_channel(room)
    return {one.id for one in made.overwrites if not isinstance(one, discord.Role)} - {
        group.bot.user.id
    }


async def test_who_leads_and_who_manages_is_asked_anew_each_time(group, members):
    fran, olu, ana = (MemberId(group.world[name].id) for name in ("Fran", "Olu", "Ana"))
    seen = [await members.look(group.server, one) for one in (fran, olu, ana)]
    known = [(one.leads, one.manages) for one in seen if one]
    assert known == [(True, False), (False, True), (False, False)]
    group.env.backend.edit_member(group.world.guild.id, fran, {"role_ids": []})
    left = await members.look(group.server, fran)
    assert left
    assert (left.leads, left.manages) == (False, False)


async def test_whoever_is_not_on_the_server_is_nobody(group, members):
    stranger = group.env.create_user("zoe")
    assert await members.look(group.server, MemberId(stranger.id)) is None


async def test_of_a_server_that_is_away_nothing_is_said(group, members):
    elsewhere = type(group.server)(id=5)
    with pytest.raises(Unsure):
        await members.look(elsewhere, MemberId(6))


async def test_a_removal_leaves_no_mark_in_a_closed_room(group):
    ana, room = await a_room_with(group, "Ana")
    await group.bot.rooms.bar(room, ana)
    await group.env.settle()
    assert not simkit.may_see(group.env, room, ana)
    assert overwrites(group, room) == set()
    assert len(group.asked("PUT", f"/permissions/{ana}")) == 1, "letting in, and no denying"


async def test_whom_a_role_would_let_in_is_kept_out_by_name(group):
    fran, room = await a_room_with(group, "Fran")
    await group.bot.rooms.bar(room, fran)
    await group.env.settle()
    assert not simkit.may_see(group.env, room, fran)
    assert group.bot.rooms.our_overwrites(group.server.id, room) == {fran: MemberAccess.KEPT_OUT}


async def test_with_move_members_somebody_is_taken_out_of_voice(group, members):
    ana, room = await a_room_with(group, "Ana")
    await cast.come_in(group.world["Ana"], simkit.rooms(group.world.guild)[-1])
    await group.env.settle()
    guild = group.server.id
    assert not members.may_disconnect(guild, room)
    assert not await members.disconnect(guild, room, ana)
    assert group.asked("PATCH", f"/members/{ana}") == []
    simkit.grant_bot(group.world.guild, discord.Permissions(move_members=True))
    await group.env.settle()
    assert members.may_disconnect(guild, room)
    assert await members.disconnect(guild, room, ana)
    await group.env.settle()
    assert group.bot.get_channel(room).voice_states == {}
    assert await members.disconnect(guild, room, ana), "who is out is out"


async def test_nobody_is_taken_out_of_a_room_that_is_not_known(group, members):
    assert await members.disconnect(group.server.id, ChannelId(5), MemberId(6))


async def a_room_with(group, name):
    """A closed room, and somebody who was let into it."""
    member = MemberId(group.world[name].id)
    room = await group.bot.rooms.create(group.server, group.occurrence())
    await group.bot.rooms.admit(room, member)
    await group.env.settle()
    return member, room
