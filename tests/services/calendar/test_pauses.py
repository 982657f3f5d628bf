"""Series paused and ended: dates rest and come back, and hands' work stays."""

from datetime import timedelta

import pytest

from bot.domain.calendar.occurrence import Phase
from bot.services.calendar.changes.refusals import (
    MeetingNotFound,
    NoDateLeft,
    PausePast,
)
from tests.services.calendar.changing import (
    HOUR,
    TUESDAY,
    WEEK,
    held,
    meant,
    move,
    rows,
    skip,
    weekly,
    yes,
)
from tests.services.conftest import GUILD, MINUTE, START, lead, member


async def pause(story, series, until):
    return await yes(story, await story.changes.ask_pause(await meant(story, series), until))


async def test_a_pause_lets_dates_rest_until_its_end_and_is_taken_back(story):
    series = await weekly(story)
    done = await pause(story, series, START + 3 * WEEK)
    assert await held(story, 2) == [START + 3 * WEEK, START + 4 * WEEK]
    assert (await story.schedule.next(GUILD, member(1))).coming.starts_at == START + 3 * WEEK
    await story.until(START + WEEK + HOUR)
    assert story.discord.made == 0
    await story.changes.undo(GUILD, lead(), done.change.id)
    assert await held(story, 2) == [START + 2 * WEEK, START + 3 * WEEK]
    await story.until(START + 2 * WEEK - 9 * MINUTE)
    assert story.discord.made == 1
    found = await rows(story)
    assert [found[TUESDAY + WEEK * n].reason for n in range(2)] == ["paused", "paused"]


async def test_an_open_ended_pause_lasts_until_it_is_taken_back(story):
    series = await weekly(story)
    done = await pause(story, series, None)
    assert done.change.until is None
    await story.until(START + 3 * WEEK + HOUR)
    assert (story.discord.made, await held(story)) == (0, [])
    assert (await story.schedule.next(GUILD, member(1))).coming is None
    await story.changes.undo(GUILD, lead(), done.change.id)
    assert await held(story, 1) == [START + 4 * WEEK]


async def test_a_pause_keeps_what_was_skipped_and_moved_by_hand(story):
    series = await weekly(story)
    await skip(story, series, 1)
    await move(story, series, 2, START + 2 * WEEK + HOUR)
    done = await pause(story, series, None)
    await story.changes.undo(GUILD, lead(), done.change.id)
    assert await held(story, 3) == [START, START + 2 * WEEK + HOUR, START + 3 * WEEK]


async def test_a_pause_until_yesterday_is_refused(story):
    series = await weekly(story)
    with pytest.raises(PausePast):
        await story.changes.ask_pause(await meant(story, series), START - timedelta(days=1))


async def test_a_series_ends_and_its_open_room_goes_on_to_its_end(story):
    series = await weekly(story)
    await story.until(START - 9 * MINUTE)
    done = await yes(story, await story.changes.ask_cancel(await meant(story, series)))
    assert (await rows(story))[TUESDAY].phase is Phase.OPEN
    assert done.change.until == START + WEEK - 10 * MINUTE
    await story.until(START + 2 * WEEK + HOUR)
    assert story.discord.made == 1
    with pytest.raises(MeetingNotFound):
        await story.changes.meant(GUILD, lead(), series.title)
    with pytest.raises(NoDateLeft):
        await story.changes.ask_skip(await meant(story, series))


async def test_an_ended_series_comes_back_until_its_next_doors(story):
    series = await weekly(story)
    await move(story, series, 1, START + WEEK + HOUR)
    done = await yes(story, await story.changes.ask_cancel(await meant(story, series)))
    assert await story.listing(member(1), days=14) == ()
    await story.restart()
    await story.changes.undo(GUILD, lead(), done.change.id)
    assert await held(story, 3) == [START, START + WEEK + HOUR, START + 2 * WEEK]


async def test_cancelling_one_date_skips_it(story):
    series = await weekly(story)
    await yes(story, await story.changes.ask_cancel(await meant(story, series, 1)))
    assert await held(story, 2) == [START, START + 2 * WEEK]
