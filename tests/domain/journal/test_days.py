"""To which of a member's days something belongs."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.journal.day import begins_at, day_of
from tests.domain.journal.writing import SETTINGS
from tests.domain.zone_changes import ZONES, changes

INSTANTS = st.datetimes(
    datetime(2024, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2037, 1, 1),  # noqa: DTZ001 - the same
    timezones=st.just(UTC),
)


def test_what_is_written_at_two_in_the_morning_belongs_to_the_evening_before():
    assert SETTINGS.day_of(datetime(2026, 12, 2, 2, 0, tzinfo=UTC)) == date(2026, 12, 1)
    assert SETTINGS.day_of(datetime(2026, 12, 2, 4, 0, tzinfo=UTC)) == date(2026, 12, 2)


def test_the_day_is_that_of_the_members_own_zone():
    at = datetime(2026, 12, 1, 20, 0, tzinfo=UTC)
    assert day_of(at, "Pacific/Auckland", 4) == date(2026, 12, 2)
    assert day_of(at, "America/Denver", 4) == date(2026, 12, 1)
    assert day_of(at, "", 4) == date(2026, 12, 1)


def test_a_day_that_has_begun_does_not_end_again_where_clocks_went_back_over_midnight():
    """In St. John's, until 2011, one minute past midnight was followed by 23:01."""
    after_the_change = datetime(2010, 11, 7, 2, 45, tzinfo=UTC)
    assert day_of(after_the_change, "America/St_Johns", 0) == date(2010, 11, 7)


@given(INSTANTS, st.sampled_from(ZONES), st.integers(0, 23))
def test_a_day_has_begun_and_the_next_one_has_not(at, zone, hour):
    day = day_of(at, zone, hour)
    assert begins_at(day, zone, hour) <= at < begins_at(day + timedelta(days=1), zone, hour)


@given(st.sampled_from(ZONES), st.data(), st.integers(0, 23))
def test_no_day_comes_back_when_the_clocks_go_back(zone, data, hour):
    change = data.draw(st.sampled_from(changes(zone) or (datetime(2026, 6, 1, tzinfo=UTC),)))
    quarters = [change + timedelta(minutes=15 * number) for number in range(-110, 110)]
    days = [day_of(at, zone, hour) for at in quarters]
    assert days == sorted(days)
