"""What the facilitator looks up while people talk: a note, a short run, and what to say next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.content import notes, runs
from bot.rehearsal import cast

if TYPE_CHECKING:
    from bot.domain.prompts.short_run import ShortRun
    from bot.rehearsal.script.scene import Scene

_HAPPENS, _RUN = "talks-too-long", "planning"
"""The note that is opened, and the run that is gone through."""
_GOES_ON = "One person talks too much, or nobody talks"
_QUOTED = re.compile(r"“([^“”]+)”")


async def say_it_back(scene: Scene) -> None:
    """After a question, say what the console proposes, and count it for oneself."""
    ways = await scene.lead("Ways to respond")
    await scene.linger(5, 10)
    for words in _QUOTED.findall(ways.text)[:1]:
        await scene.say_aloud(scene.world.facilitator, words, 8)
    await scene.press(scene.world.facilitator, "I said back what I heard", on=ways.message)


async def open_a_note(scene: Scene) -> None:
    """Somebody talks and talks: look up what to say, and say it."""
    note = next(one for one in notes.load() if one.id == _HAPPENS)
    facilitator, chooser = scene.world.facilitator, await _under_more(scene, "What if …")
    closer = await cast.choose(facilitator, "What's going on?", _GOES_ON, on=chooser.message)
    await cast.choose(facilitator, "Which is it most like?", note.title, on=closer.message)
    await scene.linger(5, 10)
    await scene.say_aloud(scene.world.facilitator, note.say, 8)


async def go_through_a_run(scene: Scene) -> ShortRun:
    """Choose a run and put its first question on the card; gives the run."""
    run, shown = await choose_a_run(scene)
    await scene.linger(5, 10)
    await scene.press(scene.world.facilitator, "Ask", on=shown.message)
    await scene.say_aloud(scene.world.facilitator, run.steps[0].text, 8)
    return run


async def choose_a_run(scene: Scene) -> tuple[ShortRun, cast.Answer]:
    """Choose a run on the console; gives it, and the answer that shows it."""
    run = next(one for one in runs.library("en") if one.id == _RUN)
    facilitator = scene.world.facilitator
    kinds = await _under_more(scene, "More questions")
    chooser = await scene.press(facilitator, "A short run", on=kinds.message)
    return run, await cast.choose(facilitator, "Choose a theme", run.title, on=chooser.message)


async def _under_more(scene: Scene, label: str) -> cast.Answer:
    console = await scene.console()
    return await cast.choose(scene.world.facilitator, "More", label, on=console.message)
