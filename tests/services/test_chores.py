"""What a tick does now and then never keeps it from an evening."""

import asyncio

import pytest

from bot.domain.occurrence import Phase
from bot.services.openings import Chore
from tests.services.conftest import MINUTE, START
from tests.waiting import in_the_end, until


async def test_a_chore_that_hangs_keeps_no_room_from_opening(story):
    await story.settle_server()
    await story.plan()
    await story.tick()
    begun = []

    async def hang() -> None:
        begun.append(story.clock.now())
        await asyncio.Event().wait()

    story.openings._chores = (Chore(hang),)
    story.clock.at = START - 9 * MINUTE
    tick = asyncio.create_task(story.openings.tick())
    await until(lambda: begun)
    tick.cancel()  # as the alarm lets go of a tick that hangs
    with pytest.raises(asyncio.CancelledError):
        await tick
    await in_the_end(story.wait(minutes=1))
    assert (await story.occurrence()).phase is Phase.OPEN
    assert len(begun) == 1


async def test_a_chore_that_failed_is_done_again_soon_and_one_that_was_done_is_not(story):
    await story.settle_server()
    begun = []

    async def fail_once() -> None:
        begun.append(story.clock.now())
        if len(begun) == 1:
            raise OSError

    story.openings._chores = (Chore(fail_once),)
    await story.wait(minutes=10)
    assert len(begun) == 2
