"""The values of a question's fields as people write them: by their own words or as they are shown.

`Saying no`, `saying-no` and `saying_no` are one theme; so is `A life in balance` one point.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache

from bot.domain.language.folding import fold
from bot.domain.prompts.circumstance import Circumstance
from bot.domain.prompts.prompt import ChangeStage, ChangeTalk, Point, Purpose
from bot.domain.prompts.theme import Theme

CHOICES: Mapping[str, type[StrEnum]] = {
    "point": Point,
    "purpose": Purpose,
    "change_talk": ChangeTalk,
    "stage": ChangeStage,
    "themes": Theme,
    "avoid_with": Theme,
    "assumes": Circumstance,
    "not_when": Circumstance,
}
"""The fields that take one of a few values, or several of them."""
LINES = frozenset({"when"})
"""The fields that take several lines of somebody's own words."""
_SEVERAL = frozenset(field for field, choice in CHOICES.items() if choice in {Theme, Circumstance})
LISTS = _SEVERAL | LINES
"""The fields that take a list."""
Names = Mapping[type[StrEnum], Mapping[str, str]]
"""How people see the values of a field: by the value, its name."""
LONGEST = 100
"""Characters of a value that are looked at; no name is as long."""


def key(text: str) -> str:
    """Give what spellings of a word have in common, as fields and their values are spelled."""
    return re.sub(r"[\s_-]+", "_", fold(text[:LONGEST]))


def as_meant(fields: Mapping[str, object], names: Names) -> dict[str, object]:
    """Read every value that is known; what is not stays as it stands, to be told."""
    shown = {choice: tuple(named.items()) for choice, named in names.items()}
    return {
        field: _meant(value, _known(CHOICES[field], shown.get(CHOICES[field], ())))
        if field in CHOICES
        else value
        for field, value in fields.items()
    }


@lru_cache(maxsize=64)
def _known(choice: type[StrEnum], shown: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    return {key(name): value for value, name in shown} | {one.value: one.value for one in choice}


def _meant(value: object, known: Mapping[str, str]) -> object:
    if isinstance(value, str):
        return known.get(key(value), value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return [found for one in value for found in _several(one, known)]
    return value


def _several(text: str, known: Mapping[str, str]) -> Iterator[str]:
    """Read one name, or several with blanks between them: `joy saying no` are two."""
    words = text.split() or [text]
    longest = max((name.count("_") + 1 for name in known), default=1)
    at = 0
    while at < len(words):
        taken = _first(words[at : at + longest], known)
        name = " ".join(words[at : at + taken])
        yield known.get(key(name), name)
        at += taken


def _first(words: Sequence[str], known: Mapping[str, str]) -> int:
    """Tell how many words make the first name, the longest that is known; else it is one."""
    sizes = range(len(words), 0, -1)
    return next((size for size in sizes if key(" ".join(words[:size])) in known), 1)
