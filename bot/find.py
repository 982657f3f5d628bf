"""Answers `openround prompts find`: questions for what somebody says happened, in plain words."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from bot.content.prompts import load
from bot.domain.danger import tells_of_danger
from bot.domain.lookup import Found
from bot.domain.prompt import Point, Purpose
from bot.services.lookup import Lookup
from bot.text.catalog import Say, Shown


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the questions must be, by name; None leaves it open."""

    point: str | None
    purpose: str | None
    limit: int


def answer_all(texts: Sequence[str], wanted: Wanted, echo: Callable[[str], None]) -> None:
    """Print a list for each text: a list of objects, each a prompt with its score."""
    echo(_json([_rows(found) for found in _search(texts, wanted)]))


def answer_json(text: str, wanted: Wanted, echo: Callable[[str], None]) -> None:
    """Print a list of objects, each a prompt with all its fields and its score."""
    echo(_json(_rows(_search([text], wanted)[0])))


def answer(text: str, wanted: Wanted, echo: Callable[[str], None], say: Say) -> None:
    """Print each question with its reason, or one sentence when nothing fits.

    Words that tell of a danger are answered with whom to call, and with no question.
    """
    if tells_of_danger(text):
        echo(say("cli.danger"))
        return
    found = _search([text], wanted)[0]
    for one in found:
        facts = {"id": one.prompt.id, "text": one.prompt.text, "why": one.prompt.why}
        echo(say("cli.found", **{name: Shown(fact) for name, fact in facts.items()}))
    if not found:
        echo(say("cli.nothing_found"))


def _search(texts: Sequence[str], wanted: Wanted) -> list[tuple[Found, ...]]:
    lookup = Lookup(load())
    point = Point(wanted.point) if wanted.point else None
    purpose = Purpose(wanted.purpose) if wanted.purpose else None
    return [lookup.find(text, point=point, purpose=purpose, limit=wanted.limit) for text in texts]


def _rows(found: Sequence[Found]) -> list[dict[str, object]]:
    return [_row(one) for one in found]


def _row(one: Found) -> dict[str, object]:
    themes = {"themes": sorted(one.prompt.themes), "avoid_with": sorted(one.prompt.avoid_with)}
    return asdict(one.prompt) | themes | {"score": one.score}


def _json(what: object) -> str:
    return json.dumps(what, ensure_ascii=False, indent=2)
