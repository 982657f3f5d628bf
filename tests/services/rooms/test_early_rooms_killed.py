"""Killed at every instant between an early room and its door, or while it is taken away again."""

from collections import Counter
from datetime import timedelta

import pytest

from bot.domain.calendar.occurrence import Phase
from bot.domain.calendar.repeat import Repeat
from bot.domain.rooms import crowded
from bot.services.ports.drawings import Card, DoorMessage
from tests.services.calendar.changing import skip
from tests.services.conftest import GUILD, MINUTE, NOW, Story
from tests.services.rooms.crowd import DOORS, SECOND
from tests.services.small_discord import Clock, Discord, Killed

pytestmark = pytest.mark.at_length  # one opening many times: other stories count it


@pytest.fixture(autouse=True)
def crowded_always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one meeting make a crowd, whose rooms begin nine seconds before."""
    monkeypatch.setattr(crowded, "A_SECOND", 0.5)


async def alive(story: Story, at) -> None:
    """Let time pass until an instant, and start again after a fall."""
    while story.clock.at < at:
        try:
            await story.until(at)
        except Killed:
            await story.ticks.idle()
            await story.restart()


async def begun(store) -> Story:
    """Come to the minute before the doors of a weekly meeting on an empty server."""
    await store.run(lambda tx: tx.registry.forget_server(GUILD))
    discord = Discord(Clock(NOW), nonce_window=timedelta(0))
    story = Story(store, discord, discord.clock)
    await story.settle_server()
    await story.plan(Repeat.WEEKLY)
    await story.until(DOORS - MINUTE)
    discord.boundaries = 0
    return story


async def opened(store, killed_at=None) -> int:
    story = await begun(store)
    story.discord.killed_at = killed_at
    await alive(story, DOORS - SECOND)
    assert not [one for one in story.discord.said() if isinstance(one.drawing, Card)]
    await alive(story, DOORS + MINUTE)
    said = story.discord.said()
    kinds = Counter(type(one.drawing) for one in said)
    one = await story.occurrence()
    assert (one.phase, len(story.discord.channels), story.discord.made) == (Phase.OPEN, 1, 1)
    assert (kinds[Card], kinds[DoorMessage]) == (1, 1), killed_at
    assert story.discord.seen_by_others == []
    return story.discord.boundaries


async def skipped(store, killed_at=None) -> int:
    story = await begun(store)
    await story.until(DOORS - SECOND)
    one = await story.occurrence()
    assert one.has_early_room
    await skip(story, await story.kept.run(lambda tx: tx.series.get(one.series)), 0)
    story.discord.boundaries, story.discord.killed_at = 0, killed_at
    await alive(story, DOORS + 2 * MINUTE)
    assert story.discord.channels == {}, killed_at
    assert len(story.discord.deleted) == 1
    assert (await story.occurrence()).phase is Phase.CANCELLED
    return story.discord.boundaries


@pytest.mark.parametrize("told", [opened, skipped])
async def test_whenever_it_is_killed_there_is_one_room_and_one_door_or_none(file_story, told):
    boundaries = await told(file_story.kept)
    assert boundaries > 10
    for killed_at in range(1, boundaries + 1):
        await told(file_story.kept, killed_at)
