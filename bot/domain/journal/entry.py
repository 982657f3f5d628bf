"""One thing a member wrote for themselves: what it is, for which day, and its answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.errors import Refusal
from bot.domain.ids import EntryId
from bot.domain.journal.answers import Answers, in_order
from bot.domain.journal.worksheet import FieldKind

MOST_ENTRIES = 2000
"""So many things one member may keep."""
LONGEST_BACK = timedelta(days=365)
"""How far back a day may lie: as far as the picture of the history goes."""


class JournalShelf(StrEnum):
    """What kind of thing was written; each kind stands on its own shelf."""

    SETTINGS = "settings"
    CHECKIN = "checkin"
    URGE = "urge"
    LAPSE = "lapse"
    WORKSHEET = "worksheet"
    PLAN = "plan"


class NothingSaid(Refusal):
    """Every field was left blank."""

    key = "refusal.nothing_said"
    can_be_mended = True


class JournalFull(Refusal):
    """As much is kept as fits. Facts: `most`."""

    key = "refusal.journal_full"


class DayNotYet(Refusal):
    """An entry is to count for a day that has not begun."""

    key = "refusal.day_not_yet"
    can_be_mended = True


class DayTooEarly(Refusal):
    """An entry is to count for a day before all that is shown. Facts: `day`, the earliest one."""

    key = "refusal.day_too_early"
    can_be_mended = True


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One thing as it is kept, or as it waits for its author's choice."""

    id: EntryId
    shelf: JournalShelf
    at: datetime
    """When it was begun (aware, UTC)."""
    day: date
    """The day of its author for which it counts."""
    answers: Answers = field(default_factory=dict, hash=False)
    strand: int = 0
    """The number of the strand it is about; 0 for none."""
    about: str = ""
    """The kind of the worksheet it fills in."""
    page: int = 0
    """How many pages of it were sent."""
    done: bool = True
    """Whether nothing more is wanted: a worksheet to its end, an urge logged, a plan recalled."""
    version: int = 0
    """Goes up at every saving."""


def corrected(entry: JournalEntry, kinds: Mapping[str, FieldKind], typed: Answers) -> JournalEntry:
    """Put new answers in place of those to the same fields; what else is answered stays.

    Raises NotOnTheScale, and NothingSaid where nothing would be left: only something learned may
    stand without a word.
    """
    others = {name: text for name, text in entry.answers.items() if name not in kinds}
    answers = others | in_order(kinds, typed)
    if not answers and entry.shelf is not JournalShelf.LAPSE:
        raise NothingSaid
    return replace(entry, answers=answers)


def moved_to(entry: JournalEntry, day: date, today: date) -> JournalEntry:
    """Let an entry count for another day. Raises DayNotYet, DayTooEarly."""
    must_be_within_reach(day, today)
    return replace(entry, day=day)


def must_be_within_reach(day: date, today: date) -> None:
    """Refuse a day to come, and one too far back. Raises DayNotYet, DayTooEarly."""
    if day > today:
        raise DayNotYet
    earliest = earliest_day(today)
    if day < earliest:
        raise DayTooEarly(day=earliest.isoformat())


def earliest_day(today: date) -> date:
    """Give the first day that is within reach."""
    return today - min(LONGEST_BACK, today - date.min)


def must_have_room(kept: int) -> None:
    """Refuse one thing more where as many are kept as fit. Raises JournalFull."""
    if kept >= MOST_ENTRIES:
        raise JournalFull(most=MOST_ENTRIES)
