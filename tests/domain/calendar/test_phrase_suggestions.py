"""What a facilitator sees while still typing a time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.repeat import weekly
from bot.domain.calendar.when.suggestions import suggestions

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday morning in London."""
LONDON = "Europe/London"


def offered(text: str, now: datetime = NOW) -> list[str]:
    return [f"{found.local:%a %d %b %H:%M}" for found in suggestions(text, LONDON, now)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("tue", ["Tue 24 Nov 19:00", "Tue 24 Nov 18:00", "Tue 24 Nov 20:00"]),
        ("Tuesday 19:30", ["Tue 24 Nov 19:30"]),
        ("tuesday 7", ["Tue 24 Nov 07:00", "Tue 24 Nov 19:00"]),
        ("tuesday 7:30", ["Tue 24 Nov 07:30"]),
        ("tuesday 19:3", ["Tue 24 Nov 19:30"]),
        ("next ", ["Tue 24 Nov 19:00", "Wed 25 Nov 19:00"]),
        ("tom", ["Tue 24 Nov 19:00"]),
        ("tomorrow ev", ["Tue 24 Nov 19:00"]),
        ("1 d", ["Tue 01 Dec 19:00"]),
        ("2026-12-01", ["Tue 01 Dec 19:00"]),
        ("in 2", ["Mon 23 Nov 12:00"]),
        ("7", ["Mon 23 Nov 19:00"]),
    ],
)
def test_a_beginning_is_completed_sensibly(text: str, first: list[str]) -> None:
    assert offered(text)[: len(first)] == first


def test_before_anything_is_typed_the_coming_evenings_are_offered() -> None:
    days = ("Mon 23", "Tue 24", "Wed 25", "Thu 26", "Fri 27")
    assert offered("") == [f"{day} Nov 19:00" for day in days]


def test_an_evening_that_is_over_is_not_offered() -> None:
    assert offered("", NOW + timedelta(hours=10))[0] == "Tue 24 Nov 19:00"
    assert offered("today", NOW + timedelta(hours=10)) == []


def test_every_tuesday_is_offered_as_repeating() -> None:
    found = suggestions("every tue", LONDON, NOW)
    assert found
    assert {one.repeat for one in found} == {weekly(1)}


@pytest.mark.parametrize("text", ["banana", "yesterday", "2026-12", "x" * 200])
def test_for_what_cannot_become_a_time_nothing_is_offered(text: str) -> None:
    assert offered(text) == []


@given(st.one_of(st.text(max_size=120), st.sampled_from(["t", "on", "in", "1", "every s", "no"])))
def test_at_most_five_different_times_ahead_are_offered(text: str) -> None:
    found = suggestions(text, LONDON, NOW)
    assert len(found) == len({reading.at for reading in found}) <= 5
    assert all(reading.at > NOW for reading in found)
