"""What each part of the lookup brings: judged figures with one part left out at a time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.content.lookup import never_hurt, phrases, tact, wanted, words
from bot.content.prompts import load
from bot.domain.prompts.prompt import Prompt
from bot.domain.search.ranking import Ranking
from bot.domain.search.ranking_weights import RankingWeights
from tests.lookup.judging import JUDGES, Gladness, gladness, judged

HELD_BACK = RankingWeights()
EVERY_PART = replace(HELD_BACK, least=(0.0,))
"""Nothing is held back for a low score: with a part less, every score is lower."""


def ablation() -> Mapping[str, Mapping[str, Gladness]]:
    """Give the figures of every judge: of all parts together, and with each left out."""
    library = load()
    parts = _without(library)
    return {
        judge: {name: gladness(judged(judge), find) for name, find in parts.items()}
        for judge in JUDGES
    }


def _without(library: Sequence[Prompt]) -> dict[str, Callable[[str], Sequence[Prompt]]]:
    def ranking(weights: RankingWeights, *, learnt: bool = True, said: bool = True) -> Ranking:
        return Ranking(
            library,
            words(),
            wanted() if learnt else None,
            never_hurt(),
            weights,
            phrases=phrases() if said else None,
            tact=tact(),
        )

    each = {
        "as it is": ranking(HELD_BACK),
        "all": ranking(EVERY_PART),
        "lines alone": ranking(replace(EVERY_PART, tact=0.0), learnt=False),
        "no phrases": ranking(EVERY_PART, said=False),
        "no tact": ranking(replace(EVERY_PART, tact=0.0)),
    }
    return {name: _finder(one) for name, one in each.items()}


def _finder(ranking: Ranking) -> Callable[[str], Sequence[Prompt]]:
    return lambda text: [one.prompt for one in ranking.find(text, limit=3)]
