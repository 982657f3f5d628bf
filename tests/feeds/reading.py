"""Calendar files as two calendar programs read them: `icalendar`, and `vobject` with `dateutil`.

The first takes zones from the machine, the second from what the file says of them.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO

import vobject
from dateutil.rrule import rrulestr
from dateutil.tz import tzical
from icalendar import Calendar
from vobject.icalendar import registerTzid

_A_DAY = timedelta(days=1)


def by_icalendar(raw: bytes, start: datetime, end: datetime) -> list[tuple[datetime, str]]:
    """Give what takes place in a span: when (UTC), and its title."""
    events = Calendar.from_ical(raw).walk("VEVENT")
    apart = {(str(one["UID"]), one["RECURRENCE-ID"].dt) for one in events if "RECURRENCE-ID" in one}
    found = []
    for one in events:
        if one.get("STATUS") == "CANCELLED":
            continue
        for at in _starts(one, end):
            replaced = (str(one["UID"]), at) in apart and "RECURRENCE-ID" not in one
            if not replaced and start <= at.astimezone(UTC) < end:
                found.append((at.astimezone(UTC), str(one["SUMMARY"])))
    return sorted(found)


def _starts(one, end: datetime) -> Iterator[datetime]:
    first = one["DTSTART"].dt
    if "RRULE" not in one:
        yield first
        return
    out = one.get("EXDATE", [])
    out = [each.dt for lists in (out if isinstance(out, list) else [out]) for each in lists.dts]
    for at in rrulestr(f"RRULE:{one['RRULE'].to_ical().decode()}", dtstart=first):
        if at > end + _A_DAY:
            return
        if at not in out:
            yield at


def by_vobject(raw: bytes, start: datetime, end: datetime) -> list[tuple[datetime, str]]:
    """Give the same, as the other one reads it."""
    _take_zones(raw.decode())
    events = list(vobject.readOne(raw.decode()).vevent_list)
    apart = {
        (one.uid.value, _wall(one.recurrence_id.value))
        for one in events
        if hasattr(one, "recurrence_id")
    }
    found = []
    for one in events:
        if one.status.value == "CANCELLED":
            continue
        for at in _instances(one, end):
            is_apart = hasattr(one, "recurrence_id")
            replaced = (one.uid.value, _wall(at)) in apart and not is_apart
            if not replaced and start <= at.astimezone(UTC) < end:
                found.append((at.astimezone(UTC), one.summary.value))
    return sorted(found)


def _take_zones(text: str) -> None:
    """Let `vobject` know the zones of the file; of those it knew it would take one fixed offset."""
    for told in re.findall(r"BEGIN:VTIMEZONE\r\n.*?END:VTIMEZONE\r\n", text, re.DOTALL):
        zones = tzical(StringIO(told))
        for name in zones.keys():  # noqa: SIM118 - no mapping
            registerTzid(name, zones.get(name))


def _instances(one, end: datetime) -> Iterator[datetime]:
    if not hasattr(one, "rrule"):
        yield one.dtstart.value
        return
    for at in one.rruleset:
        if at > end + _A_DAY:
            return
        yield at


def _wall(at: datetime) -> datetime:
    return at.replace(tzinfo=None, fold=0)
