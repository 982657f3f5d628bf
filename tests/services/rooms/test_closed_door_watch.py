"""The room of a closed door stays closed while its meeting runs, and who leads is told."""

import pytest

from bot.domain.person import Way
from bot.domain.server.onlookers import NOBODY
from bot.services.ports.drawings import DoorMessage
from bot.services.ports.trouble import Blocked, Unsure
from tests.services.conftest import ANNOUNCED, ORGANISERS, START, lead, member
from tests.services.small_discord import VERIFIED


def whispered(story) -> list[str]:
    return [line.key for who, line in story.discord.whispers if who == lead().id]


async def test_a_room_is_closed_before_its_card_and_its_door_are_shown(story):
    now = await story.begun()
    assert story.discord.channels[now.room].onlookers == NOBODY
    assert (now.closed_door, story.discord.seen_by_others) == (True, [])


async def test_a_room_of_which_discord_says_nothing_is_shown_to_nobody(story):
    await story.settle_server()
    await story.plan()
    story.discord.plan("keep_closed", *[Unsure(), Blocked("discord_down")] * 3)
    await story.until(START)
    assert (await story.occurrence()).room is not None
    assert story.discord.seen_by_others == []


async def test_a_room_that_somebody_opened_is_closed_again_and_who_leads_is_told_once(story):
    now = await story.begun()
    story.discord.channels[now.room].onlookers = VERIFIED
    await story.ticks.rights_changed(now.guild)
    await story.wait(seconds=5)
    after = await story.meetings.get(now.id)
    assert (after.closed_door, after.onlookers, after.looked_in) == (True, NOBODY, VERIFIED)
    await story.wait(minutes=5)
    assert whispered(story) == ["note.closed_again"]


async def test_before_anybody_has_begun_those_are_told_who_may(story):
    now = await story.opened()
    await story.door.agree(now.id, lead(), Way.SPEAKING)
    story.discord.channels[now.room].onlookers = VERIFIED
    await story.wait(minutes=2)
    assert whispered(story) == ["note.closed_again"]


async def test_a_room_that_cannot_be_closed_any_more_is_told_to_all_whom_it_concerns(story):
    now = await story.begun()
    story.discord.closed_door = False
    story.discord.channels[now.room].onlookers = VERIFIED
    await story.wait(minutes=2)
    after = await story.meetings.get(now.id)
    assert (after.closed_door, after.onlookers) == (False, VERIFIED)
    assert whispered(story) == ["note.seen_now"]
    assert story.discord.keys(ORGANISERS) == ["organisers.not_closed"]
    (door,) = story.discord.said(ANNOUNCED)
    assert isinstance(door.shown, DoorMessage)
    assert door.shown.onlookers == VERIFIED


async def test_a_door_that_may_be_closed_at_last_lets_everyone_in_first(story):
    story.discord.closed_door = False
    now = await story.begun()
    assert story.discord.channels[now.room].allowed == set()
    story.discord.closed_door = True
    await story.ticks.rights_changed(now.guild)
    await story.wait(seconds=5)
    after = await story.meetings.get(now.id)
    assert (after.closed_door, after.onlookers) == (True, NOBODY)
    assert {one.id for one in now.here} <= story.discord.channels[now.room].allowed
    (door,) = story.discord.said(ANNOUNCED)
    assert door.shown.onlookers == NOBODY


async def test_a_room_as_the_meeting_knows_it_is_not_looked_at_for_every_change(story):
    now = await story.begun()
    await story.wait(seconds=1)
    due = (await story.occurrence()).due
    await story.ticks.rights_changed(now.guild)
    assert (await story.occurrence()).due == due


@pytest.mark.parametrize("step", ["leave", "stay"])
async def test_who_has_left_is_no_onlooker_for_the_moment_their_way_still_stands(story, step):
    now = await story.begun()
    await story.come_in(member(9))
    if step == "leave":
        await story.door.leave(now.id, member(9))
    await story.ticks.rights_changed(now.guild)
    await story.wait(minutes=2)
    assert whispered(story) == []
