"""Local wall time turned into an instant, and an instant into local wall time."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


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


def in_zone(at: datetime, zone: str) -> datetime:
    """Give the same instant as the clocks of an IANA zone show it, with their offset."""
    return at.astimezone(ZoneInfo(zone))
