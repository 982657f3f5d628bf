"""What the rehearsal's page sees of a real evening: who has the floor, and which room it's in."""

from random import Random

import pytest

from bot.rehearsal import cast
from bot.rehearsal.page.sight import people
from bot.rehearsal.script import parts
from bot.rehearsal.script.scene import Scene
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
