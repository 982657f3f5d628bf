"""Hears a danger to life in what people type into a search or a form of their own.

All of it from memory: nothing is written down, and nobody is told.
"""

import asyncio
from dataclasses import dataclass
from functools import cache

from bot.content import danger
from bot.content.lookup import languages, words
from bot.domain.language.spelling import Speller
from bot.domain.support.danger.hearing import Rules, hear
from bot.domain.support.danger.level import Care, nearest
from bot.domain.support.danger.plain_order import Spelt
from bot.domain.support.danger.score import ScoreWeights

MOST_HEARD = 2000
"""Characters that are listened to; no form or option that is listened to takes as many."""


@dataclass(frozen=True, slots=True)
class _Listener:
    """What is needed to hear a danger in one language."""

    rules: Rules
    spelt: Spelt
    weights: ScoreWeights | None

    def hear(self, text: str, *, own: bool) -> Care | None:
        return hear(text, self.rules, self.spelt, self.weights, own=own)


def heard(text: str, *, own: bool = False) -> Care | None:
    """Say what was heard; the first time takes a moment, so not on the loop (see `heard_soon`).

    `own` are words that somebody writes for themselves, and not a search.
    """
    return nearest(listener.hear(text[:MOST_HEARD], own=own) for listener in _listeners())


async def heard_soon(text: str, *, own: bool = False) -> Care | None:
    """Say what was heard, from anywhere: what is needed for it is read off the loop."""
    if not _listeners.cache_info().currsize:
        await asyncio.to_thread(_listeners)
    return heard(text, own=own)


@cache
def _listeners() -> tuple[_Listener, ...]:
    """Listen in every language that has rules: people in fear write in whichever is theirs."""
    return tuple(map(_listener, danger.languages()))


def _listener(language: str) -> _Listener:
    rules = danger.load(language)
    known = dict.fromkeys(filter(str.isalpha, rules.known), 1)
    # Without a table of a language's words, many of its words would be taken for one of danger.
    spelt = Speller(words(language), known, language).meant if language in languages() else str
    return _Listener(rules, spelt, danger.weights(language))
