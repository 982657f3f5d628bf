"""A file of prompts that somebody wrote by hand: its rows, and what is wrong with one of them."""

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import cast

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.content.source import STRICT, refuse_bombs, too_deep
from bot.domain.finding import Finding
from bot.domain.prompt import ChangeStage, ChangeTalk, Point, Prompt, Purpose
from bot.domain.theme import Theme

_KINDS: Mapping[str, tuple[str, type[StrEnum]]] = {
    "point": ("point", Point),
    "purpose": ("purpose", Purpose),
    "change_talk": ("kind of change talk", ChangeTalk),
    "stage": ("stage of change", ChangeStage),
    "themes": ("theme", Theme),
    "avoid_with": ("theme", Theme),
}
_FIELDS = ", ".join(Prompt.__dataclass_fields__)
_SHOWN = 40
_FEW = 10
_MOST_TOLD = 20
"""Findings of one row; what is meant by thousands of strange words is not guessed."""
_STRANGE = "unexpected_keyword_argument"


class _Row(BaseModel):
    model_config = STRICT
    prompts: tuple[Prompt]


_SHAPE = TypeAdapter(_Row)


def rows_of(text: str) -> tuple[dict[str, object], ...]:
    """Give the rows of a file in TOML; raises ValueError with one clear sentence."""
    refuse_bombs(text)
    try:
        file = tomllib.loads(text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))
    except RecursionError as fault:
        raise too_deep() from fault
    except tomllib.TOMLDecodeError as fault:
        told = " ".join(str(fault).split()).rstrip(".")
        message = f"This is not TOML: {told}."
        raise ValueError(message) from fault
    except ValueError as fault:  # what Python says of a number with too many digits is for us
        message = "This is not TOML: a number in it is too long."
        raise ValueError(message) from fault
    return _tables(file)


def prompt_in(row: Mapping[str, object], number: int) -> Prompt | tuple[Finding, ...]:
    """Read one row, counted from 1, or say what is wrong with each of its fields."""
    try:
        (prompt,) = _SHAPE.validate_python({"prompts": (row,)}).prompts
    except ValidationError as fault:
        name = row.get("id")
        where = name[:_SHOWN] if isinstance(name, str) and name else f"row {number}"
        strange_first = sorted(fault.errors(), key=lambda one: one["type"] != _STRANGE)
        return tuple(_finding(where, detail) for detail in strange_first[:_MOST_TOLD])
    return prompt


def _tables(file: dict[str, object]) -> tuple[dict[str, object], ...]:
    rows = file.pop("prompts", None)
    if file:
        message = f"The file holds {_shown(next(iter(file)))} beside its [[prompts]]."
        raise ValueError(message)
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        message = "The file has no prompts: each begins with [[prompts]] on a line of its own."
        raise ValueError(message)
    return tuple(cast("list[dict[str, object]]", rows))


def _finding(where: str, detail: ErrorDetails) -> Finding:
    field = str(detail["loc"][2])
    if detail["type"] == "missing":
        return _field(where, f"The field {field} is missing.", f"Add a line {field} = …", field)
    if detail["type"] == _STRANGE:
        what = f"{_shown(field)} is not a field of a prompt."
        return _field(where, what, f"The fields are {_FIELDS}.", field)
    if detail["type"] == "enum":
        return _unknown(where, field, detail["input"])
    kind = "a list of words" if field in {"themes", "avoid_with"} else "text in quotes"
    return _field(where, f"The field {field} is not {kind}.", f"Make it {kind}.", field)


def _field(where: str, what: str, mend: str, found: str) -> Finding:
    return Finding("prompt.field", where, what, mend, found[:_SHOWN])


def _unknown(where: str, field: str, value: object) -> Finding:
    kind, choices = _KINDS[field]
    names = [str(choice) for choice in choices]
    like = names if len(names) <= _FEW else get_close_matches(str(value)[:_SHOWN], names)
    mend = f"Use one of {', '.join(like or names)}."
    return Finding("prompt.taxonomy", where, f"{_shown(value)} is not a {kind}.", mend, str(value))


def _shown(value: object) -> str:
    said = str(value)
    return repr(said if len(said) <= _SHOWN else said[:_SHOWN] + "…")
