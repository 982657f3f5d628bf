"""What stories about writing share: somebody in Dublin, her settings, and small worksheets."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from bot.content import worksheets
from bot.domain.ids import EntryId
from bot.domain.journal import checkin
from bot.domain.journal.entry import JournalEntry
from bot.domain.journal.settings import JournalSettings, Strand
from bot.domain.journal.worksheet import Worksheet, WorksheetKind

NOW = datetime(2026, 12, 1, 21, 0, tzinfo=UTC)
"""A Tuesday evening."""
TODAY = date(2026, 12, 1)
SETTINGS = JournalSettings(
    keeps=True,
    zone="Europe/Dublin",
    strands=(Strand(1, "wine"), Strand(3, "my phone")),
    strands_ever=3,
)


def later(**much: float) -> datetime:
    return NOW + timedelta(**much)


def sheet(kind: str) -> Worksheet:
    return worksheets.load()[WorksheetKind(kind)]


def check_in(number: int, day: date = TODAY, strand: int = 0, **typed: str) -> JournalEntry:
    at = datetime(day.year, day.month, day.day, 20, tzinfo=UTC) + timedelta(minutes=number)
    said: Mapping[str, str] = typed or {"mood": "5"}
    return checkin.checked_in(EntryId(number), said, at, SETTINGS, strand=strand)
