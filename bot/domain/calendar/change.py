"""A change of the calendar: first shown and asked about, then made, and undone while it can be."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.domain.calendar.exceptions import DateStanding
from bot.domain.calendar.series import Series
from bot.domain.ids import ChangeId, GuildId, SeriesId

ASKED_FOR = timedelta(hours=1)
"""So long a question waits for its answer."""
LATER_ANYWAY = frozenset({"planned_until", "revision"})
"""Fields of a series that change by themselves."""


class ChangeKind(StrEnum):
    """What is done to the calendar."""

    MOVE = "move"
    SKIP = "skip"
    PAUSE = "pause"
    CANCEL = "cancel"
    EDIT = "edit"
    ZONE = "zone"


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """One change of a series, or of one of its dates: how it stood, and how it is to stand."""

    id: ChangeId
    guild: GuildId
    series: SeriesId
    kind: ChangeKind
    rule_date: date
    """The date that changes, or the first of those that do."""
    until: datetime | None
    """Until then it is asked, or once made can be undone; None where no end is known."""
    date_before: DateStanding | None = None
    date_after: DateStanding | None = None
    before: Series | None = None
    after: Series | None = None
    made_at: datetime | None = None

    @property
    def is_of_one_date(self) -> bool:
        """Tell whether it is about one date alone."""
        return self.date_after is not None


def differing(one: Series, other: Series) -> dict[str, Any]:
    """Give the fields in which two states of a series differ, as the second has them."""
    names = (field.name for field in fields(Series) if field.name not in LATER_ANYWAY)
    pairs = ((name, getattr(one, name), getattr(other, name)) for name in names)
    return {name: new for name, old, new in pairs if _differs(old, new)}


def applied(change: CalendarChange, series: Series) -> Series:
    """Give a series with what the change says, whatever else became of it meanwhile."""
    return replace(series, **_fields(change))


def taken_back(change: CalendarChange, series: Series) -> Series | None:
    """Give a series without the change; None where it was changed again since."""
    done = _fields(change)
    if any(_differs(getattr(series, name), value) for name, value in done.items()):
        return None
    old: dict[str, Any] = {name: getattr(change.before, name) for name in done}
    return replace(series, **old)


def _fields(change: CalendarChange) -> dict[str, Any]:
    """Give what a change of a whole series sets."""
    if change.before is None or change.after is None:
        raise ValueError(change.kind)
    return differing(change.before, change.after)


def _differs(old: object, new: object) -> bool:
    """A wall time that comes twice is another the second time, though Python calls both equal."""
    return old != new or getattr(old, "fold", 0) != getattr(new, "fold", 0)
