"""A file of prompts that somebody wrote by hand: its rows, and what is wrong with one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import cast

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.content.prompts.values import CHOICES, LISTS, Names, as_meant
from bot.content.source import STRICT, tables_in
from bot.domain.finding import Finding, Unreadable
from bot.domain.language.folding import one_line
from bot.domain.prompts.circumstance import Circumstance
from bot.domain.prompts.prompt import Prompt
from bot.domain.prompts.theme import Theme

_FIELDS = ", ".join(Prompt.__dataclass_fields__)
_SHOWN = 40
_FEW = 10
_MOST_TOLD = 20
"""Findings of one row; what is meant by thousands of strange words is not guessed."""
_STRANGE = "unexpected_keyword_argument"
_CASES: Mapping[object, str] = MappingProxyType({Theme: "themes", Circumstance: "circumstances"})
"""The sentence about a value of these that is not known, whatever the field."""
NO_NAMES: Names = MappingProxyType({})


class _Row(BaseModel):
    model_config = STRICT
    prompts: tuple[Prompt]


_SHAPE = TypeAdapter(_Row)


@dataclass(frozen=True, slots=True)
class Row:
    """A question as a file holds it: its fields, and where it stands, in a table or in TOML."""

    fields: Mapping[str, object]
    place: str
    in_table: bool = False

    @property
    def where(self) -> str:
        """Name the row to whoever wrote the file."""
        name = self.fields.get("id")
        return name[:_SHOWN] if isinstance(name, str) and name else self.place


def rows_of(text: str) -> tuple[Row, ...]:
    """Give the rows of a file in TOML; raises Unreadable."""
    return _tables(tables_in(text))


def prompt_in(row: Row, names: Names = NO_NAMES) -> Prompt | tuple[Finding, ...]:
    """Read one row, or say what is wrong with each of its fields.

    `names` are those by which people see the values of fields.
    """
    try:
        (prompt,) = _SHAPE.validate_python({"prompts": (as_meant(row.fields, names),)}).prompts
    except ValidationError as fault:
        strange_first = sorted(fault.errors(), key=lambda one: one["type"] != _STRANGE)
        return tuple(_finding(row, detail) for detail in strange_first[:_MOST_TOLD])
    return prompt if one_line(prompt.text) else (_missing(row, "text"),)


def _tables(file: dict[str, object]) -> tuple[Row, ...]:
    rows = file.pop("prompts", None)
    if file:
        raise Unreadable("more_than_prompts", name=_shown(next(iter(file))))
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise Unreadable("no_prompts")
    tables = cast("list[dict[str, object]]", rows)
    return tuple(Row(fields, f"row {number}") for number, fields in enumerate(tables, start=1))


def _finding(row: Row, detail: ErrorDetails) -> Finding:
    where, field = row.where, str(detail["loc"][2])
    if detail["type"] == "missing":
        return _missing(row, field)
    if detail["type"] == _STRANGE:
        return _field(where, "unknown", field, field=_shown(field), fields=_FIELDS)
    if detail["type"] == "enum":
        return _unknown(where, field, detail["input"])
    return _field(where, "no_list" if field in LISTS else "no_text", field, field=field)


def _missing(row: Row, field: str) -> Finding:
    return _field(row.where, "empty" if row.in_table else "missing", field, field=field)


def _field(where: str, case: str, found: str, **facts: str) -> Finding:
    return Finding("prompt.field", where, found[:_SHOWN], facts, case)


def _unknown(where: str, field: str, value: object) -> Finding:
    names = [str(choice) for choice in CHOICES[field]]
    like = names if len(names) <= _FEW else get_close_matches(str(value)[:_SHOWN], names)
    facts = {"value": _shown(value), "names": ", ".join(like or names)}
    case = _CASES.get(CHOICES[field], field)
    return Finding("prompt.taxonomy", where, str(value), facts, case)


def _shown(value: object) -> str:
    said = str(value)
    return repr(said if len(said) <= _SHOWN else said[:_SHOWN] + "…")
