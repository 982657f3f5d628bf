"""The exercises that come with the bot, one TOML file each."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pydantic import BaseModel, TypeAdapter

from bot.content.source import STRICT, names_in, read, text_of
from bot.domain.journal.worksheet import Column, Page, Worksheet, WorksheetKind, lint_worksheet


class _WorksheetFile(BaseModel):
    model_config = STRICT
    kind: str
    title: str
    intro: str
    board: tuple[Column, ...]
    talk: str
    pages: tuple[Page, ...]


_SHAPE = TypeAdapter(_WorksheetFile)

ORDER = ("pros_cons", "thought_check", "seven_day_plan", "three_questions", "urge_menu", "values")
"""As a facilitator is offered them; any other comes after these."""


@cache
def load() -> Mapping[WorksheetKind, Worksheet]:
    """Give every exercise by kind; read and checked once."""
    found = {sheet.kind: sheet for sheet in map(parse, map(text_of, names_in("worksheets")))}
    known = [WorksheetKind(kind) for kind in ORDER if kind in found]
    return MappingProxyType({kind: found[kind] for kind in dict.fromkeys([*known, *found])})


def parse(text: str) -> Worksheet:
    """Read one exercise from TOML; raises ValueError that says what to mend."""
    file = read(text, _SHAPE)
    sheet = Worksheet(
        WorksheetKind(file.kind), file.title, file.intro, file.board, file.talk, file.pages
    )
    found = lint_worksheet(sheet)
    if found:
        raise ValueError("\n".join(map(str, found)))
    return sheet
