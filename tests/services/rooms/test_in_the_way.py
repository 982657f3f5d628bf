"""What comes in between: a database in the way, a gateway that goes, a person who left."""

import asyncio

import pytest

from bot.domain.ids import MemberId
from bot.domain.meeting.rights import NotHere
from bot.services.ports.trouble import Gone
from bot.storage.files.faults import StorageFault
from tests.services.conftest import GUILD, MINUTE, START, lead, member


class Faulty:
    """The store, with a fault in the way of the next works."""

    def __init__(self, store, faults: int) -> None:
        self.store, self.faults, self.latest = store, faults, store.latest

    async def run(self, work):
        if self.faults:
            self.faults -= 1
            raise StorageFault("fault.database_busy")
        return await self.store.run(work)


async def test_a_start_with_the_database_in_the_way_is_made_up_for_by_a_tick(story):
    now = await story.begun()
    story.start()
    story.ticks._resuming.store = Faulty(story.store, faults=1)
    await story.ticks.resume()
    assert story.meetings.in_room(now.room) is None
    await story.tick()
    assert story.meetings.in_room(now.room) == now.id


async def test_a_room_is_not_deleted_when_nobody_knows_any_more_who_is_in_it(story):
    now = await story.begun()
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    await story.everybody_leaves()
    await story.wait(minutes=4)
    occupants, looks = story.closings.rooms.occupants, []

    def only_once(guild, room):
        looks.append(room)
        return occupants(guild, room) if len(looks) == 1 else None

    story.clock.at += 2 * MINUTE
    story.closings.rooms.occupants = only_once
    await story.tick()
    assert len(looks) > 1
    assert story.discord.deleted == []


async def test_who_left_the_server_keeps_nobody_else_out_after_a_restart(story):
    now = await story.begun()
    room = story.discord.channels[now.room]
    room.allowed.clear()
    story.discord.plan("admit_all", Gone())
    story.discord.plan("admit", Gone())
    await story.restart()
    await story.tick()
    assert len(room.allowed) == len(now.here) - 1
    story.discord.plan("admit", *[Gone()] * 10)
    await story.wait(minutes=3)
    assert len(story.discord.plans["admit"]) == 10, "nobody is let in again and again"


async def test_only_somebody_the_meeting_knows_can_be_let_back_in(story):
    now = await story.begun()
    room = story.discord.channels[now.room]
    everyone = MemberId(GUILD)
    room.barred.add(everyone)
    with pytest.raises(NotHere):
        await story.removals.let_back_in(now.id, lead(), everyone)
    assert room.barred == {everyone}
    await story.removals.remove(now.id, lead(), member(1).id, sure=True)
    await story.removals.let_back_in(now.id, lead(), member(1).id)
    await story.removals.let_back_in(now.id, lead(), member(1).id)
    assert member(1).id not in room.barred


async def test_settings_that_were_read_never_cover_those_saved_meanwhile(story):
    await story.settle_server()
    story.setup.forget(GUILD)
    run, may_go_on, read = story.setup.store.run, asyncio.Event(), asyncio.Event()

    async def slowly(work):
        found = await run(work)
        read.set()
        await may_go_on.wait()
        return found

    story.setup.store.run = slowly
    reading = asyncio.create_task(story.setup.get(GUILD))
    await read.wait()
    story.setup.store.run = run
    await story.setup.save(GUILD, lead(), adults_only=True)
    may_go_on.set()
    await reading
    assert (await story.setup.get(GUILD)).adults_only
    assert story.clock.now() < START
