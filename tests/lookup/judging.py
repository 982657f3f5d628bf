"""How glad facilitators would be of an answer: queries and marks of two judges, and the figures.

Each judge wrote sixty queries without having seen the library or the rules, and then marked, not
knowing which engine gave it, every text that one of three engines had put among its first three;
what the mended lookup gave later was marked by others. Both sets were tuned on. The marks
of the third judge are kept out of the repository, so that nothing is ever tuned on them.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.domain.ids import PromptId
from bot.domain.prompts.prompt import Prompt

HERE = Path(__file__).parent
JUDGES = ("one", "two")
SHOWN = 3


class Mark(StrEnum):
    """What somebody who leads would say of a text at that moment."""

    GLAD = "glad"
    COULD = "could"
    USELESS = "useless"
    HURTS = "hurts"


@dataclass(frozen=True, slots=True)
class Judged:
    """A query, and the mark of every prompt that was judged for it."""

    text: str
    marks: Mapping[PromptId, Mark]


@dataclass(frozen=True, slots=True)
class Gladness:
    """Shares between 0 and 1; what nobody marked counts as not glad, and is counted."""

    queries: int
    glad_at_3: float
    """Of the queries: at least one of the first three is one that one would be glad of."""
    precision_at_3: float
    """Of the texts shown among the first three: one would be glad of them."""
    hurts_at_1: float
    hurts_at_3: float
    """Of the texts shown among the first three."""
    nothing: int
    """Queries without an answer."""
    unmarked: int


def judged(name: str) -> tuple[Judged, ...]:
    """Give what a judge wrote and marked."""
    rows = tomllib.loads((HERE / f"judged_{name}.toml").read_text(encoding="utf-8"))["queries"]
    return tuple(
        Judged(row["text"], {PromptId(one): mark for mark in Mark for one in row.get(mark, ())})
        for row in rows
    )


def gladness(asked: Iterable[Judged], find: Callable[[str], Sequence[Prompt]]) -> Gladness:
    """Measure an engine by the marks."""
    rows = [[each.marks.get(one.id) for one in find(each.text)[:SHOWN]] for each in asked]
    shown = [mark for row in rows for mark in row]
    count, texts = len(rows), len(shown) or 1
    return Gladness(
        count,
        sum(Mark.GLAD in row for row in rows) / count,
        shown.count(Mark.GLAD) / texts,
        sum(row[:1] == [Mark.HURTS] for row in rows) / count,
        shown.count(Mark.HURTS) / texts,
        sum(not row for row in rows),
        shown.count(None),
    )
