"""A whole evening in which the bot is stopped and started again every few presses."""

from collections.abc import Awaitable, Callable
from random import Random

import pytest

from bot.rehearsal import simkit, world
from bot.rehearsal.script import evening, parts, set_up
from bot.rehearsal.script.scene import Scene
from bot.rehearsal.simulation_speed import SimulationSpeed
from bot.rehearsal.transcript import Transcript

EVERY = 7
"""Presses between two restarts: about twenty in an evening, and never at the same step twice."""


class Restarting(Scene):
    """A scene whose bot goes away and comes back, again and again."""

    restart: Callable[[], Awaitable[None]] | None = None
    presses = 0

    async def press(self, member, label, *, on=None):
        answer = await Scene.press(self, member, label, on=on)
        self.presses += 1
        if self.restart is not None and self.presses % EVERY == 0:
            await self.restart()
        return answer


@pytest.fixture
def play(tmp_path, closed_at_the_end, begin):
    """`await play(restarts=…)`: what everyone saw posted in the evening, and its summary."""
    from bot.app import composition  # noqa: PLC0415 - heavy, and only here
    from bot.config.settings import Database, Discord, Settings  # noqa: PLC0415
    from bot.discordio.overwrites.permissions import INVITE  # noqa: PLC0415

    async def played(*, restarts):
        folder = tmp_path / str(restarts)
        database = Database(url=f"sqlite:///{folder}/a.db", key_file=folder / "master.key")
        settings = Settings(discord=Discord(token="invented.for.tests"), database=database)

        def bot():
            return closed_at_the_end(composition.build(settings))

        async with simkit.simulate(bot(), start=begin) as env:
            place, rng = world.build(env, INVITE), Random(4)
            await env.settle()
            scene = Restarting(place, SimulationSpeed(env), rng, parts.drawn(rng, world.MEMBERS))
            await set_up.settle_in(scene)
            transcript = Transcript(place, scene.stage)
            made = []

            async def restart():
                await env.bot.close()
                await env.restart_bot(bot())
                made.append(env.now())

            scene.restart = restart if restarts else None
            await evening.play(scene)
            await env.bot.close()
        return transcript, len(made)

    return played


async def test_nobody_in_the_room_notices(play):
    calm, _ = await play(restarts=False)
    restless, times = await play(restarts=True)
    assert times > 10
    assert posted(restless) == posted(calm)
    counted, expected = restless.summary(), calm.summary()
    longer = counted.pop("duration_minutes") - expected.pop("duration_minutes")
    assert abs(longer) <= 1, "a start takes seconds, and those may cross a minute"
    assert counted == expected


def posted(transcript):
    """What was posted for more than one person, with its stage, in order."""
    found = [one for one in transcript.entries if one.kind == "message" and len(one.seen_by) != 1]
    return [(one.stage, one.text) for one in found]
