"""Finds the right question for what just happened in the room, in somebody's own words."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from math import exp
from types import MappingProxyType

from bot.domain.ids import PromptId
from bot.domain.language.folding import fold
from bot.domain.language.phrase_embeddings import PhraseEmbeddings
from bot.domain.language.registry import FALLBACK
from bot.domain.language.spelling import Speller
from bot.domain.language.word_embeddings import WordEmbeddings
from bot.domain.prompts.browsing import ANY_SORT, Wanted
from bot.domain.prompts.circumstance import Circumstance, circumstances_in
from bot.domain.prompts.prompt import HABITS, Prompt
from bot.domain.prompts.theme import Theme, themes_in
from bot.domain.search.fitness import WhatWasTold, fitness, hurts
from bot.domain.search.likeliest import Likeliest
from bot.domain.search.own_lines import OwnLines
from bot.domain.search.prompt_traits import PromptKind, kind_of
from bot.domain.search.ranking_weights import RankingWeights
from bot.domain.search.situation import Situation, read
from bot.domain.search.understanding import is_understood
from bot.domain.search.variety import Variety


@dataclass(frozen=True, slots=True)
class RankedPrompt:
    """A prompt and how well it fits: larger is better, and only the order means anything."""

    prompt: Prompt
    score: float
    sure: bool = True
    """Whether it fits; else it is one that never hurts."""


NeverHurt = Mapping[Circumstance | None, Sequence[PromptId]]
"""Prompts for when nothing fits well, by what was told, the gravest first."""
CHEERLESS = 0.35
"""Where less than that of what is likely wanted greets a success, greeting one hurts."""
TOPIC = 2
"""So few words name a topic: then the nearest questions come, however near they are."""
SAFE = 3
"""So many are offered where fewer fit well."""
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*")
_SHORTENED = re.compile(r"(?:n't|'(?:s|m|d|ll|re|ve))$")
_NEAR = 100
"""So many of the most alike are weighed against what was told."""
POOL, _FOR_EACH = 24, 4
"""So many of the best are compared with one another for variety, and so many for each wanted."""


@dataclass(frozen=True, slots=True)
class _HeardOf:
    """What was read from somebody's words, and what they want."""

    told: WhatWasTold
    themes: frozenset[Theme]
    ruled_out: frozenset[Theme]
    wanted: Wanted
    apart: bool
    """Violence was told: nothing that pushes closeness, thanks or an apology."""
    cheerless: bool = False
    """Hardly anything that is likely wanted greets a success, and none was told."""

    def welcomes(self, prompt: Prompt, kind: PromptKind) -> bool:
        """Tell whether a prompt, being of a kind, is what was wanted and would not hurt."""
        amiss = kind.avoid_with & self.themes or kind.themes & self.ruled_out
        cheers = self.cheerless and Circumstance.SUCCESS in kind.assumes
        hurt = hurts(kind, self.told) or bool(amiss) or cheers
        return self.wanted.suits(prompt) and not (self.apart and kind.pushes) and not hurt


