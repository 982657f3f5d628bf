"""Exercises: what a group does together on a shared board, and the pages for filling in alone."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from typing import NewType

from bot.domain.finding import Finding

WorksheetKind = NewType("WorksheetKind", str)

MOST_INPUTS = 5
"""A form of Discord holds so many inputs."""
LABEL_LENGTH = 45
HELP_LENGTH = 100
INTRO_LENGTH = 240
HELPS_LENGTH = 100
"""The line under a choice in a menu of Discord holds so many."""
MOST_COLUMNS = 2
MOST_CHOICES = 10
MOST_FITTING = 3
A_NUMBER = 0.25
"""Minutes to choose a number or a word; whatever is written takes one."""


class FieldKind(StrEnum):
    """How a field is filled in; a scale runs from 0 to 10, a list is one entry a line."""

    TEXT = "text"
    SCALE = "scale"
    CHOICE = "choice"
    LIST = "list"


class Picture(StrEnum):
    """How the scales of an exercise can be drawn."""

    NONE = ""
    WHEEL = "wheel"
    RULERS = "rulers"


SCALES_DRAWN = {Picture.WHEEL: range(3, 13), Picture.RULERS: range(1, 6)}
"""How many scales each picture has room for."""


@dataclass(frozen=True, slots=True)
class Field:
    """One input: `label` up to 45 and `help` up to 100 characters."""

    id: str
    label: str
    kind: FieldKind
    help: str = ""
    may_share: bool = False
    """Whether the member may show this field to the room."""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One form: one to five fields under a title of up to 45 characters."""

    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One question of the shared board, to which anyone adds a line without a name."""

    id: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Worksheet:
    """One exercise: `intro`, `board` and `talk` for the room, `pages` for filling in alone."""

    kind: WorksheetKind
    title: str
    intro: str
    """What we do together, up to 240 characters."""
    board: tuple[Column, ...]
    talk: str
    """The one question for the last third of the time."""
    pages: tuple[Page, ...]
    helps: str
    """One line of up to 100 characters on when it helps."""
    themes: frozenset[str] = frozenset()
    """What a group may be talking about when it fits, by the names of the library's themes."""
    first_evening: bool = False
    """Whether it suits people who have never done one together."""
    picture: Picture = Picture.NONE
    """What the scales on its pages are drawn as, once they are filled in."""

    @property
    def fields(self) -> Iterator[Field]:
        """Every field, page by page."""
        return (field for page in self.pages for field in page.fields)

    @property
    def minutes(self) -> int:
        """How long it takes to fill all of it in, about."""
        chosen = {FieldKind.SCALE, FieldKind.CHOICE}
        return ceil(sum(A_NUMBER if field.kind in chosen else 1 for field in self.fields))

    @property
    def scales(self) -> Iterator[Field]:
        """Every field with a number from 0 to 10."""
        return (field for field in self.fields if field.kind is FieldKind.SCALE)


def fitting(sheets: Iterable[Worksheet], about: Collection[str]) -> tuple[Worksheet, ...]:
    """Give the few that fit what a group talks about, the best first; equal ones as they stood."""
    fits = [one for one in sheets if not one.themes.isdisjoint(about)]
    fits.sort(key=lambda one: -len(one.themes.intersection(about)))
    return tuple(fits[:MOST_FITTING])


def column(worksheet: Worksheet, column_id: str) -> Column | None:
    """Find a question of the board; None when the exercise has no such column."""
    return next((c for c in worksheet.board if c.id == column_id), None)


def field_of(worksheet: Worksheet, field_id: str) -> Field | None:
    """Find a field of any page; None when the exercise has no such field."""
    return next((field for field in worksheet.fields if field.id == field_id), None)


def lint_worksheet(worksheet: Worksheet) -> tuple[Finding, ...]:
    """Find what Discord's forms would refuse or a member would stumble over.

    See docs/how-to/worksheet.md.
    """
    return (*_shape(worksheet), *_texts(worksheet), *_ids(worksheet))


def _found(
    sheet: Worksheet, rule: str, found: str = "", case: str = "", **facts: str | int
) -> Finding:
    return Finding(f"worksheet.{rule}", sheet.kind, found, facts, case)


def _shape(sheet: Worksheet) -> Iterator[Finding]:
    if not 1 <= len(sheet.board) <= MOST_COLUMNS:
        yield _found(sheet, "board", count=len(sheet.board))
    if not sheet.pages:
        yield _found(sheet, "pages")
    for page in sheet.pages:
        if not 1 <= len(page.fields) <= MOST_INPUTS:
            yield _found(sheet, "inputs", page.title, count=len(page.fields))
    for field in sheet.fields:
        wanted = range(2, MOST_CHOICES + 1) if field.kind is FieldKind.CHOICE else range(1)
        if len(field.choices) not in wanted:
            yield _found(sheet, "choices", field.id, field=field.id, count=len(field.choices))
    drawn, scales = SCALES_DRAWN.get(sheet.picture), len(tuple(sheet.scales))
    if drawn and scales not in drawn:
        yield _found(sheet, "picture", count=scales, least=drawn[0], most=drawn[-1])


def _texts(sheet: Worksheet) -> Iterator[Finding]:
    yield from _fits(sheet, "title", sheet.title, LABEL_LENGTH)
    yield from _fits(sheet, "intro", sheet.intro, INTRO_LENGTH)
    yield from _fits(sheet, "talk", sheet.talk, INTRO_LENGTH)
    yield from _fits(sheet, "helps", sheet.helps, HELPS_LENGTH)
    for page in sheet.pages:
        yield from _fits(sheet, "label", page.title, LABEL_LENGTH)
    for part in _parts(sheet):
        yield from _fits(sheet, "label", part.label, LABEL_LENGTH)
        yield from _fits(sheet, "help", part.help, HELP_LENGTH, least=0)
    if sheet.talk.count("?") != 1:
        yield _found(sheet, "talk", sheet.talk, "not_one")


def _parts(sheet: Worksheet) -> tuple[Field | Column, ...]:
    return (*sheet.fields, *sheet.board)


def _fits(sheet: Worksheet, rule: str, text: str, most: int, least: int = 1) -> Iterator[Finding]:
    if not least <= len(text) <= most:
        yield _found(sheet, rule, text, "length", count=len(text), least=least, most=most)


def _ids(sheet: Worksheet) -> Iterator[Finding]:
    for group in (sheet.fields, sheet.board):
        for name, count in Counter(part.id for part in group).items():
            if count > 1:
                yield _found(sheet, "id", name, "twice", id=name, count=count)
            if not name.isidentifier() or not name.islower():
                yield _found(sheet, "id", name, "not_plain", id=repr(name))
