"""Killed at every boundary while events are made, changed and cancelled: one each, the newest."""

from datetime import timedelta

import pytest

from tests.services.calendar.announced.listed_events import the_one, told
from tests.services.calendar.announced.weeks import DAY, looked
from tests.services.calendar.changing import move, skip, weekly
from tests.services.conftest import GUILD, NOW, START, Story, lead
from tests.services.instants import states_of
from tests.services.small_discord import Clock, Discord, Killed


async def played(store, killed_at=None, seen=None):
    """Tell the story on a fresh Discord; gives it."""
    await store.run(lambda tx: tx.registry.forget_server(GUILD))
    discord = Discord(Clock(NOW), nonce_window=timedelta(0))
    story = Story(store, discord, discord.clock)
    series = await weekly(story)
    await story.setup.save(GUILD, lead(), events=True)
    discord.boundaries, discord.killed_at, discord.watched = 0, killed_at, seen
    for change in (nothing, moved, skipped):
        discord.killed_at, at = None, discord.killed_at
        await change(story, series)
        discord.killed_at = at
        try:
            await looked(story, minutes=1)
        except Killed:
            await story.ticks.idle()
            await story.restart()
            await looked(story, minutes=2)
    return story


async def nothing(story, series):
    """Leave the calendar as it is."""


async def moved(story, series):
    await move(story, series, 0, START + DAY)


async def skipped(story, series):
    await skip(story, series, 0)


@pytest.mark.at_length
async def test_one_event_is_left_and_nobody_is_asked_about_what_the_bot_did(
    file_story, made_sqlite_url
):
    with states_of(made_sqlite_url) as states:
        await played(file_story.kept, None, states.look)
    assert len(states.begun_at) > 10
    for killed_at in states.begun_at:
        story = await played(file_story.kept, killed_at)
        assert the_one(story).shown.starts_at == START + 7 * DAY, killed_at
        assert told(story) == [], killed_at
        known = await story.kept.run(lambda tx: tx.meeting_events.of(GUILD))
        assert [one.event for one in known] == [the_one(story).id], killed_at


async def test_two_processes_make_one(story):
    await weekly(story)
    await story.setup.save(GUILD, lead(), events=True)
    other = Story(story.kept, story.discord, story.clock)
    for _ in range(8):
        await story.wait(seconds=10)
        await other.wait(seconds=10)
    the_one(story)
    assert story.discord.calls["create_event"] == 1
