"""Wall time and instants: what a clock in a zone shows, and back."""

from datetime import UTC, datetime
from zoneinfo import available_timezones

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.zones import in_zone, instants_of, to_local, to_utc

ZONES = sorted(available_timezones() - {"localtime", "Factory"})


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001 - Hypothesis adds the zone
    st.sampled_from(ZONES),
)
def test_an_instant_and_its_wall_time_are_one_even_where_an_hour_comes_twice(
    at: datetime, zone: str
) -> None:
    local = to_local(at, zone)
    assert to_utc(local, zone) == at
    assert instants_of(local, zone)[local.fold] == at
    assert instants_of(local, zone)[0] == to_utc(local.replace(fold=0), zone)


def test_an_instant_is_shown_with_the_offset_of_its_zone() -> None:
    at = datetime(2026, 7, 1, 18, 0, tzinfo=UTC)
    assert in_zone(at, "Europe/Prague").isoformat(timespec="minutes") == "2026-07-01T20:00+02:00"
