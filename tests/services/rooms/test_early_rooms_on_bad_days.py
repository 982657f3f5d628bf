"""Between an early room and its doors: refused, the clock wrong, the server gone, walked into."""

from datetime import timedelta

import pytest

from bot.domain.calendar.occurrence import Phase, RoomKind
from bot.domain.ids import RoleId
from bot.domain.server.onlookers import NOBODY
from bot.services.ports.rooms import Need
from bot.services.ports.trouble import Blocked
from tests.services.calendar.changing import skip
from tests.services.conftest import GUILD, MINUTE, ORGANISERS, Story, lead, member
from tests.services.rooms.crowd import DOORS, FEW, SECOND, BusyDiscord, crowd, early, everyone
from tests.services.rooms.test_early_rooms_taken_away import weekly_early
from tests.services.server.test_taken_in_again import back
from tests.services.small_discord import Clock, Discord

BEFORE = DOORS - SECOND / 2


@pytest.fixture
def discord(clock: Clock) -> Discord:
    return BusyDiscord(clock, sees_category=NOBODY)


def told(story: Story, why: str) -> int:
    return story.discord.keys(ORGANISERS).count(f"organisers.{why}")


async def test_what_refuses_an_early_room_is_told_when_the_doors_should_open(story):
    story.discord.plan("create", *[Blocked("forbidden")] * FEW)
    await crowd(story, FEW)
    await story.until(BEFORE)
    assert {one.phase for one in await everyone(story)} == {Phase.BLOCKED}
    assert told(story, "blocked") == 0
    await story.until(DOORS + 20 * SECOND)
    assert {one.phase for one in await everyone(story)} == {Phase.OPEN}, "by then it is mended"
    assert told(story, "blocked") == 0


async def test_what_still_refuses_it_at_the_doors_is_told_once(story):
    await crowd(story, FEW)
    story.discord.needs_of[GUILD] = (Need("no_manage_channels", blocks=True, facts={}),)
    await story.until(BEFORE)
    assert (await story.occurrence()).phase is Phase.BLOCKED
    assert told(story, "blocked") == 0
    await story.until(DOORS + 2 * MINUTE)
    assert told(story, "blocked") == 1
    assert len(story.discord.channels) == FEW - 1


async def test_a_room_for_some_that_cannot_be_hidden_is_neither_made_nor_told_of_early(story):
    await crowd(story, FEW, visible_to=RoleId(15))
    story.discord.closed_door = False
    await story.until(BEFORE)
    assert told(story, "blocked") == 0
    await story.until(DOORS + MINUTE)
    assert told(story, "blocked") == FEW
    assert story.discord.ever == {}


async def test_a_clock_put_back_lets_the_early_room_wait_for_its_doors(story):
    await early(story)
    room = (await story.occurrence()).room
    story.clock.at -= timedelta(hours=1)
    await story.until(BEFORE)
    assert story.discord.said() == []
    await story.until(DOORS + 20 * SECOND)
    opened = await story.occurrence()
    assert (opened.phase, opened.room) == (Phase.OPEN, room)
    assert len(story.discord.ever) == FEW


async def test_a_clock_put_on_past_the_latest_opening_takes_an_empty_early_room_away(story):
    await early(story)
    story.clock.at += timedelta(hours=1)
    await story.wait(minutes=2)
    assert (await story.occurrence()).phase is Phase.MISSED
    assert await everyone(story) == ()
    assert story.discord.channels == {}


async def test_the_early_room_of_a_server_that_left_is_closed_once_it_is_back(story):
    _, room = await weekly_early(story)
    story.discord.unheard_of.add(GUILD)
    await story.ticks.server_left(GUILD)
    await story.until(DOORS + MINUTE)
    assert story.discord.said(room) == []
    await back(story)
    await story.departures.take_back(GUILD, lead())
    await story.wait(minutes=30)
    assert room not in story.discord.channels


async def test_whoever_walks_in_early_at_an_open_door_is_there_when_the_meeting_begins(
    story,
):
    story.discord.closed_door = False
    await early(story)
    room = (await story.occurrence()).room
    story.discord.channels[room].inside.add(member(1).id)
    await story.voice_changes.seen(GUILD, room, member(1).id)
    assert story.discord.said() == []
    await story.until(DOORS + 20 * SECOND)
    opened = await story.occurrence()
    assert (opened.phase, opened.room) == (Phase.OPEN, room)
    assert [one.member for one in (await story.meetings.get(opened.id)).voice] == [member(1).id]


@pytest.mark.parametrize("kind", RoomKind)
async def test_an_early_room_that_discord_does_not_delete_is_told_once(story, kind):
    series, room = await weekly_early(story, room_kind=kind)
    story.discord.plan("delete", *[Blocked("forbidden")] * 9)
    await skip(story, series, 0)
    await story.wait(minutes=45)
    assert told(story, "early_room") == 1
    assert told(story, "old_room") == 0
    assert room in story.discord.channels


async def test_somebody_who_is_forgotten_meanwhile_is_in_nobodys_way(story):
    await early(story)
    await story.privacy.erase(lead().id, GUILD)
    await story.until(DOORS + 20 * SECOND)
    assert (await story.occurrence()).phase is Phase.OPEN
