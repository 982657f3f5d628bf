"""Days and times in words."""

from datetime import datetime, time, timedelta

import pytest

from bot.text.catalog import speaker
from bot.text.dates import day_and_time, day_in_words, time_of_day
from tests.languages import spoken

FIRST = datetime(2026, 12, 1, 19, 5)  # noqa: DTZ001 - the clock on the wall of a zone


def test_a_day_is_said_with_its_weekday_month_and_zone():
    said = day_and_time(FIRST, "Europe/London", speaker("en"))
    assert said == "Tue 01 Dec 2026 19:05 · Europe/London"


def test_a_zone_is_written_as_it_is_called():
    said = day_and_time(FIRST, "America/New_York", speaker("en"))
    assert said.endswith(" · America/New_York")


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (time(0), "12 am"),
        (time(9, 5), "9:05 am"),
        (time(12, 30), "12:30 pm"),
        (time(19), "7 pm"),
        (time(23, 59), "11:59 pm"),
    ],
)
def test_americans_read_the_hour_as_they_write_it_and_the_others_as_they_do(at, said):
    assert time_of_day(at, "America/Chicago") == said
    assert time_of_day(at, "US/Eastern") == said
    for zone in ("Europe/London", "America/Mexico_City", "America/Sao_Paulo", "UTC", ""):
        assert time_of_day(at, zone) == f"{at:%H:%M}"


def test_in_australia_and_india_the_hour_is_said_with_am_or_pm_and_the_day_before_the_month():
    for zone in ("Australia/Sydney", "Asia/Kolkata", "Pacific/Auckland", "Asia/Manila"):
        assert day_and_time(FIRST, zone, speaker("en")) == f"Tue 01 Dec 2026 7:05 pm · {zone}"


def test_in_an_american_zone_the_month_comes_before_the_day():
    say = speaker("en")
    said = day_and_time(FIRST, "America/Los_Angeles", say)
    assert said == "Tue Dec 1, 2026, 7:05 pm · America/Los_Angeles"
    assert day_in_words(FIRST.date(), say, "America/Toronto") == "Tue Dec 1 2026"
    assert day_in_words(FIRST.date(), say, "Europe/Paris") == "Tue 1 Dec 2026"
    assert day_in_words(FIRST.date(), say) == "Tue 1 Dec 2026"


def test_every_weekday_and_month_has_its_name():
    say = speaker("en")
    days = [FIRST + timedelta(days=31 * number) for number in range(12)]
    days += [FIRST + timedelta(days=number) for number in range(7)]
    for day in days:
        assert day_and_time(day, "UTC", say) == f"{day:%a %d %b %Y %H:%M} · UTC"


def test_another_language_has_its_own_names_and_order(tmp_path):
    german = {
        "date.at": "{weekday}, {day}. {month}, {time} Uhr",
        "date.weekday.2": "Di",
        "date.month.12": "Dez",
    }
    with spoken(tmp_path, "de", german):
        assert day_and_time(FIRST, "Europe/Berlin", speaker("de")) == "Di, 01. Dez, 19:05 Uhr"
