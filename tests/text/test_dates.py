"""Days and times in words."""

from datetime import datetime, timedelta

from bot.text.catalog import speaker
from bot.text.dates import day_and_time
from tests.languages import spoken

FIRST = datetime(2026, 12, 1, 19, 5)  # noqa: DTZ001 - the clock on the wall of a zone


def test_a_day_is_said_with_its_weekday_month_and_zone():
    said = day_and_time(FIRST, "Europe/London", speaker("en"))
    assert said == "Tue 01 Dec 2026 19:05 · Europe/London"


def test_a_zone_is_written_as_it_is_called():
    said = day_and_time(FIRST, "America/New_York", speaker("en"))
    assert said.endswith(" · America/New_York")


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
