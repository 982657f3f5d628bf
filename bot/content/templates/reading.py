"""Reading one template in TOML: what it holds, and in words of the file what is wrong with it."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.content.source import STRICT, tables_in, text_of
from bot.domain.finding import Finding
from bot.domain.language.folding import fold, one_line
from bot.domain.sentence import Facts
from bot.domain.template import USUAL_ORDER, Stage, StageKey, Template, lint

_SHOWN = 40
_MOST_TOLD = 20
_KEYS = ", ".join(USUAL_ORDER)
_QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_STAGES = "stages"
_EXAMPLE = "templates/example/friday-50.toml"


def _as_key(value: object) -> object:
    """Take a stage as people write it: *Check-in* is `check_in`."""
    return re.sub(r"[\s-]+", "_", fold(value)) if isinstance(value, str) else value


Minutes = Annotated[int, Field(strict=True)]


class _StageRow(BaseModel):
    model_config = STRICT
    key: Annotated[StageKey, BeforeValidator(_as_key)]
    minutes: Minutes


class _TemplateFile(BaseModel):
    model_config = STRICT
    name: Annotated[str, Field(strict=True)]
    minutes: Minutes
    stages: tuple[_StageRow, ...]


_SHAPE = TypeAdapter(_TemplateFile)


@dataclass(frozen=True, slots=True)
class ReadTemplate:
    """What a file holds, and what is to be mended in it; None where it holds no template."""

    template: Template | None
    findings: tuple[Finding, ...] = ()


def judged(text: str, taken: Collection[str] = ()) -> ReadTemplate:
    """Read a file and judge what it holds; each finding names its line.

    `taken` are names that it can't have, folded. Raises Unreadable where it is not TOML at all.
    """
    tables, places = tables_in(text), _Places.of(text)
    try:
        file = _SHAPE.validate_python(tables)
    except ValidationError as fault:
        told = fault.errors()[:_MOST_TOLD]
        return ReadTemplate(None, tuple(places.put(_mistake(one), one["loc"]) for one in told))
    stages = tuple(Stage(row.key, row.minutes) for row in file.stages)
    template = Template(one_line(file.name), stages)
    found = [*_name_taken(template, taken), *lint(template, file.minutes)][:_MOST_TOLD]
    return ReadTemplate(template, tuple(places.put(one, _where(one, stages)) for one in found))


def _name_taken(template: Template, taken: Collection[str]) -> list[Finding]:
    if fold(template.name) not in taken:
        return []
    name = template.name
    return [Finding("template.name", name, name, {"name": name}, "ours")]


@dataclass(frozen=True, slots=True)
class _Places:
    """Finds the line of a field or a stage in the rows of a file, none longer than the file."""

    rows: tuple[str, ...]
    """The rows of the file with nothing between quotation marks, and without remarks."""

    @classmethod
    def of(cls, text: str) -> "_Places":
        """Take the rows of a file."""
        rows = text.replace("\r\n", "\n").split("\n")
        return cls(tuple(_QUOTED.sub('""', row).partition("#")[0] for row in rows))

    def put(self, finding: Finding, where: tuple[int | str, ...]) -> Finding:
        """Name the line in a finding."""
        line = self._line(where)
        facts: Facts = {**finding.facts, "line": line}
        return replace(finding, where=f"line {line}", facts=facts)

    def _line(self, where: tuple[int | str, ...]) -> int:
        if where[:1] == (_STAGES,) and len(where) > 1:
            stages = [line for line, row in self._numbered() for _ in range(_stages_in(row))]
            at = int(where[1])
            if at < len(stages):
                return stages[at]
        field = str(where[0])
        return next((line for line, row in self._numbered() if _field_of(row) == field), 1)

    def _numbered(self) -> Iterable[tuple[int, str]]:
        return enumerate(self.rows, 1)


def _stages_in(row: str) -> int:
    """Count the stages that begin in a row: as a list writes them, or as a table of its own."""
    return row.count("{") + "".join(row.split()).startswith(f"[[{_STAGES}]]")


def _field_of(row: str) -> str:
    """Give what a row is about: the field that it sets, or the table that it begins."""
    return row.strip(" \t[]").partition("=")[0].strip()


def _where(finding: Finding, stages: tuple[Stage, ...]) -> tuple[int | str, ...]:
    """Say which part of the file a finding is about."""
    named = [place for place, stage in enumerate(stages) if stage.key == finding.found]
    match finding.rule:
        case "template.name":
            return ("name",)
        case "template.sum" | "template.length":
            return ("minutes",)
        case "template.minutes":
            wrong = (place for place in named if stages[place].minutes < 1)
            return (_STAGES, next(wrong, 0))
        case "template.lobby" | "template.twice" | "template.order" if named:
            return (_STAGES, named[-1])
    return (_STAGES,)


def _mistake(detail: ErrorDetails) -> Finding:
    """Say what is wrong with one field, in words of the file."""
    *_, field = detail["loc"]
    in_stage = detail["loc"][0] == _STAGES and len(detail["loc"]) > 2  # noqa: PLR2004 - its own field
    shown = one_line(str(detail["input"]))[:_SHOWN]
    facts: Facts = {"field": str(field)[:_SHOWN], "value": shown, "keys": _KEYS}
    return Finding("template.field", "file", shown, facts, _case(detail["type"], field, in_stage))


def _case(kind: str, field: int | str, in_stage: bool) -> str:
    if kind == "missing":
        return "missing_in_stage" if in_stage else "missing"
    if kind == "extra_forbidden":
        return "unknown_in_stage" if in_stage else "unknown"
    return str(field) if field in {"name", "key", "minutes"} else _STAGES


def example() -> str:
    """Give a whole file as groups write it."""
    return text_of(_EXAMPLE)
