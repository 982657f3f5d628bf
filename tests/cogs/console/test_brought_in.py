"""The rehearsal's *Bring everyone in*: it opens the door, and leaves people as they are."""

from random import Random

from bot.rehearsal import cast
from bot.rehearsal.script import parts
from bot.rehearsal.script.scene import Scene
from bot.rehearsal.script.set_up import everyone_comes
from bot.rehearsal.simulation_speed import SimulationSpeed
from bot.rehearsal.world import MEMBERS


async def test_bringing_everyone_in_keeps_the_way_somebody_has_chosen(group):
    await group.start()
    await group.come("Chi", way="Just listening")
    await group.come("Esi", way="Join by typing")
    await cast.go_out(group["Chi"])
    rng = Random(1)
    scene = Scene(group.world, SimulationSpeed(group.env), rng, parts.drawn(rng, MEMBERS))
    await everyone_comes(scene)
    assert set(group.world.members) <= {each.name.title() for each in scene.in_voice()}
    assert "just listening" in (await group.press("Chi", "My options")).text
    assert "You take your turn by typing" in (await group.press("Esi", "My options")).text
    assert "You take your turn by speaking." in (await group.press("Ana", "My options")).text
