"""The exercises that come with the bot, one TOML file each."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pydantic import BaseModel, TypeAdapter

from bot.content.source import STRICT, names_in, read, text_of
from bot.domain.journal.worksheet import (
    Column,
    Page,
    Picture,
    Worksheet,
    WorksheetKind,
    lint_worksheet,
)
from bot.domain.prompts.theme import Theme


class _WorksheetFile(BaseModel):
    model_config = STRICT
    kind: str
    title: str
    helps: str
    themes: tuple[Theme, ...] = ()
    first_evening: bool = False
    intro: str
    board: tuple[Column, ...]
    talk: str
    pages: tuple[Page, ...]
    picture: Picture = Picture.NONE


_SHAPE = TypeAdapter(_WorksheetFile)

ORDER = (
    *("three_questions", "pros_cons", "rulers", "values", "change_plan"),
    *("urge_menu", "urge_entry", "urge_voice", "rehearsal"),
    *("thought_check", "problem_ladder"),
    *("balance_wheel", "interests", "goal", "seven_day_plan"),
)
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
        kind=WorksheetKind(file.kind),
        title=file.title,
        intro=file.intro,
        board=file.board,
        talk=file.talk,
        pages=file.pages,
        helps=file.helps,
        themes=frozenset(file.themes),
        first_evening=file.first_evening,
        picture=file.picture,
    )
    found = lint_worksheet(sheet)
    if found:
        raise ValueError("\n".join(map(str, found)))
    return sheet
