"""What those who asked for reminders are told of a change: one piece of news, or none."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.calendar.news import CalendarNews, NewsKind, SeriesStanding, news_of
from bot.domain.calendar.occurrence import Occurrence, Phase, RoomKind
from bot.domain.calendar.repeat import Repeat
from bot.domain.calendar.series import Series
from bot.domain.ids import GuildId, OccurrenceId, SeriesId

START = datetime(2026, 12, 1, 18, tzinfo=UTC)
NOW, HOUR, WEEK = START - timedelta(hours=3), timedelta(hours=1), timedelta(weeks=1)
SERIES = Series(
    SeriesId(2),
    GuildId(1),
    "Tuesday group",
    datetime(2026, 12, 1, 19),  # noqa: DTZ001 - local
    "Europe/Rome",
    Repeat.WEEKLY,
    60,
    "standard-60",
    RoomKind.VOICE,
)
EVENING = Occurrence(
    OccurrenceId(3), GuildId(1), "Tuesday group", START, 60, "standard-60", RoomKind.VOICE, START
)


def dates(*weeks):
    starts = [(week, START + week * WEEK) for week in weeks]
    return {
        week: replace(EVENING, starts_at=at, series=SERIES.id, rule_date=at.date())
        for week, at in starts
    }


def standing(changed=None, *, gone=(), **series):
    coming = dates(*range(4)) | (changed or {})
    listed = tuple(one for week, one in coming.items() if week not in gone)
    return SeriesStanding(replace(SERIES, **series), listed)


def changed(week, **fields):
    return {week: replace(dates(week)[week], **fields)}


OFF = {"phase": Phase.CANCELLED, "reason": "skipped"}
ALL_OFF = {week: one for week in range(4) for one in changed(week, **OFF).values()}
LATER = {
    week: replace(one, starts_at=one.starts_at + HOUR) for week, one in dates(*range(4)).items()
}


@pytest.mark.parametrize(
    ("before", "after", "news"),
    [
        (standing(), standing(), None),
        (
            standing(),
            standing(changed(0, starts_at=START + HOUR)),
            CalendarNews(NewsKind.MOVED, START, START + HOUR),
        ),
        (
            standing(),
            standing(changed(0, **OFF)),
            CalendarNews(NewsKind.NOT_HELD, START, START + WEEK),
        ),
        (
            standing(),
            standing(changed(1, **OFF) | changed(2, **OFF)),
            CalendarNews(NewsKind.NOT_HELD, START + WEEK, START, 1),
        ),
        (standing(changed(0, **OFF)), standing(), CalendarNews(NewsKind.HELD_AGAIN, START)),
        (
            standing(),
            standing(ALL_OFF, paused_from=NOW, paused_until=START + 9 * WEEK),
            CalendarNews(NewsKind.PAUSED, START + 9 * WEEK),
        ),
        (standing(), standing(ALL_OFF, paused_from=NOW), CalendarNews(NewsKind.PAUSED)),
        (
            standing(ALL_OFF, paused_from=NOW),
            standing(),
            CalendarNews(NewsKind.GOES_ON, then=START),
        ),
        (standing(), standing(ALL_OFF, ended=True), CalendarNews(NewsKind.ENDED)),
        (
            standing(),
            standing(LATER, timezone="Europe/London"),
            CalendarNews(NewsKind.OTHER_TIMES, then=START + HOUR),
        ),
        (standing(), standing(LATER), CalendarNews(NewsKind.OTHER_TIMES, then=START + HOUR)),
        (standing(), standing(timezone="Europe/Berlin"), None),
        (
            standing(),
            standing(changed(1, room_kind=RoomKind.TEXT)),
            CalendarNews(NewsKind.CHANGED, then=START),
        ),
        (standing(), standing(gone=[3]), None),
        (
            standing(),
            standing(gone=[1]),
            CalendarNews(NewsKind.NOT_HELD, START + WEEK, START),
        ),
    ],
)
def test_it_is_what_matters_most_to_whoever_wants_to_come(before, after, news):
    assert news_of(before, after, None, NOW) == news


def test_of_one_date_only_what_becomes_of_that_is_news():
    second = date(2026, 12, 8)
    moved = standing(changed(0, starts_at=START + HOUR))
    assert news_of(standing(), moved, [second], NOW) is None
    assert news_of(standing(), standing(ALL_OFF, ended=True), [second], NOW) == CalendarNews(
        NewsKind.NOT_HELD, START + WEEK
    )
    assert news_of(standing(), standing(gone=[1]), [second], NOW) == CalendarNews(
        NewsKind.NOT_HELD, START + WEEK, START
    )


def test_what_has_begun_or_gone_by_is_no_news():
    late = START + HOUR
    assert news_of(standing(), standing(changed(0, **OFF)), None, late) is None
    assert CalendarNews(NewsKind.MOVED, START, late).is_over(late)
    assert not CalendarNews(NewsKind.CHANGED).is_over(late)


def test_dates_that_nobody_wrote_down_stood_by_the_days_off_of_then():
    second = date(2026, 12, 8)
    off = standing(changed(1, phase=Phase.CANCELLED, reason="day_off"))
    before = off.with_days_off([], [])
    assert news_of(before, off, None, NOW) == CalendarNews(NewsKind.NOT_HELD, START + WEEK, START)
    assert off.with_days_off([second], []) == off
    assert off.with_days_off([], [second]) == off
