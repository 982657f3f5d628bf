"""Finds the right question for what just happened in the room, in somebody's own words."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import chain
from types import MappingProxyType

from bot.domain.ids import PromptId
from bot.domain.language.folding import fold
from bot.domain.language.phrase_embeddings import PhraseEmbeddings
from bot.domain.language.registry import FALLBACK
from bot.domain.language.spelling import Speller
from bot.domain.language.word_embeddings import WordEmbeddings
from bot.domain.prompts.browsing import ANY_SORT, Wanted
from bot.domain.prompts.circumstance import Circumstance, circumstances_in
from bot.domain.prompts.prompt import Prompt
from bot.domain.prompts.theme import themes_in
from bot.domain.search.known_words import KnownWords
from bot.domain.search.likeliest import Likeliest
from bot.domain.search.own_lines import OwnLines
from bot.domain.search.prompt_traits import PromptKind, kind_of
from bot.domain.search.ranking_weights import RankingWeights
from bot.domain.search.situation import Situation, read, telling
from bot.domain.search.tact import WhatWasTold, hurts
from bot.domain.search.understanding import is_understood


@dataclass(frozen=True, slots=True)
class RankedPrompt:
    """A prompt and how well it fits: larger is better, and only the order means anything."""

    prompt: Prompt
    score: float
    sure: bool = True
    """Whether it fits; else it is one that never hurts."""


NeverHurt = Mapping[Circumstance | None, Sequence[PromptId]]
"""Prompts for when nothing fits well, by what was told, the gravest first."""
TOPIC = 2
"""So few words name a topic: then the nearest questions come, however near they are."""
SAFE = 3
"""So many are offered where fewer fit well."""
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*")
_SHORTENED = re.compile(r"(?:n't|'(?:s|m|d|ll|re|ve))$")
_NEAR = 100
"""So many of the likeliest are weighed against what was told."""


@dataclass(frozen=True, slots=True)
class _HeardOf:
    """What was read from somebody's words, and what they want."""

    told: WhatWasTold
    wanted: Wanted
    apart: bool
    """Violence was told: nothing that pushes closeness, thanks or an apology."""

    def welcomes(self, prompt: Prompt, kind: PromptKind) -> bool:
        """Tell whether a prompt, being of a kind, is what was wanted and would not hurt."""
        pushes = self.apart and kind.pushes
        return self.wanted.suits(prompt) and not pushes and not hurts(kind, self.told)


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
        lines = [(prompt.text, *prompt.when) for prompt in self._prompts]
        self._known = KnownWords(chain.from_iterable(lines), language)
        self._speller = Speller(table, self._known.counts, language)
        new = (at for at, one in enumerate(self._prompts) if not learnt or one.id not in learnt)
        own = {place: lines[place] for place in new}
        self._own_lines = OwnLines(own, language)
        words = (telling(" ".join(own.get(at, ())), language) for at in range(len(lines)))
        ids = (prompt.id for prompt in self._prompts)
        self._likeliest = Likeliest(zip(ids, words, strict=True), table, learnt, phrases)
        by_id = {prompt.id: place for place, prompt in enumerate(self._prompts)}
        self._never_hurt = {
            told: [by_id[one] for one in some if one in by_id] for told, some in never_hurt.items()
        }

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
        """Give up to `limit` prompts, the best first; the same words give the same ones.

        `heard` runs from the oldest to the newest; what was heard ranks lower, the newest lowest.
        Words that say nothing, or none of which is known, give nothing, unless something is wanted
        besides. `apart` leaves out what pushes closeness, thanks or an apology. `beside_note` says
        that a note stands above, with a question of its own: only what fits very well comes then.
        """
        situation = read(text, self._speller.meant, self._language)
        wanted = replace(wanted, purpose=wanted.purpose or situation.purpose)
        if wanted.is_open and not (situation.words and self._understands(text)):
            return ()
        heard_of = self._heard_of(text, situation, wanted, apart=apart)
        scores = self._scores(heard_of, self._likely(situation, heard_of), heard)
        found = tuple(
            RankedPrompt(self._prompts[place], round(scores[place], 4))
            for place in sorted(scores, key=lambda place: (-scores[place], place))[:limit]
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

    def _likely(self, situation: Situation, heard_of: _HeardOf) -> dict[int, float]:
        """Weigh how likely each prompt is wanted, and how alike the lines of a group's own are.

        Where only some are wanted, all of those are there, however far they are.
        """
        found = dict(self._likeliest.of(situation.words, situation.said))
        for place, one in self._own_lines.alike(situation.words).items():
            found[place] = found.get(place, 0.0) + self._weights.words * one
        if not heard_of.apart and heard_of.wanted.is_open:
            return found
        among = (at for at, one in enumerate(self._prompts) if heard_of.wanted.suits(one))
        return {place: found.get(place, 0.0) for place in among}

    def _understands(self, text: str) -> bool:
        return is_understood(text, self._known, self._table, self._speller, self._language)

    def _scores(
        self, heard_of: _HeardOf, likely: Mapping[int, float], heard: Collection[PromptId]
    ) -> dict[int, float]:
        """Score the likeliest prompts; the rest could not catch up."""
        scores = {
            place: likely[place] + self._tact[place]
            for place in nlargest(_NEAR, likely, key=likely.__getitem__)
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
        return _HeardOf(WhatWasTold(told, themes - out, out), wanted, apart)

    def _take_heard(self, scores: dict[int, float], heard: Collection[PromptId]) -> None:
        ages = {prompt: age for age, prompt in enumerate(heard, start=1)}
        for place in scores:
            age = ages.get(self._prompts[place].id, 0)
            scores[place] -= self._weights.heard * (age > 0) * (1 + age / (len(ages) or 1))
