"""What the stories about questions share."""

import pytest


@pytest.fixture
def restart(env, make_bot, closed_at_the_end):
    """`await restart()`: another bot on the same database."""

    async def again() -> None:
        await env.bot.close()
        await env.restart_bot(closed_at_the_end(make_bot()))
        await env.settle()

    return again
