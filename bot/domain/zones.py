"""Local wall time turned into an instant, and an instant into local wall time."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_AMERICAN = (
    "US/",
    "Canada/",
    "America/Indiana/",
    "America/Kentucky/",
    "America/North_Dakota/",
    "Pacific/Honolulu",
)
_AMERICAN_CITIES = (
    " Adak Anchorage Atikokan Boise Cambridge_Bay Chicago Dawson Denver Detroit Edmonton "
    "Fort_Wayne Glace_Bay Goose_Bay Halifax Indianapolis Inuvik Iqaluit Juneau Knox_IN Los_Angeles "
    "Louisville Menominee Metlakatla Moncton Montreal New_York Nipigon Nome Phoenix Rainy_River "
    "Rankin_Inlet Regina Resolute Shiprock Sitka St_Johns Swift_Current Thunder_Bay Toronto "
    "Vancouver Whitehorse Winnipeg Yakutat Yellowknife "
)
_TWELVE_HOURS = (
    "Australia/",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Asia/Kolkata",
    "Asia/Calcutta",
    "Asia/Karachi",
    "Asia/Dhaka",
    "Asia/Manila",
    "Asia/Singapore",
    "Asia/Kuala_Lumpur",
    "Asia/Hong_Kong",
)
"""Elsewhere, where English is written with 7:30 pm (CLDR), though with 3 Dec."""
_A_SECOND, _A_DAY = timedelta(seconds=1), timedelta(days=1)


def is_american(zone: str) -> bool:
    """Whether people of a zone write Dec 3: those of the United States and Canada."""
    city = zone.removeprefix("America/")
    return zone.startswith(_AMERICAN) or f" {city} " in _AMERICAN_CITIES


def says_am_and_pm(zone: str) -> bool:
    """Whether people of a zone write 7:30 pm rather than 19:30."""
    return is_american(zone) or zone.startswith(_TWELVE_HOURS)


def to_utc(local: datetime, zone: str) -> datetime:
    """Give the instant (aware, UTC) of a naive local wall time in an IANA zone.

    A time the clocks leap over moves on by the leap (02:30 becomes 03:30). A time that comes twice
    means the first, unless its fold says the second (docs/reliability.md#clocks).
    """
    return local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def to_local(at: datetime, zone: str) -> datetime:
    """Give the naive local wall time of an aware instant; its fold tells a second time apart."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def instants_of(local: datetime, zone: str) -> tuple[datetime, ...]:
    """Give the one instant of a wall time, or both where the clocks show it twice."""
    once, again = (to_utc(local.replace(fold=fold), zone) for fold in (0, 1))
    return (once, again) if once < again else (once,)


def clock_changes(zone: str, start: datetime, end: datetime) -> tuple[datetime, ...]:
    """Give the instants of a span at which the clocks of a zone leap (aware, UTC)."""
    there, at = ZoneInfo(zone), start.astimezone(UTC).replace(microsecond=0)
    found: list[datetime] = []
    while at < end:
        following = min(at + _A_DAY, end)
        if _offset(at, there) != _offset(following, there):
            found.append(_first_with(_offset(following, there), at, following, there))
        at = following
    return tuple(found)


def _first_with(
    offset: timedelta | None, before: datetime, after: datetime, there: ZoneInfo
) -> datetime:
    """Halve a span until one second is left, at whose end the clocks show the new offset."""
    while after - before > _A_SECOND:
        middle = before + (after - before) // _A_SECOND // 2 * _A_SECOND
        if _offset(middle, there) == offset:
            after = middle
        else:
            before = middle
    return after


def _offset(at: datetime, there: ZoneInfo) -> timedelta | None:
    return at.astimezone(there).utcoffset()


def in_zone(at: datetime, zone: str) -> datetime:
    """Give the same instant as the clocks of an IANA zone show it, with their offset."""
    return at.astimezone(ZoneInfo(zone))
