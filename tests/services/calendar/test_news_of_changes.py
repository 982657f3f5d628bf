"""Every change of the calendar is told once to those who asked for reminders of it."""

from datetime import timedelta

import pytest

from bot.domain.calendar.edited import Edit
from bot.domain.calendar.news import NewsKind
from bot.services.ports.drawings import NewsMessage
from tests.services.calendar.changing import TUESDAY, WEEK, meant, move, skip, yes
from tests.services.calendar.reminding import ANA, HOUR, MINUTE, asks, kept, reminded, told
from tests.services.conftest import GUILD, START, lead, member
from tests.services.small_discord import Lost


def news(story, who=ANA):
    """Every piece of news that came to somebody: which, and the times that it names."""
    found = [(to, one) for to, one in story.discord.whispers if isinstance(one, NewsMessage)]
    return [(one.news.kind, one.news.at, one.news.then) for to, one in found if to == who.id]


async def _pause(story, series):
    return await story.changes.ask_pause(await meant(story, series), None)


async def _cancel(story, series):
    return await story.changes.ask_cancel(await meant(story, series))


async def _edit(story, series):
    return await story.changes.ask_edit(await meant(story, series), Edit(title="Quiet hour"))


async def test_a_date_that_moves_is_told_with_both_its_times_and_taken_back_again(file_story):
    series, _ = await reminded(file_story, 60)
    await asks(file_story, series, week=2, by=member(2))
    moved = await move(file_story, series, 0, START + HOUR)
    await file_story.wait(minutes=1)
    assert news(file_story) == [(NewsKind.MOVED, START, START + HOUR)]
    await file_story.changes.undo(GUILD, lead(), moved.change.id)
    await file_story.wait(minutes=1)
    assert news(file_story)[1:] == [(NewsKind.MOVED, START + HOUR, START)]
    assert news(file_story, member(2)) == [], "for the date they asked about nothing changed"
    assert {to for to, _ in file_story.discord.whispers} == {ANA.id}


async def test_a_date_called_off_within_the_hour_is_told_after_its_reminder(file_story):
    series, _ = await reminded(file_story, 60)
    await file_story.until(START - 50 * MINUTE)
    skipped = await skip(file_story, series, 0)
    await file_story.wait(minutes=1)
    assert len(told(file_story)) == 1
    assert news(file_story) == [(NewsKind.NOT_HELD, START, START + WEEK)]
    await file_story.changes.undo(GUILD, lead(), skipped.change.id)
    await file_story.wait(minutes=1)
    assert news(file_story)[1:] == [(NewsKind.HELD_AGAIN, START, None)]
    await file_story.until(START)
    assert len(told(file_story)) == 1, "it was told of once already"


@pytest.mark.parametrize(
    ("ask", "kind", "back"),
    [
        (_pause, NewsKind.PAUSED, NewsKind.GOES_ON),
        (_cancel, NewsKind.ENDED, NewsKind.GOES_ON),
        (_edit, NewsKind.CHANGED, NewsKind.CHANGED),
    ],
)
async def test_what_becomes_of_a_whole_series_is_told_and_that_it_was_taken_back(
    file_story, ask, kind, back
):
    series, _ = await reminded(file_story)
    made = await yes(file_story, await ask(file_story, series))
    await file_story.wait(minutes=1)
    assert [one for one, *_ in news(file_story)] == [kind]
    await file_story.changes.undo(GUILD, lead(), made.change.id)
    await file_story.wait(minutes=1)
    assert [one for one, *_ in news(file_story)] == [kind, back]


@pytest.mark.parametrize("weeks", [5, 50])
async def test_days_off_and_another_zone_are_told_too_however_far_ahead(file_story, weeks):
    await reminded(file_story)
    far = TUESDAY + weeks * WEEK
    before = (await file_story.setup.get(GUILD)).days_off
    await file_story.setup.save(GUILD, lead(), days_off=far.isoformat())
    await file_story.changes.keep_days_off(GUILD, lead(), before)
    await file_story.wait(minutes=1)
    assert news(file_story) == [(NewsKind.NOT_HELD, START + weeks * WEEK, START)]
    await file_story.changes.keep_days_off(GUILD, lead(), (far,))
    await file_story.setup.save(GUILD, lead(), timezone="Europe/London")
    await file_story.changes.move_to_groups_zone(GUILD, lead())
    await file_story.wait(minutes=1)
    assert news(file_story)[1:] == [(NewsKind.OTHER_TIMES, None, START + HOUR)]


async def test_it_comes_once_or_waits_where_messages_are_closed(file_story):
    series, _ = await reminded(file_story)
    file_story.discord.plan("whisper", *[Lost()] * 99)
    await skip(file_story, series, 0)
    await file_story.wait(minutes=4)
    assert len(news(file_story)) == 1
    file_story.discord.plans["whisper"].clear()
    file_story.discord.closed_to.add(ANA.id)
    await move(file_story, series, 1, START + WEEK + HOUR)
    await file_story.wait(minutes=1)
    (mine,) = await kept(file_story)
    assert [(one.kind, one.then) for one in mine.waiting] == [
        ("not_held", START + WEEK),
        ("moved", START + WEEK + HOUR),
    ]


async def test_after_a_day_away_old_news_is_not_told(file_story):
    series, _ = await reminded(file_story)
    await yes(file_story, await _edit(file_story, series))
    file_story.clock.at += timedelta(days=1, minutes=1)
    await file_story.restart()
    await file_story.wait(minutes=1)
    assert news(file_story) == []


async def test_whoever_stopped_or_left_meanwhile_hears_nothing(file_story):
    series, reminder = await reminded(file_story)
    await asks(file_story, series, by=member(2))
    await skip(file_story, series, 0)
    await file_story.reminders.stop(ANA.id, reminder.id)
    file_story.discord.standings[member(2).id] = None
    await file_story.wait(minutes=1)
    assert (news(file_story), news(file_story, member(2))) == ([], [])
    assert await kept(file_story, member(2)) == ()
