"""What the standing message of a server shows of its calendar."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.calendar.announced.this_week import MOST_SHOWN, WeekStanding, this_week
from bot.domain.calendar.exceptions import NotHeld
from bot.domain.calendar.occurrence import Occurrence, Phase, RoomKind
from bot.domain.ids import ChannelId, GuildId, MessageId, OccurrenceId, SeriesId

NOW = datetime(2026, 12, 1, 17, 0, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def a_date(number=1, at=NOW + DAY, **changes):
    known = {
        "id": OccurrenceId(number),
        "guild": GuildId(1),
        "title": f"Group {number}",
        "starts_at": at,
        "minutes": 60,
        "template": "standard-60",
        "room_kind": RoomKind.VOICE,
        "due": at,
    }
    return Occurrence(**(known | changes))


def shown(*listed, doors=None):
    week = this_week(listed, doors or {}, NOW, "UTC")
    return [(one.standing, one.title) for one in week.lines]


def test_what_is_open_comes_first_then_all_by_their_start():
    later, sooner = a_date(1, NOW + 3 * DAY), a_date(2, NOW + DAY)
    running = a_date(3, NOW - HOUR / 2, phase=Phase.OPEN)
    assert shown(later, sooner, running) == [
        (WeekStanding.OPEN, "Group 3"),
        (WeekStanding.COMING, "Group 2"),
        (WeekStanding.COMING, "Group 1"),
    ]


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        ({}, True),
        ({"at": NOW + 7 * DAY - HOUR}, True),
        ({"at": NOW + 7 * DAY + 6 * HOUR}, True),
        ({"at": NOW + 7 * DAY + 7 * HOUR}, False),
        ({"at": NOW - 2 * HOUR}, False),
        ({"at": NOW - HOUR / 2}, True),
        ({"phase": Phase.OPENING}, True),
        ({"phase": Phase.BLOCKED}, True),
        ({"phase": Phase.ENDED}, False),
        ({"phase": Phase.CLOSED}, False),
        ({"phase": Phase.MISSED}, False),
        ({"phase": Phase.CANCELLED, "reason": NotHeld.SERIES_ENDED}, False),
        ({"phase": Phase.CANCELLED, "reason": "down"}, False),
        ({"phase": Phase.CANCELLED, "reason": NotHeld.SKIPPED, "at": NOW - HOUR / 2}, False),
    ],
)
def test_only_what_is_still_to_come_in_these_seven_days_is_shown(change, seen):
    assert bool(shown(a_date(**change))) is seen


def test_this_day_next_week_is_shown_where_the_meeting_of_this_week_is_over():
    over = a_date(1, NOW - 2 * HOUR, series=SeriesId(1), phase=Phase.ENDED)
    today = a_date(2, NOW + HOUR, series=SeriesId(1))
    again = a_date(3, NOW + 7 * DAY + HOUR, series=SeriesId(1))
    assert shown(over, again) == [(WeekStanding.COMING, "Group 3")]
    assert shown(today, again) == [(WeekStanding.COMING, "Group 2")]


@pytest.mark.parametrize("reason", [NotHeld.SKIPPED, NotHeld.DAY_OFF, NotHeld.PAUSED])
def test_a_date_that_is_not_held_is_said(reason):
    off = a_date(phase=Phase.CANCELLED, reason=reason, moved_from=NOW + 2 * DAY)
    assert shown(off) == [(WeekStanding.NOT_HELD, "Group 1")]
    assert this_week([off], {}, NOW, "UTC").lines[0].moved_from is None


def test_a_pause_of_every_day_is_told_once():
    paused = {"phase": Phase.CANCELLED, "reason": NotHeld.PAUSED, "series": SeriesId(5)}
    dates = [a_date(number, NOW + number * DAY, **paused) for number in range(1, 6)]
    assert shown(*dates) == [(WeekStanding.NOT_HELD, "Group 1")]


@pytest.mark.parametrize("starts", [NOW + 2 * DAY, NOW + 9 * DAY])
def test_a_moved_date_says_so_even_where_it_has_left_the_week(starts):
    moved = a_date(at=starts, moved_from=NOW + DAY)
    [line] = this_week([moved], {}, NOW, "UTC").lines
    assert (line.starts_at, line.moved_from) == (starts, NOW + DAY)


def test_a_date_put_back_where_it_was_is_not_called_moved():
    assert this_week([a_date(moved_from=NOW + DAY)], {}, NOW, "UTC").lines[0].moved_from is None


def test_a_long_week_is_cut_and_says_how_many_more_there_are():
    dates = [a_date(number, NOW + number * HOUR) for number in range(1, MOST_SHOWN + 4)]
    week = this_week(dates, {}, NOW, "UTC")
    assert (len(week.lines), week.more) == (MOST_SHOWN, 3)


def test_an_open_meeting_has_the_way_to_its_door():
    door = (ChannelId(7), MessageId(8))
    week = this_week([a_date(phase=Phase.OPEN)], {OccurrenceId(1): door}, NOW, "UTC")
    assert week.lines[0].door == door


def test_two_weeks_are_drawn_alike_only_where_all_that_is_shown_is_the_same():
    one = this_week([a_date()], {}, NOW, "UTC")
    assert one.digest("en") == this_week([a_date()], {}, NOW + HOUR, "UTC").digest("en")
    others = [
        this_week([a_date(topic="Sleep")], {}, NOW, "UTC"),
        this_week([a_date(at=NOW + 2 * DAY)], {}, NOW, "UTC"),
        this_week([a_date(phase=Phase.OPEN)], {}, NOW, "UTC"),
    ]
    digests = {one.digest("en"), one.digest("de"), *(week.digest("en") for week in others)}
    assert len(digests) == 5
