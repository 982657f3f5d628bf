"""Coming back after a fall: late, too late, and what was left behind.

See docs/reliability.md#after-a-restart.
"""

from datetime import timedelta

import pytest

from bot.domain.calendar.occurrence import Phase
from bot.services.ports.trouble import Unsure
from tests.services.conftest import (
    ANNOUNCED,
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


async def test_a_bot_that_comes_back_after_the_start_opens_late_and_says_so_once(story):
    await planned(story)
    story.clock.at = START + 7 * MINUTE
    await story.restart()
    await story.wait(seconds=5)
    room = (await story.occurrence()).room
    assert story.discord.keys(room) == ["note.opened_late"]
    assert story.discord.said(room)[1].drawing.facts["minutes"] == "7"
    await story.wait(minutes=3)
    assert story.discord.keys(room) == ["note.opened_late"]


@pytest.mark.parametrize(
    ("after", "told"),
    [(timedelta(minutes=16), 1), (timedelta(hours=20), 1), (timedelta(days=3), 0)],
)
async def test_a_bot_that_comes_back_too_late_notes_what_was_missed(story, after, told):
    await planned(story)
    story.clock.at = START + after
    await story.restart()
    await story.wait(seconds=5)
    occurrence = await story.occurrence()
    assert (occurrence.phase, occurrence.reason) == (Phase.MISSED, "down")
    assert len(story.discord.keys(ORGANISERS)) == told
    assert story.discord.made == 0


@pytest.mark.parametrize("gone", [False, True])
async def test_a_room_made_before_a_long_fall_is_removed_and_the_meeting_missed(story, gone):
    await planned(story)
    story.discord.plan("create", Lost())
    await story.until(DOORS + SECOND)
    story.clock.at = START + 40 * MINUTE
    if gone:
        story.discord.plan("delete", Unsure())
        story.discord.plan("exists", Unsure())
    await story.restart()
    await story.wait(minutes=10)
    assert story.discord.channels == {}
    assert (await story.occurrence()).phase is Phase.MISSED
    assert story.discord.keys(ORGANISERS) == [
        "organisers.missed" if gone else "organisers.missed_open"
    ]
    assert story.discord.keys(ANNOUNCED) == ([] if gone else ["note.not_held"])


async def test_a_late_room_that_is_gone_after_all_is_no_room(story):
    await planned(story)
    story.discord.plan("create", Lost())
    await story.until(DOORS + SECOND)
    story.clock.at = START + 40 * MINUTE
    story.discord.plan("delete", Lost())
    await story.restart()
    await story.wait(seconds=5)
    assert (await story.occurrence()).phase is Phase.MISSED


async def test_a_late_room_with_people_in_it_stays_until_they_leave(story):
    await planned(story)
    story.discord.plan("create", Lost())
    await story.until(DOORS + SECOND)
    (room,) = story.discord.channels
    story.discord.channels[room].inside.add(member(1).id)
    story.clock.at = START + 40 * MINUTE
    await story.restart()
    await story.wait(minutes=10)
    assert room in story.discord.channels
    await story.everybody_leaves()
    await story.wait(minutes=7)
    assert story.discord.channels == {}
    assert (await story.occurrence()).phase is Phase.MISSED


async def test_nobody_looks_for_a_room_longer_than_a_day(story):
    await planned(story)
    story.discord.plan("create", Unsure())
    await story.until(DOORS + SECOND)
    story.clock.at = START + timedelta(days=2)
    story.discord.plan("find", Unsure())
    await story.restart()
    await story.wait(seconds=10)
    assert (await story.occurrence()).phase is Phase.MISSED


async def test_a_room_asked_for_before_a_long_fall_and_never_made_is_missed(story):
    await planned(story)
    story.discord.plan("create", Unsure())
    await story.until(DOORS + SECOND)
    story.clock.at = START + 40 * MINUTE
    await story.restart()
    await story.wait(seconds=10)
    assert (await story.occurrence()).phase is Phase.MISSED
    assert story.discord.made == 0
