"""Somebody named to lead who cannot any more: organisers hear of it before, and it opens anyway."""

import pytest

from bot.domain.calendar.occurrence import Phase
from bot.services.ports.members import Standing
from bot.services.ports.rooms import Need
from bot.services.ports.trouble import Unsure
from tests.services.conftest import MINUTE, ORGANISERS, START, member

LEAD = member(7)
MAY = Standing(leads=True)


async def nearer(story):
    """Wait until just before the doors open; chores are done whenever the bot wakes."""
    for minutes in (29, 20, 11):
        await story.until(START - minutes * MINUTE)


@pytest.fixture
async def planned(story):
    """A meeting that somebody is to lead who holds the role, tonight."""
    story.discord.standings[LEAD.id] = MAY
    await story.settle_server()
    await story.plan(facilitator=LEAD.id)
    await story.tick()
    return story


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (MAY, []),
        (Standing(), ["organisers.lead_not_able"]),
        (Standing(manages=True), ["organisers.lead_not_able"]),
        (None, ["organisers.lead_left"]),
    ],
    ids=["may", "no role", "manages alone", "left"],
)
async def test_organisers_are_told_once_before_the_meeting_and_the_room_opens(planned, now, told):
    planned.discord.standings[LEAD.id] = now
    await nearer(planned)
    lines = [one.drawing for one in planned.discord.said(ORGANISERS)]
    assert [line.key for line in lines] == told
    assert all(LEAD.id not in line.facts.values() for line in lines)
    await planned.restart()
    await planned.until(START - 5 * MINUTE)
    assert (await planned.occurrence()).phase is Phase.OPEN
    assert planned.discord.keys(ORGANISERS) == told


async def test_the_role_that_is_gone_itself_is_told_once(planned):
    planned.discord.standings[LEAD.id] = Standing()
    planned.discord.needs = [Need("facilitators_gone", {}, blocks=False)]
    await planned.setup_monitor.check_all()
    await nearer(planned)
    await planned.until(START - 5 * MINUTE)
    lines = [one.drawing for one in planned.discord.said(ORGANISERS)]
    assert [(one.key, one.facts["reason"]) for one in lines] == [
        ("organisers.gone", "facilitators_gone")
    ]
    assert (await planned.occurrence()).phase is Phase.OPEN


async def test_where_discord_does_not_answer_it_is_asked_again_and_nothing_is_claimed(planned):
    planned.discord.standings[LEAD.id] = None
    planned.discord.plan("look", Unsure())
    await nearer(planned)
    assert planned.discord.keys(ORGANISERS) == ["organisers.lead_left"]


async def test_discord_is_asked_seldom_about_one_meeting(planned):
    await nearer(planned)
    assert planned.discord.calls["look"] == 4, "twice at planning, then twice in the last half hour"


async def test_a_meeting_that_is_far_ahead_or_led_by_nobody_in_particular_asks_nothing(story):
    await story.settle_server()
    await story.plan()
    await story.until(START - 11 * MINUTE)
    assert story.discord.calls["look"] == 0
