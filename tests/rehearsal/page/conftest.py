"""A studio about the toy bot's world: what stands behind the page."""

import pytest

from bot.rehearsal import cast
from bot.rehearsal.page.stagehands import Stagehands
from bot.rehearsal.page.studio import Studio
from bot.rehearsal.simulation_speed import SimulationSpeed


@pytest.fixture
def studio(world):
    async def next_stage():
        return "On to the agenda."

    async def everyone_comes():
        for each in world.members.values():
            await cast.come_in(each, world.voice_room())

    return Studio(world, SimulationSpeed(world.env), Stagehands(next_stage, everyone_comes))
