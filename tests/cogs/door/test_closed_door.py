"""The closed door as a plain member's client sees it, in servers of every make."""

import pytest

from bot.rehearsal import cast, simkit
from tests.cogs.group import Group
from tests.cogs.servers import SERVERS, STRANGER, Client, a_server


@pytest.fixture(params=SERVERS)
async def server(request, env) -> Group:
    return await a_server(env, SERVERS[request.param])


async def test_whoever_stays_outside_sees_neither_the_room_nor_who_is_there_at_any_instant(server):
    client = Client(server)
    client.watch()
    check = await cast.say(server.world.organiser, "setup check", server.world.organisers)
    assert "Private rooms" in check.text
    answer = await server.start()
    assert "Private room:" in answer.text
    await server.come("Fran", "Ana", "Ben")
    await server.go_to("check_in")
    await server.wait(120)
    assert (client.saw, len(client.posted) > 10) == ([], True)
    assert {one.id for one in server.world.viewers(server.room)} == {
        server[name].id for name in ("Fran", "Ana", "Ben", "Olu")
    }


async def test_only_who_needs_it_is_named_in_the_room(server):
    await server.start()
    await server.come("Fran", "Ana")
    people = {name: server[name].id for name in ("Fran", "Olu", "Ana", STRANGER)}
    named = {one.target_id for one in server.room._channel.overwrites if one.type == 1}
    assert named & set(people.values()) == {people["Ana"]}


async def test_a_removal_leaves_no_mark_in_the_room_and_keeps_the_person_out(server):
    await server.start()
    await server.come("Fran", "Ana", "Ben")
    await server.go_to("check_in")
    asked = await server.more("Remove from meeting")
    sure = await cast.choose(server["Fran"], "Choose a person", "Ben", on=asked.message)
    await cast.press(server["Fran"], cast.YES, on=sure.message)
    await server.wait(130)
    ben = server["Ben"].id
    assert not simkit.may_see(server.env, server.room.id, ben)
    assert [one for one in server.room._channel.overwrites if one.target_id == ben] == []
