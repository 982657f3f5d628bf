"""Filling in a worksheet page by page: what is done, what comes next, what may be shared."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.errors import BeforeUpdate, Refusal
from bot.domain.ids import EntryId
from bot.domain.journal.answers import Answers, in_order, items
from bot.domain.journal.entry import JournalEntry, JournalShelf, NothingSaid
from bot.domain.journal.settings import JournalSettings
from bot.domain.journal.worksheet import Field, FieldKind, Page, Worksheet, field_of
from bot.domain.language.folding import cut, one_line

LONGEST_SHARED = 150
"""Characters of a line on the board of a meeting."""


class MayNotShare(Refusal):
    """A field that stays with whoever filled it in."""

    key = "refusal.may_not_share"


class NothingToShare(Refusal):
    """The line that was to be shared is blank, or not there any more."""

    key = "refusal.nothing_to_share"


@dataclass(frozen=True, slots=True)
class ShareableLine:
    """One line that the room may be shown, if its author says so."""

    field: str
    line: int
    """Which line of a list; 0 for the first, and for words that are no list."""
    text: str


def opened(
    entry: EntryId,
    sheet: Worksheet,
    at: datetime,
    settings: JournalSettings,
    shelf: JournalShelf = JournalShelf.WORKSHEET,
) -> JournalEntry:
    """Begin a worksheet; nothing is answered yet."""
    day = settings.day_of(at)
    return JournalEntry(entry, shelf, at, day, about=sheet.kind, done=False)


def page_after(entry: JournalEntry, sheet: Worksheet) -> int | None:
    """Name the page that comes next, counted from 0; None after the last one."""
    return entry.page if entry.page < len(sheet.pages) else None


def on_page(entry: JournalEntry, sheet: Worksheet, page: int) -> dict[str, str]:
    """Give what stands in the fields of a page already, for the form to begin with."""
    names = {field.id for field in _page(sheet, page).fields}
    return {name: text for name, text in entry.answers.items() if name in names}


def filled(entry: JournalEntry, sheet: Worksheet, page: int, typed: Answers) -> JournalEntry:
    """Send a page, blank or not; sent again it takes the place of what was there.

    Raises NotOnTheScale, and BeforeUpdate for a page or a choice that the sheet has not.
    """
    fields = _page(sheet, page).fields
    new = in_order({field.id: field.kind for field in fields}, typed)
    if any(_is_no_choice(field, new.get(field.id)) for field in fields):
        raise BeforeUpdate
    names = {field.id for field in fields}
    others = {name: text for name, text in entry.answers.items() if name not in names}
    sent = max(entry.page, page + 1)
    return replace(
        entry, answers=others | new, page=sent, done=entry.done or sent >= len(sheet.pages)
    )


def finished(entry: JournalEntry) -> JournalEntry:
    """Stop here: that is all for now. Raises NothingSaid where no page has a word."""
    if not entry.answers:
        raise NothingSaid
    return replace(entry, done=True)


def answered(entry: JournalEntry, sheet: Worksheet) -> Iterator[tuple[Field, str]]:
    """Give every field that was answered, in the order of the sheet."""
    for field in sheet.fields:
        if field.id in entry.answers:
            yield field, entry.answers[field.id]


def left_over(entry: JournalEntry, sheet: Worksheet) -> dict[str, str]:
    """Give the answers to fields that an update took off the sheet: they are still the member's."""
    known = {field.id for field in sheet.fields}
    return {name: text for name, text in entry.answers.items() if name not in known}


def shareable(entry: JournalEntry, sheet: Worksheet) -> tuple[ShareableLine, ...]:
    """List every line that may be shared, in the order of the sheet."""
    return tuple(
        ShareableLine(field.id, place, line)
        for field, text in answered(entry, sheet)
        if field.may_share
        for place, line in enumerate(_lines(field, text))
    )


def shared_line(entry: JournalEntry, sheet: Worksheet, field_id: str, line: int = 0) -> str:
    """Give the one line that the room is to see, and nothing else of the sheet.

    Raises MayNotShare, NothingToShare.
    """
    field = field_of(sheet, field_id)
    if field is None or not field.may_share:
        raise MayNotShare
    lines = _lines(field, entry.answers.get(field_id, ""))
    if line not in range(len(lines)):
        raise NothingToShare
    return lines[line]


def _lines(field: Field, text: str) -> tuple[str, ...]:
    lines = items(text) if field.kind is FieldKind.LIST else (one_line(text),)
    return tuple(cut(line, LONGEST_SHARED) for line in lines if line)


def _page(sheet: Worksheet, page: int) -> Page:
    if page not in range(len(sheet.pages)):
        raise BeforeUpdate
    return sheet.pages[page]


def _is_no_choice(field: Field, text: str | None) -> bool:
    return field.kind is FieldKind.CHOICE and text is not None and text not in field.choices
