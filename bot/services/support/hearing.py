"""Hears a danger to life in what people type into a search or a form of their own.

All of it from memory: nothing is written down, and nobody is told.
"""

import asyncio
from functools import cache

from bot.content import danger
from bot.content.lookup import words
from bot.domain.language.spelling import Speller
from bot.domain.support.danger.care import Care
from bot.domain.support.danger.hearing import Rules, hear
from bot.domain.support.danger.score import ScoreWeights

MOST_HEARD = 2000
"""Characters that are listened to; no form or option that is listened to takes as many."""


def heard(text: str) -> Care | None:
    """Say what was heard; the first time takes a moment, so not on the loop (see `heard_soon`)."""
    rules, speller, weights = _ready()
    return hear(text[:MOST_HEARD], rules, speller.meant, weights)


async def heard_soon(text: str) -> Care | None:
    """Say what was heard, from anywhere: what is needed for it is read off the loop."""
    if not _ready.cache_info().currsize:
        await asyncio.to_thread(_ready)
    return heard(text)


@cache
def _ready() -> tuple[Rules, Speller, ScoreWeights]:
    rules = danger.load()
    speller = Speller(words(), dict.fromkeys(filter(str.isalpha, rules.known), 1))
    return rules, speller, danger.weights()
