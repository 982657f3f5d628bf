"""Killed at every boundary while the week is posted, changed and brought down: one, the newest."""

from datetime import timedelta

import pytest

from bot.domain.calendar.announced.this_week import WeekStanding
from tests.services.calendar.announced.weeks import DAY, looked, the_one
from tests.services.calendar.changing import skip, weekly
from tests.services.conftest import ANNOUNCED, GUILD, NOW, START, Story
from tests.services.instants import states_of
from tests.services.small_discord import Clock, Discord, Killed

pytestmark = pytest.mark.at_length  # one short story many times over: other stories count it


async def posted(story):
    await looked(story, seconds=40)


async def brought_down(story):
    story.discord.chat(ANNOUNCED, 25)
    story.clock.at = max(story.clock.at, NOW + DAY)
    await looked(story, hours=1)


STEPS = (posted, brought_down, posted)


async def told(store, killed_at=None, seen=None):
    """Tell the story on a fresh Discord; gives it, with its boundaries."""
    await store.run(lambda tx: tx.registry.forget_server(GUILD))
    discord = Discord(Clock(NOW), nonce_window=timedelta(0))
    story = Story(store, discord, discord.clock)
    series = await weekly(story)
    await skip(story, series, 1)
    discord.boundaries, discord.killed_at, discord.watched = 0, killed_at, seen
    for step in STEPS:
        try:
            await step(story)
        except Killed:
            await story.ticks.idle()
            await story.restart()
            await looked(story, minutes=1)
            await step(story)
    return story, discord.boundaries


async def test_one_message_is_left_with_the_newest_week(file_story, made_sqlite_url):
    with states_of(made_sqlite_url) as states:
        await told(file_story.kept, None, states.look)
    assert len(states.begun_at) > 15
    for killed_at in states.begun_at:
        story, _ = await told(file_story.kept, killed_at)
        _, message = the_one(story)
        found = [(one.standing, one.starts_at) for one in message.shown.week.lines]
        assert found == [(WeekStanding.NOT_HELD, START + 7 * DAY)], killed_at
        known = await story.kept.run(lambda tx: tx.week_messages.get(GUILD))
        assert (known.number, known.old_message) == (2, None), killed_at
