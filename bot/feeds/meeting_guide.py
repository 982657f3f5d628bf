"""The feed of meetings for other finders: JSON after the Meeting Guide specification.

It knows weekly meetings alone: others stand on the page and in the calendar files.
"""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.domain.calendar.repeat import WEEK, WORKING_DAYS, Rhythm
from bot.feeds.public import PublicGroup, PublicMeeting

_EVERY_DAY = tuple(range(WEEK))


def meeting_guide(groups: Iterable[PublicGroup], now: datetime) -> bytes:
    """Write the feed."""
    rows = [
        _row(group, one, now)
        for group in groups
        for one in group.meetings
        if _days(one) and not one.rests
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1).encode() + b"\n"


def _row(group: PublicGroup, one: PublicMeeting, now: datetime) -> dict[str, object]:
    end = one.first + timedelta(minutes=one.minutes)
    row: dict[str, object] = {
        "name": one.title,
        "slug": one.slug,
        "day": _days(one),
        "time": f"{one.first:%H:%M}",
        "end_time": f"{end:%H:%M}",
        "timezone": one.zone,
        "group": group.name,
        "notes": "\n".join(part for part in (one.topic, one.said) if part),
        "updated": f"{now:%Y-%m-%d %H:%M:%S}",
    }
    return row | ({"conference_url": group.url} if group.url else {})


def _days(one: PublicMeeting) -> list[int]:
    """Give its days of the week, Sunday is 0; none where it doesn't meet every week."""
    match one.repeat.rhythm:
        case Rhythm.DAILY:
            days = _EVERY_DAY
        case Rhythm.WEEKDAYS:
            days = WORKING_DAYS
        case Rhythm.WEEKLY if one.repeat.interval == 1:
            days = one.repeat.days or (one.first.weekday(),)
        case _:
            days = ()
    return sorted((day + 1) % WEEK for day in days)
