"""Chooses prompts that fit and are unlike one another."""

from collections.abc import Mapping, Sequence

from bot.domain.prompts.prompt import Prompt
from bot.domain.prompts.theme import Theme, stems_in


class Variety:
    """Maximal marginal relevance over some prompts; never changed."""

    def __init__(self, prompts: Sequence[Prompt], weight: float, language: str) -> None:
        """Read the words of each prompt; `weight` is what likeness takes from a score."""
        self._prompts, self._weight = prompts, weight
        self._bags = [stems_in(prompt.text, language) for prompt in prompts]

    def chosen(self, scores: Mapping[int, float], pool: int, limit: int) -> list[int]:
        """Choose one after the other: relevant in itself and unlike all those before it.

        Of the best `pool` by score, at most `limit`.
        """
        chosen: list[int] = []
        alike = dict.fromkeys(sorted(scores, key=lambda i: (-scores[i], i))[:pool], 0.0)
        while alike and len(chosen) < limit:
            best = max(alike, key=lambda i: (scores[i] - self._weight * alike[i], -i))
            chosen.append(best)
            del alike[best]
            for place in alike:
                alike[place] += self._likeness(place, best)
        return chosen

    def _likeness(self, one: int, other: int) -> float:
        here, there = self._prompts[one], self._prompts[other]
        words = _shared(self._bags[one], self._bags[other])
        same = (here.purpose is there.purpose) + (here.point is there.point)
        return _shared(here.themes, there.themes) / 2 + words / 2 + same / 8


def _shared(
    one: frozenset[str] | frozenset[Theme], other: frozenset[str] | frozenset[Theme]
) -> float:
    return len(one & other) / (len(one | other) or 1)
