"""What was chosen and is gone: organisers hear of it once, before the evening and at its door."""

import pytest

from bot.domain.calendar.occurrence import Phase
from bot.domain.calendar.repeat import Repeat
from bot.services.ports.members import Standing
from bot.services.ports.rooms import Need
from tests.services.conftest import ANNOUNCED, GUILD, MINUTE, ORGANISERS, START, member


def told(story):
    """The lines in the organisers' channel: their keys, and why."""
    lines = [one.drawing for one in story.discord.said(ORGANISERS)]
    return [(line.key.removeprefix("organisers."), line.facts["reason"]) for line in lines]


def lose(story, *keys):
    story.discord.needs = [Need(key, {}, blocks=key == "no_category") for key in keys]


async def test_a_deleted_channel_is_told_at_once_and_only_once(story):
    await story.settle_server()
    await story.plan(Repeat.WEEKLY)
    await story.tick()
    lose(story, "no_announcements", "facilitators_gone")
    for _ in range(3):
        await story.setup_monitor.check(GUILD)
        await story.wait(seconds=10)
    await story.until(START - 11 * MINUTE)
    lost = [one for one in told(story) if one[0] == "gone"]
    assert sorted(lost) == [("gone", "facilitators_gone"), ("gone", "no_announcements")]


async def test_what_was_deleted_while_the_bot_was_away_is_found_after_its_start(story):
    await story.settle_server()
    await story.plan()
    lose(story, "no_category")
    await story.restart()
    await story.wait(seconds=10)
    assert told(story) == [("gone", "no_category")]
    await story.until(START - 9 * MINUTE)
    assert told(story) == [("gone", "no_category"), ("blocked", "no_category")]


async def test_while_a_room_cannot_be_opened_the_reason_is_not_told_twice(story):
    await story.settle_server()
    await story.plan()
    await story.until(START - 11 * MINUTE)
    lose(story, "no_category")
    await story.until(START - 9 * MINUTE)
    await story.setup_monitor.check(GUILD)
    await story.wait(seconds=10)
    assert told(story) == [("blocked", "no_category")]


async def test_of_a_room_that_is_about_to_be_opened_the_reason_is_told_by_the_opening(story):
    await story.settle_server()
    await story.plan()
    await story.tick()
    story.clock.at = START - 9 * MINUTE  # its doors are due, and nobody has looked yet
    lose(story, "no_category")
    await story.setup_monitor.check(GUILD)
    await story.until(START - 8 * MINUTE)
    assert told(story) == [("blocked", "no_category")]


async def test_a_door_that_cannot_be_posted_is_told_when_the_room_opens(story):
    await story.settle_server()
    await story.plan()
    await story.tick()
    await story.until(START - 20 * MINUTE)
    lose(story, "announcements_closed")
    await story.until(START - 5 * MINUTE)
    assert (await story.occurrence()).phase is Phase.OPEN
    assert told(story) == [("no_door", "announcements_closed")]


@pytest.mark.parametrize("never", ["announcements", "facilitators"])
async def test_what_was_never_chosen_is_no_loss(story, never):
    await story.settle_server(never)
    await story.plan()
    lose(story, "no_announcements" if never == "announcements" else "facilitators_gone")
    await story.until(START - 5 * MINUTE)
    assert told(story) == []


async def test_without_an_organisers_channel_there_is_one_line_in_the_log(story, caplog):
    await story.settle_server()
    await story.plan()
    lose(story, "no_organisers")
    await story.wait(minutes=30)
    for _ in range(3):
        await story.setup_monitor.check(GUILD)
    assert [one.getMessage() for one in caplog.records].count("server.organisers_gone") == 1
    assert told(story) == []


async def test_an_organisers_channel_lost_a_second_time_is_logged_a_second_time(story, caplog):
    await story.settle_server()
    for _ in range(2):
        lose(story, "no_organisers")
        await story.setup_monitor.check(GUILD)
        lose(story)
        await story.setup_monitor.check(GUILD)
    assert [one.getMessage() for one in caplog.records].count("server.organisers_gone") == 2


async def test_where_nothing_is_planned_nothing_is_missed(story):
    await story.settle_server()
    lose(story, "no_announcements")
    await story.wait(minutes=5)
    assert told(story) == []


@pytest.mark.parametrize("who", [None, member(7).id])
async def test_an_evening_nobody_began_is_told_without_a_name_and_its_door_says_so(story, who):
    story.discord.standings[member(7).id] = Standing(leads=True)
    await story.opened(facilitator=who)
    await story.come_in(member(1))
    await story.until(START + 21 * MINUTE)
    [said] = [one.drawing for one in story.discord.said(ORGANISERS)]
    assert said.key == "organisers.nobody_began"
    assert who not in said.facts.values()
    [door] = [one.shown for one in story.discord.said(ANNOUNCED)]
    assert door.shut
    assert door.occurrence.began_at is None
