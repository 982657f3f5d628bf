"""Who may come into a room: let in and kept out by name only where nothing else does it."""

import discord
import pytest

from bot.discordio.overwrites.permissions import INVITE, MEMBER, OUTSIDE, Overwrite, our_overwrites
from bot.domain.calendar.occurrence import RoomKind
from bot.domain.ids import ChannelId, MemberId
from bot.domain.server.onlookers import Doorway, Onlookers
from bot.rehearsal import simkit
from bot.rehearsal import world as worlds
from bot.services.ports.room_access import MemberAccess
from bot.services.ports.trouble import Blocked
from tests.discordio.conftest import Group

LET_IN, KEPT_OUT = MemberAccess


async def nobody():
    return ()


async def test_behind_a_closed_door_only_facilitators_see_a_new_room(group):
    room = await group.bot.rooms.create(group.server, group.occurrence(RoomKind.TEXT))
    await group.bot.rooms.keep_closed(group.server, room, nobody, fresh=True)
    await group.env.settle()
    made = group.bot.get_channel(room)
    facilitators = made.guild.get_role(group.world.facilitators.id)
    assert made.permissions_for(facilitators).send_messages
    assert simkit.may_see(group.env, room, group.world.facilitator.id)
    assert not simkit.may_see(group.env, room, group.world["Ana"].id)


async def test_one_person_is_let_in_kept_out_and_forgotten(group):
    ana = MemberId(group.world["Ana"].id)
    room = await group.bot.rooms.create(group.server, group.occurrence())
    await group.bot.rooms.admit(room, ana)
    seen = [simkit.may_see(group.env, room, ana)]
    await group.bot.rooms.bar(room, ana)
    seen.append(simkit.may_see(group.env, room, ana))
    await group.bot.rooms.unbar(room, ana)
    seen.append(simkit.may_see(group.env, room, ana))
    await group.bot.rooms.unbar(room, ana)
    assert seen == [True, False, False]


async def test_who_is_let_in_to_listen_is_known_as_that_until_they_may_write(group):
    ana, rooms = MemberId(group.world["Ana"].id), group.bot.rooms
    room = await rooms.create(group.server, group.occurrence())
    await rooms.keep_closed(group.server, room, nobody, fresh=True)
    known = []
    for writes in (False, True):
        await rooms.admit(room, ana, writes=writes)
        await group.env.settle()
        access = rooms.our_overwrites(group.server.id, room)[ana]
        known.append((access, ana in rooms.listening(group.server.id, room)))
    assert known == [(LET_IN, True), (LET_IN, False)]


async def named_in_the_category(group, allow):
    """A room that is closed, in a category that allows Ana something by name."""
    ana, rooms = MemberId(group.world["Ana"].id), group.bot.rooms
    await rooms._put(group.server.rooms, Overwrite(ana, allow=allow, is_role=False))
    await group.env.settle()
    room = await rooms.create(group.server, group.occurrence())
    stands = await rooms.keep_closed(group.server, room, nobody, fresh=True)
    await group.env.settle()
    assert stands == Doorway(closed=True, shut_out=Onlookers(people=1), can_close=True)
    return room, ana


@pytest.mark.parametrize("speak", [0, discord.Permissions.speak.flag])
@pytest.mark.parametrize("change", ["admit", "bar"])
async def test_whom_the_category_names_comes_in_through_the_door_and_goes_out_by_it(
    group, change, speak
):
    allow = MEMBER.value & ~discord.Permissions.speak.flag | speak
    room, ana = await named_in_the_category(group, allow)
    seen = [simkit.may_see(group.env, room, ana)]
    await getattr(group.bot.rooms, change)(room, ana)
    await group.env.settle()
    seen.append(simkit.may_see(group.env, room, ana))
    known = group.bot.rooms.our_overwrites(group.server.id, room)
    await group.bot.rooms.unbar(room, ana)
    await group.env.settle()
    seen.append(simkit.may_see(group.env, room, ana))
    assert seen == [False, change == "admit", False]
    assert known == {ana: LET_IN if change == "admit" else KEPT_OUT}
    assert group.bot.rooms.our_overwrites(group.server.id, room) == {}
    kept = {rule.id: rule.allow for rule in group.bot.guild_cache.rules(room)}
    assert kept[ana] == allow & ~OUTSIDE.value


async def test_whom_the_category_of_an_open_door_names_is_not_asked_for(group):
    ana, rooms = MemberId(group.world["Ana"].id), group.bot.rooms
    await rooms._put(group.server.rooms, Overwrite(ana, allow=MEMBER.value, is_role=False))
    await group.env.settle()
    room = await rooms.create(group.server, group.occurrence())
    await group.env.settle()
    await rooms.admit(room, ana, ordinary=True)
    assert group.asked("PUT", f"/channels/{room}/permissions/{ana}") == []


