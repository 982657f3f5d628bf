"""Bots in a voice room are not people; somebody whom the gateway has not described may be one."""

from discord import Object

from bot.rehearsal import cast


def a_bot(group, name="Jukebox"):
    user = group.env.create_user(name.lower(), global_name=name, bot=True)
    return group.world.guild.add_member(user, roles=[group.world.facilitators])


async def test_a_room_with_a_bot_alone_in_it_is_empty(group):
    occurrence = group.occurrence()
    room = await group.bot.rooms.create(group.server, occurrence)
    await cast.come_in(a_bot(group), group.world.voice_room())
    assert group.bot.rooms.occupants(group.server.id, room) == frozenset()
    [found] = await group.bot.rooms.find(group.server, occurrence)
    assert found.empty


async def test_beside_a_bot_only_the_people_are_counted(group):
    room = await group.bot.rooms.create(group.server, group.occurrence())
    for each in (a_bot(group), group.world["Fran"]):
        await cast.come_in(each, group.world.voice_room())
    assert group.bot.rooms.occupants(group.server.id, room) == {group.world["Fran"].id}


async def test_a_bot_is_known_for_one_after_the_gateway_came_back(group, make_bot):
    room = await group.bot.rooms.create(group.server, group.occurrence())
    for each in (a_bot(group), group.world["Fran"]):
        await cast.come_in(each, group.world.voice_room())
    again = make_bot()
    await group.env.restart_bot(again)
    await group.env.advance_time(31)
    assert again.rooms.occupants(group.server.id, room) == {group.world["Fran"].id}
    await again.close()


async def test_whom_the_gateway_has_not_described_counts_as_a_person(group):
    room = await group.bot.rooms.create(group.server, group.occurrence())
    await cast.come_in(group.world["Fran"], group.world.voice_room())
    guild = group.bot.get_guild(group.server.id)
    guild._remove_member(Object(group.world["Fran"].id))
    assert group.bot.rooms.occupants(group.server.id, room) == {group.world["Fran"].id}
