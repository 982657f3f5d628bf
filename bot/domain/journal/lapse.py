"""After a lapse: what came before, what would help in the next 24 hours; nothing is reset."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import EntryId
from bot.domain.journal.answers import Answers, in_order
from bot.domain.journal.entry import JournalEntry, JournalShelf
from bot.domain.journal.settings import JournalSettings
from bot.domain.journal.worksheet import FieldKind


class LapseField(StrEnum):
    """What may be written down; nothing need be."""

    BEFORE = "before"
    TOLD = "told"
    """What one told oneself."""
    NEXT_TIME = "next_time"
    NEXT_DAY = "next_day"
    """What would help in the next 24 hours."""
    WHO = "who"


LAPSE: Mapping[str, FieldKind] = dict.fromkeys(LapseField, FieldKind.TEXT)
"""How each is answered."""


def noted(entry: EntryId, typed: Answers, at: datetime, settings: JournalSettings) -> JournalEntry:
    """Note it as something learned: one mark in the history, with words or without.

    No other entry changes, no curve and no count.
    """
    answers = in_order(LAPSE, typed)
    return JournalEntry(entry, JournalShelf.LAPSE, at, settings.day_of(at), answers)
