"""Two processes by mistake, and things that change while something is under way (P5, T-TWO-1)."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.calendar.occurrence import Phase
from bot.domain.server.onlookers import Doorway
from tests.services.conftest import GUILD, START, Story, lead, member
from tests.services.small_discord import Late

DOORS = START - timedelta(minutes=10)


@pytest.fixture
async def twin(story):
    """A second process on the same database and the same Discord."""
    return Story(story.kept, story.discord, story.clock)


async def test_two_processes_open_one_room_and_say_everything_once(story, twin):
    await story.settle_server()
    await story.plan()
    for second in range(0, 120, 1):
        story.clock.at = DOORS + timedelta(seconds=second)
        await asyncio.gather(story.tick(), twin.tick())
    assert (story.discord.made, len(story.discord.channels)) == (1, 1)
    assert max(Counter(one.nonce for one in story.discord.said()).values()) == 1


async def test_a_room_that_lost_the_race_is_removed_by_whoever_made_it(story, twin):
    await story.settle_server()
    await story.plan()
    asked, answer, create = asyncio.Event(), asyncio.Event(), story.rooms.rooms.create

    async def slowly(server, occurrence):
        asked.set()
        await answer.wait()
        return await create(server, occurrence)

    story.rooms.rooms.create = slowly
    story.clock.at = DOORS
    await story.ticks.tick()
    await asked.wait()
    await twin.until(DOORS + timedelta(seconds=30))
    kept = (await story.occurrence()).room
    assert set(story.discord.channels) == {kept}
    answer.set()
    await story.ticks.idle()
    assert set(story.discord.channels) == {kept}
    assert story.discord.made == 2


async def test_a_lost_race_without_a_winner_leaves_the_room_to_whoever_looks(story):
    await story.settle_server()
    await story.plan()
    one = await story.occurrence()
    server = await story.setup.get(GUILD)
    story.clock.at = DOORS
    intent = await story.kept.run(lambda tx: story.rooms._intend(tx, one))
    await story.kept.run(lambda tx: tx.occurrences.save(replace(intent, attempt=2, due=DOORS)))
    assert not await story.rooms._ask(server, one)
    assert not await story.rooms._is_open(intent, server, 404, Doorway(closed=True))
    await story.rooms._remove_spare(intent, ())
    await story.until(DOORS + timedelta(seconds=30))
    assert len(story.discord.channels) == 1


async def test_what_has_moved_on_is_left_alone_by_those_who_looked_before(story):
    now = await story.begun()
    seen = await story.occurrence()
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    ended = await story.occurrence()
    await story.closings.watch(seen)
    await story.closings.miss(seen)
    await story.closings._room_gone(seen)
    await story.rooms._block(seen, "no_view")
    assert await story.occurrence() == ended
    closed = await story.kept.run(
        lambda tx: tx.occurrences.save(replace(ended, phase=Phase.CLOSED))
    )
    await story.closings.wait_for_last_to_leave(ended)
    assert await story.occurrence() == closed
    assert now.room in story.discord.channels


async def test_a_press_while_the_room_is_looked_at_is_not_lost(story):
    now = await story.opened()
    keep_closed = story.closings.rooms.keep_closed

    async def slowly(server, room, inside, *guests):
        running = await story.meetings.get(now.id)
        if running.stage == 0:
            await story.meetings.begin(now.id, lead(), running.place)
        return await keep_closed(server, room, inside, *guests)

    story.closings.rooms.keep_closed = slowly
    await story.until(START + timedelta(minutes=20, seconds=2))
    assert (await story.occurrence()).began_at is not None
    assert "note.nobody_began" not in story.discord.keys(now.room)


async def test_who_asks_to_look_while_somebody_looks_is_heard(story):
    now = await story.begun()
    keep_closed = story.closings.rooms.keep_closed

    async def slowly(server, room, inside, *guests):
        stands = await keep_closed(server, room, inside, *guests)
        if room in story.discord.channels:
            del story.discord.channels[room]
            await story.ticks.look(now.id)
        return stands

    story.closings.rooms.keep_closed = slowly
    await story.ticks.look(now.id)
    await story.wait(seconds=5)
    assert (await story.occurrence()).phase is Phase.DELETED


async def test_a_meeting_that_ends_while_its_room_is_looked_at_has_ended(story):
    now = await story.begun()
    seen = await story.occurrence()
    story.closings.keeping.admissions.want(now.id)
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    await story.closings._voice_is(now.id, frozenset({member(1).id}))
    await story.closings.watch(seen)
    await story.closings.opened(seen)
    await story.closings.resume(seen)
    assert (await story.occurrence()).phase is Phase.ENDED


async def test_looking_at_what_is_over_or_not_yet_due_changes_nothing(story):
    await story.settle_server()
    await story.plan()
    planned = await story.occurrence()
    await story.ticks.look(planned.id)
    await story.ticks.look(404)
    await story.ticks._put_off(404)
    await story.ticks._step(404)
    assert await story.occurrence() == planned
    later = replace(planned, due=START - timedelta(hours=1))
    await story.kept.run(lambda tx: tx.occurrences.save(later))
    await story.tick()
    assert (await story.occurrence()).due == START - timedelta(minutes=30)


async def test_a_late_room_of_a_meeting_that_moved_on_is_not_taken_for_its_own(story):
    await story.settle_server()
    await story.plan()
    story.discord.plan("create", Late(timedelta(seconds=1)))
    await story.until(DOORS)
    seen = await story.occurrence()
    await story.until(DOORS + timedelta(seconds=5))
    await story.kept.run(lambda tx: story.rooms.late_rooms._adopt(tx, seen, 404))
    assert (await story.occurrence()).phase is Phase.OPEN
