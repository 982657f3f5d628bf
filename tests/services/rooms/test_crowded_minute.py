"""A crowded minute begins early: rooms stand before their instant, doors and cards come with it."""

import asyncio
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.domain.calendar.occurrence import Phase, RoomKind
from bot.domain.ids import OccurrenceId
from bot.domain.outbox_entry import EntryKind, OutboxEntry, Subject
from bot.domain.rooms import crowded
from bot.domain.server.onlookers import NOBODY
from bot.services.ports.drawings import DoorMessage, Line
from bot.services.ports.trouble import Unsure
from bot.services.rooms.in_turn.due_work import AT_A_TICK, DueWork
from bot.services.rooms.work_in_progress import MUCH, SOON, WHILE_BUSY, WorkInProgress
from bot.simulation.in_memory.small_discord import EarliestAlarm
from tests.services.conftest import GUILD, MINUTE, Story
from tests.services.rooms.crowd import (
    DOORS,
    FEW,
    REQUEST,
    SECOND,
    BusyDiscord,
    crowd,
    early,
    everyone,
)
from tests.services.small_discord import Clock, Discord, Lost

CROWD = 300


@pytest.fixture
def discord(clock: Clock) -> Discord:
    return BusyDiscord(clock, sees_category=NOBODY)


def made(story: Story):
    return [one.made_at for one in story.discord.ever.values()]


async def test_rooms_of_300_meetings_stand_at_their_instant_and_doors_and_cards_come_with_it(story):
    await crowd(story, CROWD)
    await story.until(DOORS - timedelta(microseconds=1))
    assert len(made(story)) == CROWD
    assert DOORS - MINUTE < min(made(story)) <= max(made(story)) <= DOORS
    assert story.discord.said() == []
    assert all(one.has_early_room for one in await everyone(story))
    asked = sum(story.discord.calls[call] for call in ("create", "keep_closed", "find"))
    assert asked <= 2 * CROWD
    before = story.discord.calls["send"]
    await story.until(DOORS + MINUTE)
    assert {one.phase for one in await everyone(story)} == {Phase.OPEN}
    assert story.discord.calls["send"] - before == 2 * CROWD  # card and door
    said = [one for one in story.discord.said() if not isinstance(one.drawing, Line)]
    doors = [one for one in said if isinstance(one.drawing, DoorMessage)]
    assert len(doors) == CROWD
    latest = DOORS + 4 * CROWD * REQUEST  # with the lines under the rooms, and redrawn cards
    assert all(DOORS <= one.at <= latest for one in said)
    assert (len(made(story)), len(story.discord.channels)) == (CROWD, CROWD)
    assert story.discord.calls["find"] == 0


async def test_early_rooms_are_asked_for_in_turn_so_that_cards_go_on_beside_them(story):
    await crowd(story, CROWD)
    whole = crowded.Crowd(CROWD, crowded.begins({DOORS: CROWD})[DOORS])
    while (now := story.clock.now()) < DOORS - SECOND:
        await story.tick()
        assert len(made(story)) <= whole.next_at(now, CROWD)
        story.clock.at += SOON
    assert len(made(story)) == CROWD


async def test_a_tick_begins_a_part_of_what_is_due_and_a_little_more_each_time(story):
    await crowd(story, CROWD)
    await story.until(DOORS - SOON)
    story.clock.at = DOORS
    begun = [0]
    while begun[-1] < CROWD:
        following = await story.ticks.tick()
        begun.append(len(story.ticks._working.busy))
        assert begun[-1] == CROWD or following <= story.clock.now() + SOON
    parts = [after - before for before, after in pairwise(begun)]
    assert AT_A_TICK <= parts[0] < CROWD / 4
    assert parts[:-1] == [parts[0] + number for number in range(len(parts) - 1)]
    await story.ticks.idle()


async def test_no_door_that_stands_asks_for_a_tick_of_its_own(story):
    await crowd(story, FEW)
    await story.until(DOORS - SOON)
    story.clock.at = DOORS
    asked, by = [], story.alarm.by

    def hear(at):
        asked.append(at - story.clock.now())
        by(at)

    story.alarm.by = hear
    while len(story.discord.said()) < 2 * FEW:
        await story.ticks.tick()
        await story.ticks.idle()
    assert len(asked) >= 2 * FEW
    assert min(asked) == SOON


