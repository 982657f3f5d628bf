"""Rooms deleted by hand, and servers that remove the bot (reliability.md §4.6, T-LIFE-1)."""

from datetime import timedelta

from bot.domain.occurrence import Phase
from bot.services.ports import Blocked, Card, Unsure
from tests.services.conftest import (
    ANNOUNCED,
    GUILD,
    MINUTE,
    ORGANISERS,
    START,
    member,
)
from tests.services.small_discord import Lost

DOORS = START - 10 * MINUTE
SECOND = timedelta(seconds=1)


async def planned(story, **wish):
    await story.settle_server()
    await story.plan(**wish)


async def test_a_room_deleted_by_hand_opens_again_after_a_minute_with_its_own_card(story):
    now = await story.begun()
    del story.discord.channels[now.room]
    await story.openings.look(now.id)
    await story.wait(seconds=50)
    assert story.discord.channels == {}
    assert story.discord.keys(ORGANISERS) == ["organisers.reopening"]
    await story.wait(seconds=15)
    (room,) = story.discord.channels
    again = await story.meetings.get(now.id)
    assert (again.room, again.now_in) == (room, now.now_in)
    assert [type(one.drawing) for one in story.discord.said(room)] == [Card]
    assert story.discord.channels[room].allowed == {one.id for one in now.people}
    assert story.meetings.in_room(room) == now.id


async def test_a_room_deleted_a_third_time_ends_the_meeting(story):
    now = await story.begun()
    for _ in range(3):
        await story.wait(seconds=70)
        for room in list(story.discord.channels):
            del story.discord.channels[room]
        await story.openings.look(now.id)
        await story.wait(seconds=5)
    await story.wait(minutes=3)
    assert (await story.occurrence()).phase is Phase.CLOSED
    assert story.discord.channels == {}
    assert story.discord.keys(ORGANISERS)[-1] == "organisers.room_gone"
    assert story.discord.said(ANNOUNCED)[0].shown.shut


async def test_a_room_that_cannot_open_again_in_time_ends_its_meeting(story):
    now = await story.begun()
    del story.discord.channels[now.room]
    await story.openings.look(now.id)
    await story.wait(seconds=5)
    story.clock.at = now.starts_at + 55 * MINUTE
    await story.restart()
    await story.wait(seconds=5)
    assert (await story.occurrence()).phase is Phase.CLOSED


async def test_a_reopened_room_found_too_late_ends_its_meeting_and_goes(story):
    now = await story.begun()
    del story.discord.channels[now.room]
    await story.openings.look(now.id)
    story.discord.plan("create", Lost())
    await story.wait(seconds=63)
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
    now = await story.begun()
    del story.discord.channels[now.room]
    await story.openings.look(now.id)
    story.discord.plan("admit", Unsure())
    await story.wait(seconds=65)
    await story.wait(seconds=65)
    (room,) = story.discord.channels
    assert story.discord.channels[room].allowed == {one.id for one in now.people}


async def test_that_a_room_is_unseen_for_a_moment_does_not_mean_it_is_gone(story):
    now = await story.begun()
    story.discord.plan("exists", *[Unsure()] * 2, Blocked("no_view"))
    await story.wait(minutes=4)
    assert (await story.occurrence()).room == now.room
    assert story.discord.made == 1


async def test_a_server_that_removes_the_bot_is_forgotten_and_nothing_is_done_for_it(story):
    now = await story.begun()
    await story.meetings.decide(now.id, lambda m, _: m)
    await story.openings.server_left(GUILD)
    said, made = len(story.discord.messages), story.discord.made
    await story.wait(hours=3)
    assert (len(story.discord.messages), story.discord.made) == (said, made)
    assert await story.kept.run(lambda tx: tx.occurrences.of(GUILD)) == ()
    assert await story.kept.run(lambda tx: tx.evenings.all()) == ()
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
    await story.openings.tick()
    await asked.wait()
    await story.openings.tick()
    await story.openings.server_left(GUILD)
    await story.openings.idle()
    assert await story.tick() is None
