"""The gateway tells of things twice, late or not at all: a minute later all is as it should be.

`OPENROUND_SEQUENCES=1000 pytest tests/services/rooms/test_events_lost.py` tries a thousand.
"""

import os
import random
from collections import Counter
from collections.abc import Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from bot.domain.calendar.occurrence import Phase
from bot.domain.ids import ChannelId
from bot.storage.database.migrate import upgrade
from bot.storage.engine.store import Store
from bot.storage.sealing.keys import cipher_of
from tests.services.conftest import GUILD, NOW, Story, member
from tests.services.small_discord import Clock, Discord

SEQUENCES = int(os.environ.get("OPENROUND_SEQUENCES", "3"))
PEOPLE = [member(number) for number in range(4)]


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody goes out of the voice room or comes in, some seconds after the step before."""

    who: int
    after: int
    told: Sequence[int]
    """After how many further steps the gateway tells of it; nothing: never."""


def steps(dice: random.Random) -> list[Step]:
    """Of ten events one is lost; the others come once to three times, and some much later."""
    lost = [() if dice.random() < 0.1 else _told(dice) for _ in range(12)]
    return [Step(dice.randrange(len(PEOPLE)), dice.choice((0, 1, 7, 20)), told) for told in lost]


def _told(dice: random.Random) -> tuple[int, ...]:
    late = (0, 0, 0, 1, 2, 3)
    return tuple(dice.choice(late) for _ in range(dice.randint(1, 3)))


@asynccontextmanager
async def evening(folder: Path):
    """Begin an evening on a database of its own."""
    url = f"sqlite:///{folder}/openround.db"
    upgrade(url)
    store, clock = Store(url, cipher_of(bytes(range(32)))), Clock(NOW)
    story = Story(store, Discord(clock), clock)
    yield story, (await story.begun(len(PEOPLE))).room
    store.close()


async def live(story: Story, room: ChannelId, told: Sequence[Step]) -> None:
    """Let everybody come and go, and the gateway tell of it as it does; then a minute passes."""
    inside, late = story.discord.channels[room].inside, Counter[int]()
    for number, step in enumerate(told):
        await story.wait(seconds=step.after)
        inside.symmetric_difference_update({PEOPLE[step.who].id})
        late.update(number + steps for steps in step.told)
        for _ in range(late[number]):
            await story.voice_changes.seen(GUILD, room)
    await story.wait(seconds=60)


async def as_it_is(story: Story) -> dict[str, Any]:
    """Tell who is here, where the meeting stands, and what stands in its room."""
    occurrence = await story.occurrence()
    meeting = await story.meetings.get(occurrence.id)
    return {
        "in voice": meeting.in_voice,
        "people": [one.id for one in meeting.people],
        "leads": meeting.facilitators,
        "place": meeting.place,
        "phase": occurrence.phase,
        "said": story.discord.keys(occurrence.room),
        "rooms": len(story.discord.rooms()),
    }


@pytest.mark.parametrize("seed", range(SEQUENCES))
async def test_whatever_the_gateway_leaves_out_or_says_twice_a_minute_later_all_is_the_same(
    seed, tmp_path
):
    planned = steps(random.Random(seed))
    async with evening(tmp_path / "clean") as (story, room):
        await live(story, room, [replace(one, told=(0,)) for one in planned])
        clean, truth = await as_it_is(story), set(story.discord.channels[room].inside)
    async with evening(tmp_path / "lossy") as (story, room):
        await live(story, room, planned)
        assert await as_it_is(story) == clean
    assert clean["in voice"] == truth
    assert clean["phase"] is Phase.OPEN


async def test_it_could_differ_in_the_minute_before(tmp_path):
    """Without that minute the same sequences do differ, so the comparison can fail."""
    async with evening(tmp_path / "unheard") as (story, room):
        gone = PEOPLE[0].id
        story.discord.channels[room].inside.discard(gone)
        assert gone in (await as_it_is(story))["in voice"]
        await story.wait(seconds=60)
        assert gone not in (await as_it_is(story))["in voice"]