async def test_where_much_is_under_way_each_end_of_it_asks_for_a_later_tick(clock):
    ends, asked = asyncio.Event(), []

    class Asked(EarliestAlarm):
        def by(self, at):
            asked.append(at - clock.now())

    async def work(subject):
        await ends.wait()
        return True

    working = WorkInProgress(work, clock, Asked())
    for number in range(MUCH + 2):
        working.start(Subject.meeting(OccurrenceId(number)))
    ends.set()
    await working.idle()
    assert asked == [WHILE_BUSY] * 2 + [SOON] * MUCH


async def test_what_a_server_wants_as_a_whole_waits_while_many_meetings_are_worked_on(story):
    await crowd(story, FEW)
    await story.until(DOORS + MINUTE)
    about = Subject.server(GUILD)
    late = OutboxEntry(about, GUILD, EntryKind.WEEK, 99, story.clock.now())
    await story.kept.run(lambda tx: tx.outbox.want(late))
    many = frozenset(Subject.meeting(OccurrenceId(9000 + number)) for number in range(MUCH))

    async def due(busy):
        read = DueWork().read
        return (await story.kept.run(lambda tx: read(tx, story.clock.now(), busy)))[0]

    assert about in await due(frozenset(list(many)[1:]))
    assert about not in await due(many)


async def test_a_few_rooms_are_made_when_their_doors_open(story):
    await crowd(story, 20)
    await story.until(DOORS - SECOND)
    assert made(story) == []
    await story.until(DOORS + 5 * SECOND)
    assert len(made(story)) == 20


@pytest.mark.parametrize("kind", RoomKind)
async def test_a_process_that_dies_between_room_and_door_shows_the_very_room(story, kind):
    await early(story, room_kind=kind)
    room = (await story.occurrence()).room
    await story.restart()
    await story.until(DOORS - SECOND / 4)
    assert story.discord.said() == []
    await story.until(DOORS + 20 * SECOND)
    opened = await story.occurrence()
    assert (opened.phase, opened.room) == (Phase.OPEN, room)
    assert len(made(story)) == FEW


async def test_an_early_room_whose_answer_was_lost_is_found_and_waits_for_its_doors(story):
    story.discord.plan("create", *[Lost()] * 10)
    await crowd(story, FEW)
    await story.until(DOORS + 20 * SECOND)
    assert len(made(story)) == FEW
    assert {one.phase for one in await everyone(story)} == {Phase.OPEN}
    assert all(one.at >= DOORS for one in story.discord.said())


async def test_a_room_that_was_never_made_is_asked_for_again_once_that_is_certain(story):
    story.discord.plan("create", *[Unsure()] * 3)
    await crowd(story, FEW)
    await story.until(DOORS + MINUTE)
    assert len(story.discord.channels) == FEW
    assert {one.phase for one in await everyone(story)} == {Phase.OPEN}


async def test_an_early_room_that_somebody_deleted_is_made_again(story):
    await early(story)
    del story.discord.channels[(await story.occurrence()).room]
    await story.until(DOORS + MINUTE)
    opened = await story.occurrence()
    assert opened.phase is Phase.OPEN
    assert opened.room in story.discord.channels


async def test_an_early_room_that_others_see_is_closed_before_its_door_stands(story):
    await early(story)
    room = story.discord.channels[(await story.occurrence()).room]
    room.onlookers = type(NOBODY)(roles=("Verified",))
    await story.until(DOORS + 20 * SECOND)
    assert (await story.occurrence()).phase is Phase.OPEN
    assert room.onlookers == NOBODY


async def test_nobody_hears_of_a_room_that_is_early_where_the_door_is_open(story):
    story.discord.closed_door = False
    await early(story)
    assert story.discord.said() == []
    await story.until(DOORS + 20 * SECOND)
    assert (await story.occurrence()).phase is Phase.OPEN
