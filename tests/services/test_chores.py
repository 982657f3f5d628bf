"""What a tick does now and then never keeps it from an evening."""

import asyncio

import pytest

from bot.domain.occurrence import Phase
from bot.services.openings import Chore
from tests.services.conftest import MINUTE, START


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
    with pytest.raises(TimeoutError):  # as the alarm lets go of a tick that hangs
        await asyncio.wait_for(story.openings.tick(), 0.1)
    await asyncio.wait_for(story.wait(minutes=1), 20)
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
