"""What goes wrong behind the scene of a rehearsal is not passed over."""

import logging

import pytest

from bot.rehearsal import cast, session
from bot.rehearsal.script import set_up
from bot.rehearsal.session import RehearsalWish, rehearse


@pytest.fixture
def play(monkeypatch):
    """`await play(script)`: the exit code and what was told of an evening of one's own."""
    from bot.app import composition  # noqa: PLC0415 - heavy, and only here
    from bot.discordio.overwrites.permissions import INVITE  # noqa: PLC0415

    async def nothing(_):
        return

    async def played(script):
        monkeypatch.setattr(set_up, "settle_in", nothing)
        monkeypatch.setitem(session.SCRIPTS, "short", script)
        told: list[str] = []
        code = await rehearse(
            RehearsalWish("short", headless=True, speed=1000),
            composition.build,
            INVITE,
            told.append,
        )
        return code, told[-1]

    return played


async def test_an_error_in_the_bot_fails_the_run_in_one_sentence(play):
    async def on_voice_state_update(*_):
        raise RuntimeError("the ink has run out")

    async def script(scene):
        scene.world.env.bot.add_listener(on_voice_state_update)
        await cast.come_in(scene.world["Ana"], scene.world.guild.create_voice_channel("Room"))

    assert await play(script) == (
        1,
        "Something went wrong behind the scenes: RuntimeError: the ink has run out",
    )


async def test_so_do_errors_in_the_log_and_they_are_counted(play):
    async def script(scene):
        for name in ("tick.fault", "wake.lost"):
            logging.getLogger("bot").error(name)

    assert await play(script) == (
        1,
        "2 things went wrong behind the scenes. The first: tick.fault",
    )


async def test_a_cast_that_has_lost_its_place_says_where(play):
    async def script(scene):
        await scene.press(scene.world["Ana"], "Join")

    assert await play(script) == (
        1,
        "The cast has lost its place: ana sees nowhere the button Join",
    )