class Ranking:
    """One group's prompts, ready to be searched; never changed, so any thread may ask."""

    def __init__(
        self,
        prompts: Iterable[Prompt],
        table: WordEmbeddings,
        learnt: WordEmbeddings | None = None,
        never_hurt: NeverHurt = MappingProxyType({}),
        weights: RankingWeights | None = None,
        language: str = FALLBACK,
        phrases: PhraseEmbeddings | None = None,
        tact: Mapping[PromptId, float] = MappingProxyType({}),
    ) -> None:
        """Index prompts; about a second for five thousand.

        `learnt` says which of our prompts are wanted beside which words; `never_hurt` are offered
        where nothing fits well; `tact` says how seldom each hurt where it came up, -1 to 1.
        """
        self._prompts, self._language = tuple(prompts), language
        self._table, self._weights = table, weights or RankingWeights()
        self._kind_of = [kind_of(prompt) for prompt in self._prompts]
        weigh = self._weights.tact
        self._tact = [weigh * tact.get(prompt.id, 0.0) for prompt in self._prompts]
        self._cheers = [Circumstance.SUCCESS in kind.assumes for kind in self._kind_of]
        things = [(prompt.text, *prompt.when) for prompt in self._prompts]
        self._lines = OwnLines(things, language)
        self._index = self._lines.index
        ids = (prompt.id for prompt in self._prompts)
        self._likeliest = Likeliest(
            zip(ids, self._lines.words, strict=True), table, learnt, phrases
        )
        by_id = {prompt.id: place for place, prompt in enumerate(self._prompts)}
        self._never_hurt = {
            told: [by_id[one] for one in some if one in by_id] for told, some in never_hurt.items()
        }
        self._variety = Variety(self._prompts, self._weights.variety, language)
        self._speller = Speller(table, self._index.known, language)

    def find(
        self,
        text: str,
        wanted: Wanted = ANY_SORT,
        *,
        limit: int = 5,
        heard: Collection[PromptId] = (),
        apart: bool = False,
        beside_note: bool = False,
    ) -> tuple[RankedPrompt, ...]:
        """Give up to `limit` varied prompts, the best first; the same words give the same ones.

        `heard` runs from the oldest to the newest; what was heard ranks lower, the newest lowest.
        Words that say nothing, or none of which is known, give nothing, unless something is wanted
        besides. `apart` leaves out what pushes closeness, thanks or an apology. `beside_note` says
        that a note stands above, with a question of its own: only what fits very well comes then.
        """
        situation = read(text, self._speller.meant, self._language)
        wanted = replace(wanted, purpose=wanted.purpose or situation.purpose)
        if wanted.is_open and not (situation.words and self._understands(text)):
            return ()
        likely = self._likeliest.of(situation.words, situation.said)
        heard_of = self._heard_of(text, situation, wanted, apart=apart)
        heard_of = replace(heard_of, cheerless=self._is_cheerless(likely, heard_of.told))
        alike = self._alike(situation.words, likely, wanted, apart=apart)
        scores = self._scores(heard_of, alike, heard)
        found = tuple(
            RankedPrompt(self._prompts[place], round(scores[place], 4))
            for place in self._variety.chosen(scores, max(POOL, _FOR_EACH * limit), limit)
        )
        told_much = wanted.is_open and len(situation.words) > TOPIC
        if beside_note:
            return self._above(found, self._weights.beside_note)
        return self._with_safe_ones(found, heard_of, limit) if told_much else found

    def complete(
        self,
        prefix: str,
        limit: int = 5,
        *,
        heard: Collection[PromptId] = (),
        apart: bool = False,
    ) -> tuple[RankedPrompt, ...]:
        """Do the same while somebody is still typing: the last word may be unfinished."""
        # A blank after the last word says that it is finished; folding would take it away.
        before, _, last = f"{fold(prefix)}{' ' if prefix[-1:].isspace() else ''}".rpartition(" ")
        whole = self._speller.completed(last)
        return self.find(f"{before} {whole}", limit=limit, heard=heard, apart=apart)

    def _is_cheerless(self, likely: Mapping[int, float], told: WhatWasTold) -> bool:
        if Circumstance.SUCCESS in told.circumstances or not likely:
            return False
        chances = {place: exp(one) for place, one in likely.items()}
        cheers = sum(one for place, one in chances.items() if self._cheers[place])
        return cheers < CHEERLESS * sum(chances.values())

    def _alike(
        self, words: Sequence[str], likely: Mapping[int, float], wanted: Wanted, *, apart: bool
    ) -> dict[int, float]:
        """Weigh how likely each prompt is wanted, and how alike the most alike of its lines is.

        Where only some are wanted, all of those are there, however far they are.
        """
        weigh = self._weights
        found = {place: weigh.words * one for place, one in self._lines.alike(words).items()}
        for place, one in likely.items():
            found[place] = found.get(place, 0.0) + weigh.learnt * one
        if not apart and wanted.is_open:
            return found
        among = (place for place, one in enumerate(self._prompts) if wanted.suits(one))
        return {place: found.get(place, 0.0) for place in among}

    def _understands(self, text: str) -> bool:
        return is_understood(text, self._index, self._table, self._speller, self._language)

    def _scores(
        self, heard_of: _HeardOf, alike: Mapping[int, float], heard: Collection[PromptId]
    ) -> dict[int, float]:
        """Score the prompts whose words come nearest; the rest could not catch up."""
        scores = {
            place: alike[place]
            + self._tact[place]
            + fitness(self._kind_of[place], heard_of.told, self._weights.fit)
            for place in nlargest(_NEAR, alike, key=alike.__getitem__)
            if heard_of.welcomes(self._prompts[place], self._kind_of[place])
        }
        self._take_heard(scores, heard)
        return scores

    def _with_safe_ones(
        self, found: Sequence[RankedPrompt], heard_of: _HeardOf, limit: int
    ) -> tuple[RankedPrompt, ...]:
        """Leave out what does not fit well; where nothing does, give what never hurts."""
        if kept := self._above(found):
            return kept
        told = heard_of.told.circumstances
        gravest = next((kind for kind in self._never_hurt if kind in told), None)
        places = (*self._never_hurt.get(gravest, ()), *self._never_hurt.get(None, ()))
        safe = (
            place
            for place in places
            if heard_of.welcomes(self._prompts[place], self._kind_of[place])
        )
        some = list(dict.fromkeys(safe))[: min(limit, SAFE)]
        return tuple(RankedPrompt(self._prompts[place], 0.0, sure=False) for place in some)

    def _above(self, found: Sequence[RankedPrompt], more: float = 0) -> tuple[RankedPrompt, ...]:
        """Leave out what does not come to the least score of its place, and so much more."""
        least = self._weights.least
        floors = (least[min(place, len(least) - 1)] + more for place in range(len(found)))
        return tuple(one for one, floor in zip(found, floors, strict=True) if one.score >= floor)

    def _as_meant(self, word: str) -> str:
        if _SHORTENED.search(word):
            return word
        return self._speller.meant(word.replace("'", ""))

    def _heard_of(
        self, text: str, situation: Situation, wanted: Wanted, *, apart: bool
    ) -> _HeardOf:
        mended = _WORD.sub(lambda word: self._as_meant(word[0]), fold(text))
        told = circumstances_in(mended, self._language)
        themes = themes_in(mended, self._language)
        out = themes_in(" ".join(situation.ruled_out), self._language)
        what = WhatWasTold(told, themes & HABITS)
        return _HeardOf(what, themes - out, out, wanted, apart)

    def _take_heard(self, scores: dict[int, float], heard: Collection[PromptId]) -> None:
        ages = {prompt: age for age, prompt in enumerate(heard, start=1)}
        for place in scores:
            age = ages.get(self._prompts[place].id, 0)
            scores[place] -= self._weights.heard * (age > 0) * (1 + age / (len(ages) or 1))
