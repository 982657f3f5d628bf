"""Finds prompts by the stems of words that they share with what somebody typed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.domain.ids import PromptId
from bot.domain.prompt import Point, Prompt, Purpose
from bot.domain.theme import Theme, stem, themes_in, words_in


@dataclass(frozen=True, slots=True)
class Found:
    """One result of a search; a higher score fits better."""

    prompt: Prompt
    score: float


class WordFinder:
    """An index of words over some prompts."""

    def __init__(self, prompts: Sequence[Prompt]) -> None:
        self._bags = [(one, frozenset(map(stem, words_in(one.text)))) for one in prompts]
        self._words = sorted({word for one in prompts for word in words_in(one.text)})

    def find(
        self,
        text: str,
        *,
        point: Point | None = None,
        theme: Theme | None = None,
        purpose: Purpose | None = None,
        limit: int = 5,
        heard: Collection[PromptId] = (),
    ) -> tuple[Found, ...]:
        """Give the best `limit` prompts for plain words, the best first."""
        typed, about = frozenset(map(stem, words_in(text))), themes_in(text)
        found = [
            Found(one, 2 * len(one.themes & about) + len(bag & typed) - (one.id in heard))
            for one, bag in self._bags
            if point in {None, one.point}
            and purpose in {None, one.purpose}
            and (theme is None or theme in one.themes)
        ]
        there = sorted((one for one in found if one.score > 0), key=lambda one: -one.score)
        return tuple(there[:limit])

    def complete(self, prefix: str, limit: int) -> tuple[str, ...]:
        """Complete the last word."""
        begun, _, last = prefix.casefold().rpartition(" ")
        fits = [word for word in self._words if last and word.startswith(last)]
        return tuple(f"{begun} {word}".strip() for word in fits[:limit])
