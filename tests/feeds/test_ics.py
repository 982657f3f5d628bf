"""A calendar file says when meetings are, and two calendar programs read it the same way."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from icalendar import Calendar

from bot.domain.calendar.events import events_of
from bot.domain.calendar.exceptions import DateStanding, NotHeld, put_so
from bot.domain.calendar.occurrence import DOORS_BEFORE, Occurrence, Phase, RoomKind
from bot.domain.calendar.repeat import Repeat, monthly, weekly
from bot.domain.calendar.series import Series, between, start_on, with_era
from bot.domain.ids import GuildId, OccurrenceId, SeriesId
from bot.domain.zones import clock_changes, to_utc
from bot.feeds.ics import CalendarWords, written
from tests.feeds.reading import by_icalendar, by_vobject

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
YEAR = NOW + timedelta(days=400)
WORDS = CalendarWords("Meetings", "Discord", {})
LONDON = "Europe/London"
TUESDAY, THIRD = date(2026, 12, 1), date(2026, 12, 15)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


WEEKLY = weekly(1)


def series(repeat: Repeat = WEEKLY, first: str = "2026-12-01T19:00", zone: str = LONDON, **more):
    return Series(SeriesId(12345), GuildId(1), "Tuesday group", wall(first), zone, repeat, 60,
                  "standard-60", RoomKind.VOICE, **more)  # fmt: skip


def row(one: Series, day: date, *, at: datetime | None = None, off: str = "") -> Occurrence:
    by_rule = start_on(replace(one, ended=False), day)
    assert by_rule is not None
    number, doors = OccurrenceId(day.toordinal()), by_rule - DOORS_BEFORE
    kept = Occurrence(number, one.guild, one.title, by_rule, 60, one.template, one.room_kind, doors,
                      one.id, day)  # fmt: skip
    return put_so(kept, DateStanding(at or by_rule, off), by_rule)


def file_of(one: Series, *rows: Occurrence, days_off=()) -> bytes:
    return written(events_of(one, rows, days_off, NOW), WORDS, NOW)


def read(raw: bytes, until: datetime = YEAR) -> list[datetime]:
    """Give when meetings are; both programs must say the same."""
    start = NOW - timedelta(days=1)
    one, other = by_icalendar(raw, start, until), by_vobject(raw, start, until)
    assert one == other
    return [at for at, _ in one]


def ruled(one: Series, until: datetime = YEAR) -> list[datetime]:
    return [at for _, at in between(replace(one, ended=False), NOW, until)]


def lines_of(raw: bytes) -> list[str]:
    return raw.decode().replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize(
    "one",
    [
        series(),
        series(weekly(1, interval=2)),
        series(weekly(0, 6, interval=2), "2026-12-06T19:00"),
        series(weekly(1, 3), "2026-12-03T19:00"),
        series(Repeat.DAILY),
        series(Repeat.WEEKDAYS),
        series(monthly(-1, 4), "2026-12-25T18:30"),
        series(monthly(5, 1), "2026-12-29T19:00"),
        series(monthly(2, 1), "2026-12-08T19:00", "America/New_York"),
        series(weekly(6), "2026-12-06T02:30"),
        series(weekly(6), "2026-12-06T01:30"),
        series(weekly(5), "2026-12-05T23:30", "America/Nuuk"),
        series(weekly(1), zone="Africa/Casablanca"),
        series(weekly(1), zone="Australia/Lord_Howe"),
        series(weekly(1), zone="Asia/Kathmandu"),
        series(weekly(1), zone="UTC"),
        series(Repeat.ONCE),
    ],
    ids=lambda one: f"{one.repeat.value} {one.first:%a %H:%M} {one.timezone}",
)
def test_every_rule_is_read_as_the_bot_reckons_it_a_year_long(one):
    assert read(file_of(one)) == ruled(one)


def test_the_second_of_two_like_hours_is_that_one_in_the_file_too():
    one = series(weekly(6), "2027-10-31T01:30")
    one = replace(one, first=one.first.replace(fold=1))
    assert read(file_of(one)) == ruled(one)
    assert read(file_of(replace(one, repeat=Repeat.ONCE))) == ruled(one)[:1]


@pytest.mark.parametrize("zone", [LONDON, "America/New_York", "Africa/Casablanca", "America/Nuuk"])
def test_the_zone_that_stands_in_the_file_changes_its_clocks_to_the_second(zone):
    raw = file_of(series(zone=zone))
    told = raw[raw.index(b"BEGIN:VTIMEZONE") : raw.index(b"BEGIN:VEVENT")].decode()
    there = tzical(StringIO(told)).get()
    changes = clock_changes(zone, NOW, NOW + timedelta(days=366 * 9))
    assert len(changes) >= 17
    for at in changes:
        for instant in (at - timedelta(seconds=1), at):
            theirs, ours = (instant.astimezone(one) for one in (there, ZoneInfo(zone)))
            assert theirs.utcoffset() == ours.utcoffset(), instant


def test_a_moved_date_keeps_its_place_in_the_series_and_a_skipped_one_is_out():
    one = series(revision=3)
    moved = to_utc(wall("2026-12-09T18:00"), LONDON)
    raw = file_of(
        one,
        row(one, date(2026, 12, 8), at=moved),
        row(one, THIRD, off=NotHeld.SKIPPED),
    )
    expected = [at for at in ruled(one) if at.date() not in {date(2026, 12, 8), THIRD}]
    assert read(raw) == sorted([*expected, moved])
    lines = lines_of(raw)
    assert "RECURRENCE-ID;TZID=Europe/London:20261208T190000" in lines
    assert "EXDATE;TZID=Europe/London:20261215T190000" in lines
    assert lines.count("SEQUENCE:3") == 2
    assert len({line for line in lines if line.startswith("UID:")}) == 1


def test_days_off_and_pauses_leave_dates_out_also_those_that_nobody_wrote_down_yet():
    one = series()
    off = (date(2026, 12, 22), date(2027, 3, 2), date(2027, 3, 3))
    assert read(file_of(one, days_off=off)) == [
        at for at in ruled(one) if at.date() not in set(off)
    ]
    start, end = (datetime(2027, month, 1, tzinfo=UTC) for month in (1, 3))
    paused = replace(one, paused_from=start, paused_until=end)
    assert read(file_of(paused)) == [at for at in ruled(one) if not start <= at < end]
    without_end = replace(one, paused_from=start)
    assert read(file_of(without_end)) == [at for at in ruled(one) if at < start]


def test_a_series_that_ended_ends_in_the_file_and_one_without_a_date_left_is_called_off():
    one = series(ended=True)
    held = row(one, TUESDAY)
    gone = [row(one, TUESDAY + timedelta(weeks=more), off=NotHeld.SERIES_ENDED) for more in (1, 2)]
    assert read(file_of(one, held, *gone)) == [held.starts_at]
    raw = file_of(one, row(one, TUESDAY, off=NotHeld.SERIES_ENDED), *gone)
    assert read(raw) == []
    assert "STATUS:CANCELLED" in lines_of(raw)


def test_an_edited_series_goes_on_under_its_name_and_what_it_was_ends():
    one = series()
    after = replace(one, first=wall("2026-12-16T20:00"), repeat=weekly(2), revision=1)
    after = with_era(one, after, THIRD)
    before = [row(one, TUESDAY + timedelta(weeks=more)) for more in (0, 1)]
    raw = file_of(after, *before)
    assert read(raw) == [*(each.starts_at for each in before), *ruled(after)]
    uids = {line for line in lines_of(raw) if line.startswith("UID:")}
    assert uids == {"UID:series-9ix@openround", "UID:series-9ix-until-20261215@openround"}
    assert lines_of(file_of(one)).count("UID:series-9ix@openround") == 1
    rule = next(line for line in lines_of(raw) if "UNTIL" in line)
    assert "UNTIL=20261214T235959Z" in rule


def test_an_edit_of_an_edit_and_a_new_zone_leave_no_date_twice():
    one = series()
    second = with_era(one, replace(one, timezone="Europe/Paris"), THIRD)
    third = with_era(second, replace(second, repeat=weekly(1, interval=2)), date(2027, 1, 12))
    found = read(file_of(third))
    assert found[:3] == [*ruled(one)[:2], to_utc(wall("2026-12-15T19:00"), "Europe/Paris")]
    assert found == sorted(set(found))
    assert [at for at in found if at.date() >= date(2027, 1, 12)] == [
        at for at in ruled(third) if at.date() >= date(2027, 1, 12)
    ]


def test_a_date_that_no_rule_gives_any_more_stands_by_itself():
    one = series()
    kept = row(one, TUESDAY, at=to_utc(wall("2026-12-03T18:00"), LONDON))
    after = replace(one, first=wall("2026-12-02T19:00"), repeat=weekly(2))
    assert read(file_of(after, kept)) == sorted([kept.starts_at, *ruled(after)])


def test_one_date_that_was_moved_or_called_off_is_told_without_a_rule():
    one = series(Repeat.ONCE)
    moved = row(one, TUESDAY, at=to_utc(wall("2026-12-03T18:00"), LONDON))
    assert read(file_of(one, moved)) == [moved.starts_at]
    off = row(one, TUESDAY, off=NotHeld.SKIPPED)
    assert read(file_of(one, off)) == []
    assert off.phase is Phase.CANCELLED


@pytest.mark.parametrize(
    "title", ["č😀" * 40, 'Tuesday; group, "A"\\ n', " a  b ", "קבוצה", "</script>"]
)
def test_any_title_is_written_in_short_lines_and_read_back_whole(title):
    one = replace(series(), title=title)
    raw = file_of(one)
    assert {len(line) <= 75 for line in raw.split(b"\r\n")} == {True}
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert {ord(sign) >= 32 for sign in raw.decode().replace("\r\n", "")} == {True}
    event = Calendar.from_ical(raw).walk("VEVENT")[0]
    assert str(event["SUMMARY"]) == title
    assert {said for _, said in by_vobject(raw, NOW, YEAR)} == {title}


def test_a_file_for_oneself_asks_programs_that_share_to_hide_it_and_has_no_second_stamp():
    raw = file_of(series())
    assert "CLASS:PRIVATE" in lines_of(raw)
    assert "DTSTAMP:20261129T120000Z" in lines_of(raw)
    assert re.findall(r"(?m)^(?:ATTENDEE|ORGANIZER|VALARM|ATTACH)", raw.decode()) == []
