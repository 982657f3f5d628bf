"""Every change of the clocks of every time zone, met by a series at every quarter of an hour.

`python -m tests.domain.calendar.every_zone` walks through them all and says how long it took.
"""

import sys
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.calendar.repeat import Repeat
from bot.domain.calendar.series import Series, between, start_on
from bot.domain.ids import GuildId, SeriesId
from bot.domain.zones import to_utc

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
YEARS = range(2024, 2038)
DAY = timedelta(days=1)
QUARTERS = tuple(timedelta(minutes=15) * number for number in range(96))


@cache
def changes(zone: str) -> tuple[date, ...]:
    """Find the local days on which the clocks of a zone change."""
    clock = ZoneInfo(zone)
    first = datetime(YEARS[0], 1, 1, tzinfo=UTC)
    hours = int((datetime(YEARS[-1] + 1, 1, 1, tzinfo=UTC) - first) / timedelta(hours=6))
    instants = [first + timedelta(hours=6 * number) for number in range(hours)]
    offsets = [at.astimezone(clock).utcoffset() for at in instants]
    pairs = zip(instants, offsets, offsets[1:], strict=False)
    return tuple(at.astimezone(clock).date() for at, here, then in pairs if here != then)


def daily(zone: str, first: datetime) -> Series:
    """A series that meets every day, so that it meets every change."""
    return Series(
        id=SeriesId(1), guild=GuildId(2), title="Daily", first=first, timezone=zone,
        repeat=Repeat.DAILY, minutes=60, template="standard-60", room_kind=RoomKind.VOICE,
    )  # fmt: skip


def wrong(zone: str, change: date) -> Iterator[str]:
    """Name what is wrong with the dates around a change: each once, and at its time of day."""
    midnight = datetime(change.year, change.month, change.day)  # noqa: DTZ001 - wall time
    days = [change + DAY * number for number in range(-2, 4)]
    for quarter in QUARTERS:
        series = daily(zone, midnight - 2 * DAY + quarter)
        begin, end = (to_utc(midnight + span, zone) for span in (-4 * DAY, 5 * DAY))
        found = [one for one in between(series, begin, end) if one[0] in days]
        if [day for day, _ in found] != days or len({at for _, at in found}) != len(days):
            yield f"{zone} {midnight + quarter}: {found}"
        shown = [at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for _, at in found]
        walls = [datetime.combine(day, (midnight + quarter).time()) for day in days]
        off = [one for one, wall in zip(shown, walls, strict=False) if one < wall]
        late = [at for (_, at), one, wall in zip(found, shown, walls, strict=False) if one != wall]
        if off or len(late) > 1 or (change, start_on(series, change)) not in found:
            yield f"{zone} {midnight + quarter}: {shown}"


def walked(zone: str, dates: Iterable[date]) -> list[str]:
    """Give all that is wrong about changes of a zone."""
    return [said for change in dates for said in wrong(zone, change)]


def main() -> None:
    """Walk through every change of every zone, and say what is wrong and how long it took."""
    begun, number, faults = time.monotonic(), 0, 0
    for zone in ZONES:
        found = walked(zone, changes(zone))
        number, faults = number + len(changes(zone)), faults + len(found)
        for said in found:
            sys.stdout.write(f"{said}\n")
    took = time.monotonic() - begun
    met = f"{len(ZONES)} zones, {number} changes, {number * len(QUARTERS)} times of day"
    sys.stdout.write(f"{met}: {faults} wrong, {took:.0f} s\n")


if __name__ == "__main__":
    main()
