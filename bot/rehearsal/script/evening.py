"""The script `tuesday-group`: one evening of an invented group, every stage of it.

Two join by typing, one listens, one comes late, one is new, one drops out in the middle of a turn
and comes back. The seed decides who does what; the facilitator is never in a hurry.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.template import StageKey
from bot.rehearsal import cast
from bot.rehearsal.script import letters, rounds, set_up, talks, writing
from bot.rehearsal.script.scene import MINUTE
from bot.rehearsal.script.set_up import come_through_the_door
from bot.rehearsal.world import ORGANISER

if TYPE_CHECKING:
    from bot.rehearsal.script.scene import Scene

_DOOR_OPEN = timedelta(minutes=9)
"""Before the meeting: ten empty minutes ahead of the door teach nobody anything."""


async def play(scene: Scene) -> None:
    """Play the evening from ten minutes before the doors until the room is closed."""
    acts = {
        StageKey.WELCOME: welcome,
        StageKey.CHECK_IN: rounds.go_round,
        StageKey.AGENDA: talks.settle_the_agenda,
        StageKey.DISCUSSION: talks.talk,
        StageKey.WORKING: talks.work,
        StageKey.CHECK_OUT: rounds.go_round,
    }
    await set_up.plan(scene)
    await scene.pace.skip(scene.begins() - _DOOR_OPEN)
    await arrive(scene)
    await scene.next_stage()
    while (stage := scene.stage()) in acts:
        await acts[StageKey(stage)](scene)
        await scene.next_stage()
    await say_goodbye(scene)


async def arrive(scene: Scene) -> None:
    """Come through the door, one after the other; the newcomer asks first what will happen."""
    world, parts = scene.world, scene.parts
    await scene.press(world[parts.newcomer], "New here?")
    await come_through_the_door(scene, world.facilitator, "Join")
    names = [name for name in world.members if name != parts.late]
    scene.rng.shuffle(names)
    for name in names:
        await scene.linger(10, 45)
        await come_through_the_door(scene, world[name], parts.ways.get(name, "Join"))
    await scene.pace.until(scene.begins())
    await scene.read_out()


async def welcome(scene: Scene) -> None:
    """Let the facilitator say the welcome."""
    began = scene.world.env.now()
    await scene.read_out()
    await scene.pace.until(began + scene.part_of(StageKey.WELCOME, 0.8))


async def say_goodbye(scene: Scene) -> None:
    """Stay for the close, go out one by one, and wait until the room is gone."""
    if scene.stage() != StageKey.CLOSE:
        return
    await scene.read_out()
    for member in scene.in_voice()[-2:]:
        await writing.make_a_plan(scene, scene.world.name_of(member.id))
    await letters.ask(scene, scene.parts.comes_back)
    await scene.linger(3 * MINUTE, 4 * MINUTE)
    await scene.lead("End meeting")
    people = scene.in_voice()
    scene.rng.shuffle(people)
    for member in people:
        await scene.linger(2, 40)
        await cast.go_out(member)
    await scene.pace.wait(7 * MINUTE)
    await letters.show(scene, scene.parts.comes_back, to=ORGANISER)
