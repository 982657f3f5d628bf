"""How good an answer is: labelled queries, the grade of a prompt for one, and the three figures."""

import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path

from bot.domain.prompts.prompt import ChangeStage, Prompt

HERE = Path(__file__).parent
HALVES = ("known", "blind")
"""`known` was written with sight of the library and tuned on; `blind` was neither."""
SETS = ("known", "fresh", "blind")
"""`fresh` came later, with three queries of `blind` seen, and was then tuned on."""
BEST, GOOD, FAIR, NONE = 3, 2, 1, 0
CUT = 5


@dataclass(frozen=True, slots=True)
class Query:
    """Somebody's words and what a right answer is about, the most important theme first."""

    id: str
    text: str
    themes: tuple[str, ...]
    not_themes: frozenset[str]
    point: str = ""
    purpose: str = ""
    stage: str = ""
    change_talk: str = ""


def queries(name: str) -> tuple[Query, ...]:
    rows = tomllib.loads((HERE / f"queries_{name}.toml").read_text(encoding="utf-8"))["queries"]
    return tuple(_query(row) for row in rows)


def _query(row) -> Query:
    decided = {name: row[name] for name in ("point", "purpose", "stage", "change_talk")}
    themes = tuple(row["themes"])
    return Query(row["id"], row["text"], themes, frozenset(row["not_themes"]), **decided)


def grade(query: Query, prompt: Prompt) -> int:
    """3: the first theme and another of those named; 2: the first, or two others; 1: one other.

    A wrong purpose or an unwanted theme is no answer at all. Another stage of change makes an
    answer fair at best; another point or sort of change talk makes it good at best.
    """
    wrong = query.purpose and prompt.purpose != query.purpose
    if wrong or prompt.themes & query.not_themes:
        return NONE
    return min(_by_themes(query, prompt), _at_most(query, prompt))


def _by_themes(query: Query, prompt: Prompt) -> int:
    if not query.themes:
        return BEST
    shared = sum(theme in prompt.themes for theme in query.themes)
    first = query.themes[0] in prompt.themes
    if first and shared >= min(2, len(query.themes)):
        return BEST
    return GOOD if first or shared > 1 else min(shared, FAIR)


def _at_most(query: Query, prompt: Prompt) -> int:
    if query.stage and prompt.stage not in {query.stage, ChangeStage.ANY}:
        return FAIR
    other_point = query.point and prompt.point != query.point
    other_talk = query.change_talk and prompt.change_talk != query.change_talk
    return GOOD if other_point or other_talk else BEST


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares between 0 and 1 over all queries; a hit is a good answer or better."""

    queries: int
    hit_at_1: float
    hit_at_5: float
    ndcg_at_5: float


def figures(
    asked: Iterable[Query],
    library: Sequence[Prompt],
    find: Callable[[str], Sequence[Prompt]],
) -> Figures:
    rows = [_row(query, library, find(query.text)[:CUT]) for query in asked]
    firsts, fives, gains = zip(*rows, strict=True)
    count = len(rows)
    return Figures(count, sum(firsts) / count, sum(fives) / count, sum(gains) / count)


def _row(query: Query, library: Sequence[Prompt], found: Sequence[Prompt]):
    grades = [grade(query, prompt) for prompt in found]
    ideal = sorted((grade(query, prompt) for prompt in library), reverse=True)[:CUT]
    hits = [each >= GOOD for each in grades]
    return any(hits[:1]), any(hits), _gain(grades) / (_gain(ideal) or 1)


def _gain(grades: Sequence[int]) -> float:
    return sum((2**each - 1) / log2(place) for place, each in enumerate(grades, start=2))
