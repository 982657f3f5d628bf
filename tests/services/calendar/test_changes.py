"""Dates moved and skipped: asked first, made once, taken back."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.calendar.occurrence import Phase
from bot.services.calendar.changes.refusals import (
    ChangeGone,
    DateNotHeld,
    TooLateToUndo,
)
from tests.services.calendar.changing import (
    HOUR,
    TUESDAY,
    WEEK,
    meant,
    move,
    rows,
    skip,
    weekly,
    yes,
)
from tests.services.conftest import GUILD, MINUTE, START, lead, member


async def test_a_moved_date_keeps_its_name_in_the_rule_and_opens_at_its_new_time(story):
    series = await weekly(story)
    await move(story, series, 0, START + HOUR)
    one = (await rows(story))[TUESDAY]
    assert (one.starts_at, one.ends_at) == (START + HOUR, START + 2 * HOUR)
    assert (one.due, one.moved_from) == (START + HOUR - 30 * MINUTE, START)
    await story.until(START + 5 * MINUTE)
    assert story.discord.made == 0
    await story.until(START + HOUR - 9 * MINUTE)
    assert story.discord.made == 1


async def test_a_skipped_date_does_not_open_and_the_next_one_does(story):
    series = await weekly(story)
    await skip(story, series, 0)
    await story.until(START + HOUR)
    assert story.discord.made == 0
    assert (await story.schedule.next(GUILD, member(1))).coming.starts_at == START + WEEK
    await story.until(START + WEEK - 9 * MINUTE)
    assert story.discord.made == 1


async def test_a_date_far_ahead_is_written_down_early_and_costs_none_before_it(story):
    series = await weekly(story)
    await skip(story, series, 8)
    await move(story, series, 6, timedelta(hours=1))
    for week in range(1, 10):
        story.clock.at = START + WEEK * week - timedelta(days=1)
        await story.schedule.plan_ahead()
    found = await rows(story)
    assert list(found) == [TUESDAY + WEEK * number for number in range(11)]
    assert [n for n, one in enumerate(found.values()) if one.phase is Phase.CANCELLED] == [8]
    assert found[TUESDAY + 6 * WEEK].starts_at == START + 6 * WEEK + HOUR


async def test_nothing_happens_before_it_was_agreed(story):
    series = await weekly(story)
    before = await rows(story)
    await story.changes.ask_move(await meant(story, series, 0), START + HOUR)
    await story.changes.ask_skip(await meant(story, series, 5))
    await story.changes.ask_pause(await meant(story, series), None)
    await story.changes.ask_cancel(await meant(story, series))
    assert await rows(story) == before


async def test_an_answer_counts_once_after_a_restart_too_and_not_for_ever(story):
    series = await weekly(story)
    asked = await story.changes.ask_move(await meant(story, series, 0), START + HOUR)
    late = await story.changes.ask_skip(await meant(story, series, 1))
    await story.restart()
    await yes(story, asked)
    with pytest.raises(ChangeGone):
        await yes(story, asked)
    story.clock.at += timedelta(minutes=61)
    with pytest.raises(ChangeGone):
        await yes(story, late)


async def test_two_who_move_one_date_at_once_the_second_reads_it_and_is_asked_again(story):
    series = await weekly(story)
    first = await story.changes.ask_move(await meant(story, series, 1), START + WEEK + HOUR)
    second = await story.changes.ask_move(await meant(story, series, 1), START + WEEK + 2 * HOUR)
    outlooks = await asyncio.gather(yes(story, first), yes(story, second, lead(2)))
    (again,) = [one for one in outlooks if one.has_changed]
    (done,) = [one for one in outlooks if not one.has_changed]
    assert again.change.date_before == done.change.date_after
    assert (await rows(story))[TUESDAY + WEEK].starts_at == done.change.date_after.starts_at
    assert not (await yes(story, again)).has_changed
    assert (await rows(story))[TUESDAY + WEEK].starts_at == again.change.date_after.starts_at


async def test_what_was_skipped_meanwhile_is_not_moved(story):
    series = await weekly(story)
    asked = await story.changes.ask_move(await meant(story, series, 1), START + WEEK + HOUR)
    await skip(story, series, 1)
    with pytest.raises(DateNotHeld):
        await yes(story, asked)


async def test_a_move_is_taken_back_until_the_first_of_its_doors(story):
    series = await weekly(story)
    done = await move(story, series, 0, START + HOUR)
    assert done.change.until == START - 10 * MINUTE
    shown = await story.changes.show(GUILD, lead(), series.title)
    assert [one.id for one in shown.changes] == [done.change.id]
    assert (await story.changes.show(GUILD, member(1), series.title)).changes == ()
    back = await story.changes.undo(GUILD, lead(2), done.change.id)
    assert back.changes == ()
    one = (await rows(story))[TUESDAY]
    assert (one.starts_at, one.moved_from) == (START, None)
    with pytest.raises(ChangeGone):
        await story.changes.undo(GUILD, lead(), done.change.id)


async def test_a_skip_is_taken_back_and_then_the_room_opens(story):
    series = await weekly(story)
    done = await skip(story, series, 0)
    await story.restart()
    await story.changes.undo(GUILD, lead(), done.change.id)
    await story.until(START - 9 * MINUTE)
    assert story.discord.made == 1


async def test_what_has_taken_effect_is_not_taken_back(story):
    series = await weekly(story)
    done = await move(story, series, 0, START + HOUR)
    story.clock.at = START - 5 * MINUTE
    with pytest.raises(TooLateToUndo):
        await story.changes.undo(GUILD, lead(), done.change.id)
    assert (await story.changes.show(GUILD, lead(), series.title)).changes == ()


async def test_a_move_that_was_moved_on_is_taken_back_from_the_last_one(story):
    series = await weekly(story)
    first = await move(story, series, 1, START + WEEK + HOUR)
    second = await move(story, series, 1, START + WEEK + 2 * HOUR)
    with pytest.raises(TooLateToUndo):
        await story.changes.undo(GUILD, lead(), first.change.id)
    await story.changes.undo(GUILD, lead(), second.change.id)
    await story.changes.undo(GUILD, lead(), first.change.id)
    assert (await rows(story))[TUESDAY + WEEK].starts_at == START + WEEK


async def test_a_bot_that_was_away_over_a_moved_date_notes_it_missed_at_its_new_time(story):
    series = await weekly(story)
    await move(story, series, 0, START + HOUR)
    story.clock.at = START + 5 * HOUR
    await story.restart()
    await story.wait(seconds=5)
    one = (await rows(story))[TUESDAY]
    assert (one.phase, one.starts_at) == (Phase.MISSED, START + HOUR)
