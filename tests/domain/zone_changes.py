"""When the clocks of a zone change, and what a wall time means then, worked out slowly."""

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

ZONES = tuple(sorted(available_timezones() - {"localtime", "Factory"}))
FIRST, LAST = datetime(2024, 1, 1, tzinfo=UTC), datetime(2037, 12, 31, tzinfo=UTC)
A_DAY, A_WEEK, QUARTER = timedelta(days=1), timedelta(days=7), timedelta(minutes=15)


@cache
def changes(zone: str) -> tuple[datetime, ...]:
    """Give every instant between 2024 and 2037 at which the clocks of a zone change."""
    found, at = [], FIRST
    while at < LAST:
        if offset(at, zone) != offset(at + A_WEEK, zone):
            found.append(_between(at, at + A_WEEK, zone))
        at += A_WEEK
    return tuple(found)


def offset(at: datetime, zone: str) -> timedelta:
    found = at.astimezone(ZoneInfo(zone)).utcoffset()
    assert found is not None
    return found


def wall(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def instant_of(wanted: datetime, zone: str) -> datetime:
    """Give the instant of a wall time by looking at every quarter of an hour around it.

    The first that shows it; where none does, as long after the leap as it lies after the gap's
    beginning.
    """
    at = wanted.replace(tzinfo=UTC) - timedelta(days=2)
    while (shown := wall(at, zone)) < wanted:
        at += QUARTER
    if shown == wanted:
        return at
    change = _between(at - QUARTER, at, zone)
    return change + (wanted - (change + offset(at - QUARTER, zone)).replace(tzinfo=None))


def _between(sooner: datetime, later: datetime, zone: str) -> datetime:
    """Give the minute between two instants from which on the offset is the later one's."""
    minute = timedelta(minutes=1)
    while later - sooner > minute:
        middle = sooner + (later - sooner) // 2 // minute * minute
        same = offset(middle, zone) == offset(sooner, zone)
        sooner, later = (middle, later) if same else (sooner, middle)
    return later
