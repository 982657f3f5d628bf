"""What the rehearsal's page sees of a real evening: who has the floor, and which room it's in."""

from random import Random

import pytest

from bot.rehearsal import cast, simkit
from bot.rehearsal.page import onward
from bot.rehearsal.page.sight import people
from bot.rehearsal.page.way import on_the_way
from bot.rehearsal.script import parts
from bot.rehearsal.script.scene import Scene
from bot.rehearsal.script.set_up import everyone_comes
from bot.rehearsal.simulation_speed import SimulationSpeed
from bot.rehearsal.world import MEMBERS


def scene_of(group):
    rng = Random(1)
    return Scene(group.world, SimulationSpeed(group.env), rng, parts.drawn(rng, MEMBERS))


@pytest.mark.parametrize("name", ["Sam", "Sam Smith", "Ben"])
async def test_whoever_has_chosen_another_name_still_has_the_floor(evening, name):
    group = await evening("Dmitri", "Ana", "Esi", stage="check_in")
    form = await group.options("Dmitri", "Choose another name")
    await cast.fill(group["Dmitri"], form, name)
    scene = scene_of(group)
    while group.floor != name:
        await group.lead("Next speaker")
        await group.wait(2)
    assert scene.speaker() == "Dmitri"
    assert [one["name"] for one in people(group.world, "", scene.speaker()) if one["turn"]] == [
        "Dmitri"
    ]


async def test_the_page_stays_with_the_evening_that_has_begun_until_it_is_over(evening):
    group = await evening("Dmitri", "Ana", "Esi", stage="check_in")
    first, scene = group.room, scene_of(group)
    floor = scene.speaker()
    await cast.say(
        group["Fran"], "meeting start", group.world.facilitators_channel, title="Another"
    )
    await group.wait(20)
    rooms = [one.id for one in simkit.rooms(group.world.guild) if simkit.is_voice(one)]
    assert len(rooms) == 2
    assert group.world.voice_room().id == first.id
    assert (scene.stage(), scene.speaker()) == ("check_in", floor)
    inside = [one["name"] for one in people(group.world, "") if one["inside"]]
    assert inside == ["Fran", "Ana", "Dmitri", "Esi"]
    shown = on_the_way(group.world, onward.floor(floor))
    assert shown is not None
    assert shown["label"] == "I've finished", "and not My options, as in the new room"
    await everyone_comes(scene)
    assert len(scene.in_voice()) == 1 + len(MEMBERS)
    await scene.finish()
    assert group.world.voice_room().id != first.id
    assert scene.stage() == "lobby"
