"""Half an hour before: organisers read what is missing, and a lasting fault seldom."""

from datetime import timedelta

from bot.domain.calendar.repeat import Repeat
from bot.services.ports.rooms import Need
from tests.services.conftest import MINUTE, ORGANISERS, START
from tests.services.meeting.facilitating.asking import OLU

BEFORE = START - 30 * MINUTE
WEEK = timedelta(weeks=1)


def told(story):
    said = [one.drawing for one in story.discord.said(ORGANISERS)]
    return [one.facts["reason"] for one in said if one.key == "organisers.gone"]


async def test_what_is_missing_is_told_half_an_hour_before_and_else_nothing(file_story):
    story = file_story
    await story.settle_server()
    await story.plan(Repeat.WEEKLY)
    story.discord.needs = [Need("no_connect", {}), Need("no_speak", {}, blocks=False)]
    await story.until(BEFORE - MINUTE)
    assert told(story) == []
    await story.until(BEFORE + MINUTE)
    assert told(story) == ["no_connect"]
    story.discord.needs = []
    await story.until(BEFORE + WEEK + MINUTE)
    assert told(story) == ["no_connect"]


async def test_a_lasting_fault_is_told_more_and_more_rarely_and_a_new_one_at_once(file_story):
    story = file_story
    await story.settle_server()
    await story.plan(Repeat.WEEKLY)
    story.discord.needs = [Need("no_connect", {})]
    weeks = []
    for week in range(8):
        story.clock.at = BEFORE + week * WEEK + timedelta(seconds=1)
        before = len(told(story))
        await story.schedule.plan_ahead()
        await story.restart()
        await story.tick()
        await story.tick()
        await story.ticks.prune()
        weeks += [week] * (len(told(story)) - before)
    assert weeks == [0, 1, 3, 7]
    story.discord.needs = []
    story.clock.at = BEFORE + 8 * WEEK + timedelta(seconds=1)
    await story.tick()
    await story.tick()
    story.discord.needs = [Need("no_connect", {})]
    story.clock.at = BEFORE + 9 * WEEK + timedelta(seconds=1)
    await story.schedule.plan_ahead()
    await story.tick()
    await story.tick()
    assert len(told(story)) == 5


def named(story):
    return story.discord.keys(ORGANISERS).count("organisers.nobody_named")


async def test_that_nobody_is_named_to_lead_is_told_of_each_series_and_seldom(file_story):
    story = file_story
    await story.settle_server()
    await story.plan(Repeat.WEEKLY)
    await story.plan(Repeat.WEEKLY, title="Other")
    await story.plan(Repeat.WEEKLY, title="Led", facilitator=OLU.id)
    await story.plan(Repeat.ONCE, title="Once")
    weeks = []
    for week in range(4):
        story.clock.at = BEFORE + week * WEEK + timedelta(seconds=1)
        before = named(story)
        await story.schedule.plan_ahead()
        await story.tick()
        await story.tick()
        weeks += [week] * (named(story) - before)
    assert weeks == [0, 0, 1, 1, 3, 3]


async def test_without_a_channel_for_organisers_nobody_else_is_told_that(file_story):
    story = file_story
    await story.settle_server(never="organisers")
    await story.plan(Repeat.WEEKLY)
    await story.until(BEFORE + MINUTE)
    assert story.discord.said() == []
    assert story.discord.whispers == []
