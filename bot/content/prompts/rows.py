"""A file of prompts that somebody wrote by hand: its rows, and what is wrong with one of them."""

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import cast

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.content.source import STRICT, refuse_bombs, too_deep
from bot.domain.finding import Finding, Unreadable
from bot.domain.prompts.prompt import ChangeStage, ChangeTalk, Point, Prompt, Purpose
from bot.domain.prompts.theme import Theme

_CHOICES: Mapping[str, type[StrEnum]] = {
    "point": Point,
    "purpose": Purpose,
    "change_talk": ChangeTalk,
    "stage": ChangeStage,
    "themes": Theme,
    "avoid_with": Theme,
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
    """Give the rows of a file in TOML; raises Unreadable."""
    refuse_bombs(text)
    try:
        file = tomllib.loads(text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))
    except RecursionError as fault:
        raise too_deep() from fault
    except tomllib.TOMLDecodeError as fault:
        raise Unreadable("not_toml", reason=" ".join(str(fault).split()).rstrip(".")) from fault
    except ValueError as fault:  # what Python says of a number with too many digits is for us
        raise Unreadable("number_too_long") from fault
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
        raise Unreadable("more_than_prompts", name=_shown(next(iter(file))))
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise Unreadable("no_prompts")
    return tuple(cast("list[dict[str, object]]", rows))


def _finding(where: str, detail: ErrorDetails) -> Finding:
    field = str(detail["loc"][2])
    if detail["type"] == "missing":
        return _field(where, "missing", field, field=field)
    if detail["type"] == _STRANGE:
        return _field(where, "unknown", field, field=_shown(field), fields=_FIELDS)
    if detail["type"] == "enum":
        return _unknown(where, field, detail["input"])
    wanted = "no_list" if field in {"themes", "avoid_with"} else "no_text"
    return _field(where, wanted, field, field=field)


def _field(where: str, case: str, found: str, **facts: str) -> Finding:
    return Finding("prompt.field", where, found[:_SHOWN], facts, case)


def _unknown(where: str, field: str, value: object) -> Finding:
    names = [str(choice) for choice in _CHOICES[field]]
    like = names if len(names) <= _FEW else get_close_matches(str(value)[:_SHOWN], names)
    facts = {"value": _shown(value), "names": ", ".join(like or names)}
    case = "themes" if _CHOICES[field] is Theme else field
    return Finding("prompt.taxonomy", where, str(value), facts, case)


def _shown(value: object) -> str:
    said = str(value)
    return repr(said if len(said) <= _SHOWN else said[:_SHOWN] + "…")
