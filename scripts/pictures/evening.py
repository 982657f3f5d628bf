"""Pictures of an evening: the door, help, each stage's card and console, three notes, a run."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from pictures.camera import Camera, camera
from pictures.readme import planned

from bot.rehearsal import cast, simkit
from bot.rehearsal.script import evening, guidance

if TYPE_CHECKING:
    from pathlib import Path

    from bot.rehearsal.script.scene import Scene

_HAPPENS = {
    "drunk": "someone has turned up drunk",
    "long": "one person talks and talks",
    "hits": "she says her partner hits her",
}
"""What is looked up, by the name of the picture of its note."""


def pictures(folder: Path) -> None:
    """Take every picture into the folder, which is made where it isn't there."""
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(_pictures(folder))


async def _pictures(folder: Path) -> None:
    async with planned() as scene, camera(scene.world.env) as taking:
        await _before(scene, taking, folder)
        await evening.arrive(scene)
        while stage := scene.stage():
            await _stage(scene, taking, folder / stage)
            if stage == "discussion":
                await _looked_up(scene, taking, folder)
            await scene.next_stage()


async def _before(scene: Scene, taking: Camera, folder: Path) -> None:
    ana, place = scene.world["Ana"], scene.world.announcements
    seen = (one for one in simkit.visible(ana) if one.channel_id == place.id)
    if (door := next(seen, None)) is not None:
        await taking.message(door, ana, folder / "door.png")
    helped = await cast.say(ana, "help", place)
    await taking.answer(helped, ana, folder / "help.png")


async def _stage(scene: Scene, taking: Camera, name: Path) -> None:
    if (card := scene.card()) is not None:
        await taking.message(card, scene.world["Ana"], name.with_name(f"{name.name}-card.png"))
    console = await scene.console()
    lead = scene.world.facilitator
    await taking.answer(console, lead, name.with_name(f"{name.name}-console.png"))


async def _looked_up(scene: Scene, taking: Camera, folder: Path) -> None:
    lead, place = scene.world.facilitator, scene.world.facilitators_channel
    for name, text in _HAPPENS.items():
        found = await cast.say(lead, "prompt find", place, text=text)
        await taking.answer(found, lead, folder / f"note-{name}.png")
    _, shown = await guidance.choose_a_run(scene)
    await taking.answer(shown, lead, folder / "run.png")
