"""The check-in: mood and urge 0-10, what helped, what next; one answer is enough."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from bot.domain.ids import EntryId
from bot.domain.journal.answers import Answers, in_order
from bot.domain.journal.entry import (
    JournalEntry,
    JournalShelf,
    NothingSaid,
    must_be_within_reach,
)
from bot.domain.journal.settings import JournalSettings
from bot.domain.journal.strands import must_be_followed
from bot.domain.journal.worksheet import FieldKind


class CheckInField(StrEnum):
    """What a check-in asks."""

    MOOD = "mood"
    URGE = "urge"
    """The strongest one."""
    HELPED = "helped"
    NEXT = "next"


CHECKIN: Mapping[str, FieldKind] = {
    CheckInField.MOOD: FieldKind.SCALE,
    CheckInField.URGE: FieldKind.SCALE,
    CheckInField.HELPED: FieldKind.TEXT,
    CheckInField.NEXT: FieldKind.TEXT,
}
"""How each is answered."""


def checked_in(
    entry: EntryId,
    typed: Answers,
    at: datetime,
    settings: JournalSettings,
    *,
    strand: int = 0,
    day: date | None = None,
) -> JournalEntry:
    """Check in, for today or for a day before; `strand` is what the urge was about.

    Raises NothingSaid, NotOnTheScale, NoSuchStrand, DayNotYet, DayTooEarly.
    """
    today = settings.day_of(at)
    must_be_within_reach(day or today, settings.latest_day(at))
    answers = in_order(CHECKIN, typed)
    if not answers:
        raise NothingSaid
    about = must_be_followed(settings, strand)
    return JournalEntry(entry, JournalShelf.CHECKIN, at, day or today, answers, about)
