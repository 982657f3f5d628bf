"""Reminders while Discord, the process or the people do what they do: once, in time, or never."""

from datetime import timedelta

import pytest

from bot.services.ports.trouble import Unsure
from tests.services.calendar.changing import WEEK
from tests.services.calendar.reminding import ANA, MINUTE, asks, kept, later, reminded, starts, told
from tests.services.conftest import ANNOUNCED, GUILD, START, lead, member
from tests.services.small_discord import Killed, Lost

HOUR = timedelta(hours=1)


async def test_closed_messages_hold_up_nobody_and_the_wish_stays(file_story):
    series, _ = await reminded(file_story, 60)
    await asks(file_story, series, 60, by=member(2))
    file_story.discord.closed_to.add(ANA.id)
    await file_story.until(START - 50 * MINUTE)
    assert (told(file_story), len(told(file_story, member(2)))) == ([], 1)
    assert file_story.discord.calls["whisper"] == 2, "one try each"
    (waits,) = await kept(file_story)
    assert [one.starts_at for one in waits.waiting] == [START]
    file_story.discord.closed_to.clear()
    await later(file_story, START + WEEK)
    assert starts(file_story) == [START + WEEK]


async def test_of_two_that_became_due_while_the_bot_was_away_one_comes(file_story):
    await reminded(file_story)
    await file_story.until(START - 65 * MINUTE)
    file_story.clock.at = START - 9 * MINUTE
    await file_story.restart()
    await file_story.wait(minutes=3)
    assert starts(file_story) == [START]


async def test_after_the_start_it_comes_only_while_the_room_is_open(file_story):
    await reminded(file_story, 5)
    await file_story.until(START - 6 * MINUTE)
    file_story.clock.at = START + 4 * MINUTE
    await file_story.restart()
    await file_story.wait(minutes=1)
    (late,) = told(file_story)
    assert late.is_open
    assert late.door.channel == ANNOUNCED


@pytest.mark.parametrize("late", [11, 60, 24 * 60])
async def test_ten_minutes_after_the_start_it_never_comes_and_the_next_one_does(file_story, late):
    await reminded(file_story, 60)
    file_story.clock.at = START + late * MINUTE
    await file_story.restart()
    await file_story.wait(minutes=10)
    assert told(file_story) == []
    await later(file_story, START + WEEK)
    assert starts(file_story) == [START + WEEK]


async def test_it_is_never_sent_twice_however_often_the_answer_is_lost(file_story):
    await reminded(file_story, 60)
    file_story.discord.plan("whisper", *[Lost()] * 99)
    await file_story.until(START - MINUTE)
    assert len(told(file_story)) == 1
    (waits,) = await kept(file_story)
    assert len(waits.waiting) == 1, "nobody knows whether it came, so it can be looked up"


async def test_after_two_minutes_of_silence_it_is_not_sent_any_more(file_story):
    await reminded(file_story, 60)
    file_story.discord.plan("whisper", *[Unsure()] * 40)
    await file_story.until(START - 56 * MINUTE)
    file_story.discord.plans["whisper"].clear()
    await file_story.until(START)
    assert told(file_story) == []


async def test_whoever_left_the_server_or_was_banned_hears_nothing_more(file_story):
    await reminded(file_story)
    file_story.discord.standings[ANA.id] = None
    await later(file_story, START + WEEK)
    assert (told(file_story), await kept(file_story)) == ([], ())
    del file_story.discord.standings[ANA.id]
    await later(file_story, START + 2 * WEEK)
    assert told(file_story) == []


async def test_once_the_bot_is_removed_nothing_comes_and_the_wish_goes_with_the_group(file_story):
    await reminded(file_story, 60)
    await file_story.ticks.server_left(GUILD)
    file_story.discord.unheard_of.add(GUILD)
    await file_story.until(START + HOUR)
    assert told(file_story) == []
    await later(file_story, START + 2 * WEEK)
    assert (told(file_story), await kept(file_story)) == ([], ()), "forgotten with the group"


async def test_taken_in_again_it_comes_once_somebody_says_that_all_goes_on(file_story):
    await reminded(file_story, 60)
    await file_story.ticks.server_left(GUILD)
    await file_story.departures.returned(GUILD)
    await file_story.until(START + HOUR)
    assert told(file_story) == [], "nobody has said yet that all goes on"
    await file_story.departures.take_back(GUILD, lead())
    await later(file_story, START + WEEK)
    assert starts(file_story) == [START + WEEK]


async def test_25_at_the_same_instant_each_get_one(file_story):
    series, _ = await reminded(file_story, 60)
    for number in range(2, 26):
        await asks(file_story, series, 60, by=member(number))
    await file_story.until(START - 59 * MINUTE)
    assert [len(told(file_story, member(number))) for number in range(1, 26)] == [1] * 25


@pytest.mark.parametrize("place", [1, 3, 4, 6])
async def test_wherever_the_process_ends_each_date_is_told_of_once_or_never(file_story, place):
    await reminded(file_story, 60)
    await file_story.until(START - 61 * MINUTE)
    file_story.discord.killed_at = file_story.discord.boundaries + place
    with pytest.raises(Killed):
        await file_story.wait(days=8)
    await file_story.restart()
    await later(file_story, START + 2 * WEEK)
    found = starts(file_story)
    assert len(found) == len(set(found))
    assert START + 2 * WEEK in found, "the chain goes on"


async def test_erased_while_one_is_on_its_way_nothing_is_left_of_it(file_story):
    await reminded(file_story, 60)
    file_story.discord.plan("whisper", *[Unsure()] * 3)
    await file_story.until(START - HOUR + timedelta(seconds=7))
    await file_story.privacy.erase(ANA.id, GUILD)
    await later(file_story, START + WEEK)
    assert (told(file_story), await kept(file_story)) == ([], ())
