"""Reminders: only who asked, at the time they chose, of dates as they stand."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.calendar.reminder import LeadOutOfRange
from bot.domain.ids import GuildId
from bot.services.calendar.reminders.reminders import MeetingGone, NoReminder, NothingToRemind
from tests.services.calendar.changing import WEEK, meant, move, skip, weekly, yes
from tests.services.calendar.reminding import ANA, MINUTE, asks, kept, later, reminded, starts, told
from tests.services.conftest import GUILD, START, lead, member

HOUR = timedelta(hours=1)


async def test_it_comes_an_hour_and_ten_minutes_before_every_date(file_story):
    await reminded(file_story)
    await file_story.until(START - HOUR - MINUTE)
    assert told(file_story) == []
    await file_story.until(START - HOUR + MINUTE)
    assert starts(file_story) == [START]
    await file_story.until(START - 9 * MINUTE)
    assert starts(file_story) == [START] * 2
    await later(file_story, START + WEEK)
    assert starts(file_story) == [START] * 2 + [START + WEEK] * 2


async def test_nobody_else_hears_of_it(file_story):
    await reminded(file_story)
    await file_story.until(START)
    assert {to for to, _ in file_story.discord.whispers} == {ANA.id}


async def test_asked_for_twice_and_by_twenty_at_once_it_is_one_for_each(file_story):
    series, _ = await reminded(file_story)
    await asks(file_story, series, keeps=True)
    for number in range(2, 21):
        await asks(file_story, series, by=member(number))
    await file_story.until(START)
    assert [len(told(file_story, member(number))) for number in range(1, 21)] == [2] * 20


async def test_a_press_where_there_is_one_already_changes_nothing_of_it(file_story):
    series, _ = await reminded(file_story, 90, week=1)
    shown = await asks(file_story, series, keeps=True)
    assert shown.reminder.leads == (90,)
    assert shown.reminder.rule_date is not None


async def test_for_one_date_alone_it_comes_for_that_and_is_forgotten_a_day_after_it(file_story):
    await reminded(file_story, 30, week=1)
    await later(file_story, START + 3 * WEEK)
    assert starts(file_story) == [START + WEEK]
    await file_story.ticks.prune()
    assert await kept(file_story) == ()


async def test_every_date_takes_the_place_of_one_date_and_the_other_way_round(file_story):
    series, _ = await reminded(file_story, 30, week=1)
    every = (await asks(file_story, series)).reminder
    assert every.leads == (30,), "how long before stays as it was chosen"
    assert [one.rule_date for one in await kept(file_story)] == [None]
    await asks(file_story, series, week=2)
    assert [one.rule_date.day for one in await kept(file_story)] == [15]
    await later(file_story, START + 3 * WEEK)
    assert starts(file_story) == [START + 2 * WEEK]


async def test_what_starts_sooner_than_that_is_said_and_only_the_later_one_comes(file_story):
    file_story.clock.at = START - 20 * MINUTE
    series = await weekly(file_story)
    usual = await asks(file_story, series)
    assert (usual.is_too_soon, usual.due[0].minutes) == (False, 10)
    longer = await asks(file_story, series, 60)
    assert longer.is_too_soon
    assert longer.due[0].at == START + WEEK - HOUR
    await file_story.until(START + HOUR)
    assert told(file_story) == []


async def test_a_date_that_moves_is_told_of_at_its_new_time_alone(file_story):
    series, _ = await reminded(file_story, 60)
    await move(file_story, series, 0, START + HOUR)
    await file_story.until(START + 2 * HOUR)
    assert starts(file_story) == [START + HOUR]
    await move(file_story, series, 1, START + WEEK - 15 * MINUTE)
    await later(file_story, START + WEEK)
    assert starts(file_story)[1:] == [START + WEEK - 15 * MINUTE]


async def test_moved_once_it_was_told_of_it_is_told_of_again_and_moved_back_is_not(file_story):
    series, _ = await reminded(file_story, 60)
    await file_story.until(START - 50 * MINUTE)
    moved = await move(file_story, series, 0, START + HOUR)
    await file_story.until(START - 40 * MINUTE)
    await file_story.changes.undo(GUILD, lead(), moved.change.id)
    await file_story.until(START + HOUR)
    assert starts(file_story) == [START]


async def test_a_date_that_does_not_take_place_is_not_told_of_until_that_is_taken_back(file_story):
    series, _ = await reminded(file_story, 60)
    await skip(file_story, series, 0)
    skipped = await skip(file_story, series, 1)
    await file_story.until(START + HOUR)
    assert told(file_story) == []
    await file_story.changes.undo(GUILD, lead(), skipped.change.id)
    await later(file_story, START + WEEK)
    assert starts(file_story) == [START + WEEK]


async def test_in_a_pause_none_comes_and_after_it_they_do(file_story):
    series, _ = await reminded(file_story, 60)
    until = START + 10 * WEEK - HOUR
    paused = await file_story.changes.ask_pause(await meant(file_story, series), until)
    await yes(file_story, paused)
    await later(file_story, START + 9 * WEEK)
    assert told(file_story) == []
    await later(file_story, START + 10 * WEEK)
    assert starts(file_story) == [START + 10 * WEEK]


async def test_a_series_that_ends_takes_them_along_once_that_stands(file_story):
    series, _ = await reminded(file_story)
    over = await yes(
        file_story, await file_story.changes.ask_cancel(await meant(file_story, series))
    )
    assert len(await kept(file_story)) == 1, "it can be taken back"
    await file_story.changes.undo(GUILD, lead(), over.change.id)
    await file_story.until(START)
    assert starts(file_story) == [START] * 2
    await yes(file_story, await file_story.changes.ask_cancel(await meant(file_story, series)))
    await later(file_story, START + 3 * WEEK)
    await file_story.ticks.prune()
    assert (starts(file_story), await kept(file_story)) == ([START] * 2, ())
    with pytest.raises(NothingToRemind):
        await asks(file_story, series)


async def test_stopped_is_stopped_and_only_by_whose_it_is(file_story):
    series, reminder = await reminded(file_story)
    await asks(file_story, series, by=member(2))
    with pytest.raises(NoReminder):
        await file_story.reminders.stop(member(2).id, reminder.id)
    await file_story.reminders.stop(ANA.id, reminder.id)
    with pytest.raises(NoReminder):
        await file_story.reminders.stop(ANA.id, reminder.id)
    await later(file_story, START + WEEK)
    assert (told(file_story), len(told(file_story, member(2)))) == ([], 4)


async def test_asked_for_again_after_it_was_told_the_same_one_does_not_come_twice(file_story):
    series, reminder = await reminded(file_story, 60)
    await file_story.until(START - 50 * MINUTE)
    await file_story.reminders.stop(ANA.id, reminder.id)
    await asks(file_story, series, 60)
    await file_story.until(START + HOUR)
    assert starts(file_story) == [START]


async def test_from_another_server_or_of_what_nobody_planned_there_is_none(file_story):
    series, _ = await reminded(file_story)
    with pytest.raises(MeetingGone):
        await asks(file_story, replace(series, id=series.id + 1))
    elsewhere = GuildId(GUILD + 1)
    now = await file_story.occurrence()
    with pytest.raises(MeetingGone):
        await file_story.reminders.series_of(elsewhere, now.id)
    assert (await file_story.reminders.series_of(GUILD, now.id)).series == series.id


@pytest.mark.parametrize("leads", [(4,), (60, 1441), (0,)])
async def test_no_reminder_comes_later_than_five_minutes_or_earlier_than_a_day(file_story, leads):
    file_story.clock.at = START - 3 * HOUR
    series = await weekly(file_story)
    with pytest.raises(LeadOutOfRange):
        await asks(file_story, series, *leads)


async def test_over_summer_time_it_comes_just_as_long_before(file_story):
    series, _ = await reminded(file_story, 60)
    file_story.clock.at = START.replace(year=2027, month=3, day=24)
    await file_story.restart()
    await file_story.until(START.replace(year=2027, month=3, day=30, hour=15, minute=59))
    assert told(file_story) == []
    await file_story.wait(minutes=2)
    assert starts(file_story) == [START.replace(year=2027, month=3, day=30, hour=17)]
    assert series.timezone == "Europe/Rome"
