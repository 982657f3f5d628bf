"""Rooms deleted by hand, and servers that remove the bot (T-LIFE-1)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.calendar.occurrence import Phase
from bot.domain.ids import MemberId
from bot.domain.meeting.rights import MeetingOver
from bot.domain.person import Actor, Way
from bot.domain.rooms import closing
from bot.services.calendar.schedule import Wish
from bot.services.meeting.members.door import RoomDeleted
from bot.services.ports.drawings import Card
from bot.services.ports.rooms import Need
from bot.services.ports.trouble import Blocked, Unsure
from bot.services.server.before_promising import CannotOpen
from bot.services.server.setup import NotAnOrganiser
from tests.services.conftest import (
    ANNOUNCED,
    GUILD,
    MINUTE,
    ORGANISERS,
    START,
    lead,
    member,
)
from tests.services.small_discord import Lost

DOORS = START - 10 * MINUTE
SECOND = timedelta(seconds=1)


async def planned(story, **wish):
    await story.settle_server()
    await story.plan(**wish)


OLU = Actor(MemberId(900), "Olu", manages=True)
"""An organiser, who does not lead."""


async def deleted(story, **wish):
    """Somebody deletes the room of an evening that has begun."""
    now = await story.begun(**wish)
    del story.discord.channels[now.room]
    await story.ticks.look(now.id)
    await story.wait(seconds=5)
    return now


async def test_a_room_is_not_opened_again_where_none_can_open(story):
    now = await deleted(story)
    story.discord.needs.append(Need("no_manage_channels", {"category": "Meetings"}))
    with pytest.raises(CannotOpen):
        await story.room_requests.open_again(now.id, OLU)
    assert (await story.occurrence()).phase is Phase.DELETED
    story.discord.needs.clear()
    await story.room_requests.open_again(now.id, OLU)
    await story.wait(seconds=5)
    assert (await story.occurrence()).phase is Phase.OPEN


async def test_a_room_deleted_by_hand_stays_deleted_and_the_organisers_are_asked_once(story):
    now = await deleted(story)
    await story.restart()
    await story.wait(minutes=20)
    assert story.discord.channels == {}
    assert story.discord.keys(ORGANISERS) == ["organisers.deleted"]
    assert (await story.meetings.get(now.id)).people == now.people
    with pytest.raises(RoomDeleted):
        await story.door.knock(now.id, member(1), Way.SPEAKING)


async def test_an_organiser_opens_it_again_with_its_own_card_and_everybody_in_it(story):
    now = await deleted(story)
    await story.room_requests.open_again(now.id, OLU)
    await story.wait(seconds=5)
    (room,) = story.discord.channels
    again = await story.meetings.get(now.id)
    assert (again.room, again.now_in) == (room, now.now_in)
    assert [type(one.drawing) for one in story.discord.said(room)] == [Card]
    assert story.discord.channels[room].allowed == {one.id for one in now.people}
    assert story.meetings.in_room(room) == now.id


async def test_two_organisers_who_press_open_one_room(story):
    now = await deleted(story)
    await story.room_requests.open_again(now.id, OLU)
    with pytest.raises(closing.OpenAlreadyAgain):
        await story.room_requests.open_again(now.id, OLU)
    await story.wait(minutes=1)
    assert len(story.discord.channels) == 1


async def test_nobody_but_an_organiser_opens_it_again(story):
    now = await deleted(story)
    for who in (member(1), replace(lead(), manages=False)):
        with pytest.raises(NotAnOrganiser):
            await story.room_requests.open_again(now.id, who)


async def test_nobody_is_asked_twice_a_second_deletion_ends_the_meeting(story):
    now = await deleted(story)
    await story.room_requests.open_again(now.id, OLU)
    await story.wait(minutes=1)
    story.discord.channels.clear()
    await story.ticks.look(now.id)
    await story.wait(seconds=5)
    assert (await story.occurrence()).phase is Phase.CLOSED
    assert story.discord.keys(ORGANISERS) == ["organisers.deleted", "organisers.room_gone"]
    assert story.discord.said(ANNOUNCED)[0].shown.shut
    with pytest.raises(MeetingOver):
        await story.room_requests.open_again(now.id, OLU)


async def test_a_question_that_nobody_answers_ends_with_the_evening(story):
    now = await deleted(story)
    await story.until(now.starts_at + 51 * MINUTE)
    assert (await story.occurrence()).phase is Phase.CLOSED
    assert await story.kept.run(lambda tx: tx.live_meetings.all()) == ()
    assert story.discord.said(ANNOUNCED)[0].shown.shut
    with pytest.raises(MeetingOver):
        await story.room_requests.open_again(now.id, OLU)


@pytest.mark.parametrize("missing", ["no_organisers", "organisers_closed"])
async def test_where_nobody_can_be_asked_the_meeting_ends_kindly(story, missing):
    now = await story.begun()
    story.discord.needs.append(Need(missing, {}, blocks=False))
    del story.discord.channels[now.room]
    await story.ticks.look(now.id)
    await story.wait(seconds=5)
    assert (await story.occurrence()).phase is Phase.CLOSED
    assert story.discord.said(ANNOUNCED)[0].shown.shut


async def test_after_a_deletion_another_meeting_of_the_title_may_be_started(story):
    await deleted(story)
    assert await story.schedule.start_now(GUILD, lead(), Wish("Tuesday group"))


async def test_a_room_that_cannot_open_again_in_time_ends_its_meeting(story):
    now = await deleted(story)
    await story.room_requests.open_again(now.id, OLU)
    story.clock.at = now.starts_at + 55 * MINUTE
    await story.restart()
    await story.wait(seconds=5)
    assert (await story.occurrence()).phase is Phase.CLOSED


async def test_a_reopened_room_found_too_late_ends_its_meeting_and_goes(story):
    now = await deleted(story)
    story.discord.plan("create", Lost())
    await story.room_requests.open_again(now.id, OLU)
    await story.wait(seconds=1)
    (room,) = story.discord.channels
    story.discord.channels[room].inside.add(member(1).id)
    story.clock.at = now.starts_at + 55 * MINUTE
    story.discord.plan("find", Unsure())
    await story.restart()
    await story.wait(minutes=2)
    await story.everybody_leaves()
    await story.wait(minutes=8)
    assert (await story.occurrence()).phase is Phase.CLOSED
    assert story.discord.channels == {}


async def test_the_people_of_a_reopened_room_are_let_in_even_at_the_second_try(story):
    now = await deleted(story)
    story.discord.plan("admit", Unsure())
    await story.room_requests.open_again(now.id, OLU)
    await story.wait(seconds=65)
    (room,) = story.discord.channels
    assert story.discord.channels[room].allowed == {one.id for one in now.people}


async def test_that_a_room_is_unseen_for_a_moment_does_not_mean_it_is_gone(story):
    now = await story.begun()
    story.discord.plan("keep_closed", *[Unsure()] * 2, Blocked("no_view"))
    await story.wait(minutes=4)
    assert (await story.occurrence()).room == now.room
    assert story.discord.made == 1


async def test_nothing_is_done_for_a_server_that_removes_the_bot(story):
    now = await story.begun()
    await story.meetings.decide(now.id, lambda m, _: m)
    await story.ticks.server_left(GUILD)
    said, made = len(story.discord.messages), story.discord.made
    await story.wait(hours=3)
    assert (len(story.discord.messages), story.discord.made) == (said, made)
    assert (await story.occurrence()).phase is Phase.ABANDONED
    assert await story.kept.run(lambda tx: tx.live_meetings.all()) == ()
    assert story.meetings.in_room(now.room) is None


async def test_work_under_way_stops_when_the_server_removes_the_bot(story):
    import asyncio  # noqa: PLC0415 - one story holds a request up

    await planned(story)
    asked = asyncio.Event()

    async def create(server, occurrence):
        asked.set()
        await asyncio.Event().wait()

    story.rooms.rooms.create = create
    story.clock.at = DOORS
    await story.ticks.tick()
    await asked.wait()
    await story.ticks.tick()
    await story.ticks.server_left(GUILD)
    await story.ticks.idle()
    assert await story.ticks.tick() is None
