"""The bot starts again after a while."""

from tests.services.conftest import MINUTE, START

DOORS = START - 10 * MINUTE


async def comes_back(story, at) -> None:
    story.clock.at = at
    await story.restart()
    await story.wait(seconds=20)