async def closed(group, kind=RoomKind.VOICE):
    room = await group.bot.rooms.create(group.server, group.occurrence(kind))
    await group.bot.rooms.keep_closed(group.server, room, nobody, fresh=True)
    await group.env.settle()
    return room


async def test_a_room_is_closed_by_one_request_and_read_from_its_answer(group):
    room = await closed(group)
    assert group.asked("GET", f"/channels/{room}") == []
    changed = [one for one in group.env.http_requests if one.method in {"PATCH", "PUT", "DELETE"}]
    assert [one.method for one in changed] == ["PATCH"]


async def test_a_room_that_is_closed_is_only_looked_at(group):
    room = await closed(group)
    before = len(group.env.http_requests)
    stands = await group.bot.rooms.keep_closed(group.server, room, nobody)
    assert stands == Doorway(closed=True, can_close=True)
    assert [one.method for one in group.env.http_requests[before:]] == ["GET"]


@pytest.mark.parametrize("who", ["facilitator", "organiser"])
async def test_nobody_is_named_whom_a_role_lets_in_anyway(group, who):
    room, person = await closed(group), MemberId(getattr(group.world, who).id)
    await group.bot.rooms.admit(room, person)
    await group.env.settle()
    assert group.asked("PUT", f"/permissions/{person}") == []
    assert group.bot.rooms.our_overwrites(group.server.id, room) == {person: LET_IN}
    await group.bot.rooms.unbar(room, person)
    assert group.asked("DELETE", f"/permissions/{person}") == []
    assert group.bot.rooms.our_overwrites(group.server.id, room) == {}


async def test_whose_roles_discord_does_not_tell_is_named(group):
    room, fran = await closed(group), MemberId(group.world.facilitator.id)
    group.env.inject_error("GET", "/guilds/*/members/*", status=503)
    await group.bot.rooms.admit(room, fran)
    assert len(group.asked("PUT", f"/permissions/{fran}")) == 1


async def test_to_an_administrator_nothing_is_shut_and_that_is_said(group):
    room, olu = await closed(group), MemberId(group.world.organiser.id)
    with pytest.raises(Blocked):
        await group.bot.rooms.bar(room, olu)
    assert group.asked("PUT", f"/permissions/{olu}") == []
    assert group.bot.rooms.our_overwrites(group.server.id, room) == {olu: KEPT_OUT}


async def test_somebody_whose_role_sees_the_room_is_kept_out_by_name(group):
    room, fran = await closed(group), MemberId(group.world.facilitator.id)
    await group.bot.rooms.bar(room, fran)
    await group.env.settle()
    assert not simkit.may_see(group.env, room, fran)
    assert group.bot.rooms.our_overwrites(group.server.id, room) == {fran: KEPT_OUT}
    await group.bot.rooms.unbar(room, fran)
    await group.env.settle()
    assert simkit.may_see(group.env, room, fran)


async def test_without_manage_permissions_discord_is_not_even_asked_to_keep_somebody_out(env):
    world = worlds.build(env, INVITE, private=False)
    await env.settle()
    group, ana = Group(world, env.bot), MemberId(world["Ana"].id)
    room = await group.bot.rooms.create(group.server, group.occurrence())
    await env.settle()
    for change in (group.bot.rooms.bar, group.bot.rooms.unbar, group.bot.rooms.admit):
        with pytest.raises(Blocked):
            await change(room, ana)
    assert group.asked("PUT", f"/permissions/{ana}") == []
    assert group.asked("DELETE", f"/permissions/{ana}") == []


async def test_a_room_says_whom_we_let_in_and_kept_out_and_nobody_else(group):
    ana, ben = (MemberId(group.world[name].id) for name in ("Ana", "Ben"))
    rooms, guild = group.bot.rooms, group.server.id
    room = await rooms.create(group.server, group.occurrence(RoomKind.TEXT))
    fresh = rooms.our_overwrites(guild, room)
    await rooms.admit(room, ana)
    await rooms.bar(room, ben)
    await group.env.settle()
    both = rooms.our_overwrites(guild, room)
    await rooms.lock(guild, room)
    await group.env.settle()
    assert (fresh, both, rooms.our_overwrites(guild, room)) == (
        {},
        *[{ana: LET_IN, ben: KEPT_OUT}] * 2,
    )
    of_the_category = Overwrite(ana, allow=MEMBER.value | 1, is_role=False)
    await rooms._put(room, of_the_category)
    await group.env.settle()
    assert rooms.our_overwrites(guild, room) == {ben: KEPT_OUT}
    assert rooms.our_overwrites(guild, ChannelId(5)) is None


def test_a_person_of_the_category_is_not_ours():
    ana = Overwrite(7, allow=MEMBER.value, is_role=False)
    assert our_overwrites([ana], [], discord.Permissions.all()) == {7: LET_IN}
    assert our_overwrites([ana], [ana], discord.Permissions.all()) == {}
