"""Time zones as people type them."""

from datetime import UTC, datetime
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.zones import UnknownZone, to_local, to_utc, zone_named
from tests.every import every

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
NO_SUMMER = {"EST", "MST", "HST"}


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/London", "Europe/London"),
        ("europe/london", "Europe/London"),
        (" LONDON ", "Europe/London"),
        ("new york", "America/New_York"),
        ("America/New York", "America/New_York"),
        ("São Paulo", "America/Sao_Paulo"),
        ("St. John's", "America/St_Johns"),
        ("port-au-prince", "America/Port-au-Prince"),
        ("buenos aires", "America/Buenos_Aires"),
        ("istanbul", "Europe/Istanbul"),
        ("utc", "UTC"),
        ("etc/gmt-5", "Etc/GMT-5"),
        ("Etc/GMT+5", "Etc/GMT+5"),
    ],
)
def test_a_zone_is_known_by_its_name_in_any_case_or_by_its_city(typed: str, zone: str) -> None:
    assert zone_named(typed) == zone


@every(zone for zone in ZONES if zone not in NO_SUMMER)
def test_every_zone_answers_to_its_own_name(name: str) -> None:
    assert zone_named(name.lower().replace("_", " ")) == name


def test_a_slip_of_the_finger_is_answered_with_what_is_close() -> None:
    with pytest.raises(UnknownZone) as refused:
        zone_named("Londn")
    assert refused.value.key == "refusal.unknown_zone"
    assert refused.value.facts["typed"] == "Londn"
    assert str(refused.value.facts["close"]).startswith("Europe/London")


def test_letters_that_lose_the_summer_are_asked_back() -> None:
    with pytest.raises(UnknownZone) as refused:
        zone_named("EST")
    assert refused.value.facts["close"] == "America/New_York, America/Toronto, America/Panama"


@given(st.text(max_size=80))
def test_whatever_is_typed_is_a_zone_or_up_to_three_others_that_work(typed: str) -> None:
    try:
        assert zone_named(typed) in ZONES
    except UnknownZone as refused:
        close = str(refused.facts["close"]).split(", ")
        assert 1 <= len(close) <= 3
        assert [zone_named(name) for name in close] == close


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001 - Hypothesis adds the zone
    st.sampled_from(ZONES),
)
def test_an_instant_and_its_wall_time_agree_but_for_the_hour_that_comes_twice(
    at: datetime, zone: str
) -> None:
    again = to_utc(to_local(at, zone), zone)
    assert again <= at
    assert to_local(again, zone) == to_local(at, zone)
