"""The same two words mark a room on each of two servers: neither is taken for the other."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.calendar.occurrence import Phase
from bot.domain.ids import ChannelId, GuildId
from tests.services.conftest import GUILD, MINUTE, START
from tests.services.small_discord import Channel, Late, Lost

DOORS = START - 10 * MINUTE
SECOND = timedelta(seconds=1)
ELSEWHERE = GuildId(GUILD + 1)


@pytest.fixture
async def planned(story):
    await story.settle_server()
    await story.plan()
    return story


def room_elsewhere(story, code):
    """Let another server of ours have an empty room with the same code, made just now."""
    room, now = ChannelId(story.discord.new_id()), story.clock.now()
    kind = next(iter(story.discord.channels.values())).kind
    story.discord.channels[room] = Channel(ELSEWHERE, code, kind, now, now)
    return room


async def test_no_room_of_another_server_is_adopted_after_a_lost_answer(planned):
    planned.discord.plan("find", Lost(), Lost())
    planned.discord.plan("create", Lost())
    await planned.until(DOORS + SECOND)
    [ours] = planned.discord.channels
    theirs = room_elsewhere(planned, (await planned.occurrence()).code)
    await planned.restart()
    await planned.until(DOORS + MINUTE)
    assert (await planned.occurrence()).room == ours
    assert set(planned.discord.channels) == {ours, theirs}


async def test_no_room_of_another_server_is_swept_away(planned):
    planned.discord.plan("create", Late(timedelta(seconds=40)))
    await planned.until(DOORS + 30 * SECOND)
    kept = (await planned.occurrence()).room
    theirs = room_elsewhere(planned, (await planned.occurrence()).code)
    await planned.until(DOORS + 130 * SECOND)
    assert set(planned.discord.channels) == {kept, theirs}


async def test_a_meeting_planned_anew_keeps_no_code_that_another_took_meanwhile(planned):
    def marked(tx):
        [one] = tx.occurrences.of(GUILD)
        tx.occurrences.save(replace(one, code="calm-otter"))
        stands = replace(one, id=one.id + 1, phase=Phase.ABANDONED, code="calm-otter")
        tx.occurrences.add(replace(stands, starts_at=one.starts_at + MINUTE))

    await planned.kept.run(marked)
    await planned.until(DOORS + 5 * SECOND)
    opened = await planned.occurrence()
    assert (opened.phase, planned.discord.made) == (Phase.OPEN, 1)
    assert opened.code != "calm-otter"
    assert {one.code for one in planned.discord.channels.values()} == {opened.code}
