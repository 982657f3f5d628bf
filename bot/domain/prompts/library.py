"""A whole library at once: what it covers, and which prompts say the same."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil

from bot.domain.language.registry import FALLBACK
from bot.domain.prompts.prompt import ChangeStage, ChangeTalk, Point, Prompt, Purpose
from bot.domain.prompts.theme import Theme, stems_in

ALIKE = 0.6
"""Share of common words (0 to 1) from which two prompts say the same."""
MOST_READ = 2000
"""Characters of a text that are looked at, so that no text takes long; far more than fit."""

Cell = tuple[Point, ChangeTalk, ChangeStage]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many prompts there are of each sort; what is missing counts 0."""

    total: int
    purposes: Counter[Purpose]
    themes: Counter[Theme]
    cells: Counter[Cell]
    """By point, change talk and stage of change."""


def coverage(prompts: Iterable[Prompt]) -> Coverage:
    """Count a library, for `scripts` and tests."""
    listed = tuple(prompts)
    return Coverage(
        total=len(listed),
        purposes=Counter(prompt.purpose for prompt in listed),
        themes=Counter(theme for prompt in listed for theme in prompt.themes),
        cells=Counter((prompt.point, prompt.change_talk, prompt.stage) for prompt in listed),
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of the matrix and how many prompts it holds; a prompt counts once per theme."""

    point: Point
    change_talk: ChangeTalk
    stage: ChangeStage
    theme: Theme
    count: int


def matrix(prompts: Iterable[Prompt]) -> tuple[Entry, ...]:
    """Count point x change talk x stage x theme, in the order of the lists; empty ones left out."""
    counted = Counter(
        (prompt.point, prompt.change_talk, prompt.stage, theme)
        for prompt in prompts
        for theme in prompt.themes
    )
    fields = product(Point, ChangeTalk, ChangeStage, Theme)
    return tuple(Entry(*field, counted[field]) for field in fields if field in counted)


def near_duplicates(
    prompts: Sequence[Prompt], alike: float = ALIKE, language: str = FALLBACK
) -> Iterator[tuple[Prompt, Prompt]]:
    """Pair prompts that share at least `alike` (0 to 1) of their words, the earlier one first."""
    for here, earlier in _alike_before(prompts, alike, language):
        for there in earlier:
            yield prompts[there], prompts[here]


def first_duplicates(
    prompts: Sequence[Prompt], language: str = FALLBACK
) -> Iterator[tuple[Prompt, Prompt]]:
    """Pair each prompt that says nearly the same as earlier ones with the first of these."""
    for here, earlier in _alike_before(prompts, ALIKE, language):
        there = next(earlier, None)
        if there is not None:
            yield prompts[there], prompts[here]


def _alike_before(
    prompts: Sequence[Prompt], alike: float, language: str
) -> Iterator[tuple[int, Iterator[int]]]:
    """Give for each prompt those before it that are alike, found only as far as they are asked for.

    Alike bags must share one of their rarest words, so only those are compared.
    """
    bags = [stems_in(prompt.text[:MOST_READ], language) for prompt in prompts]
    spread = Counter(word for bag in bags for word in bag)
    holders: dict[str, list[int]] = {}
    for here, bag in enumerate(bags):
        rarest_first = sorted(bag, key=lambda word: (spread[word], word))
        telling = rarest_first[: len(bag) - ceil(alike * len(bag)) + 1]
        near = sorted({i for word in telling for i in holders.get(word, ())})
        yield here, (i for i in near if _is_alike(bag, bags[i], alike))
        for word in telling:
            holders.setdefault(word, []).append(here)


def _is_alike(one: frozenset[str], other: frozenset[str], alike: float) -> bool:
    return len(one & other) >= alike * len(one | other)
