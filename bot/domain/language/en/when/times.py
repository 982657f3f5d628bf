"""How a phrase such as `next Tuesday 7.30 pm` is taken apart into its English pieces."""

import re
from collections.abc import Callable
from functools import cache

from bot.domain.language.en.when.clocks import CLOCK_PIECES, HOURS_PIECE, INSTANT_PIECES
from bot.domain.language.en.when.day_words import (
    DAY_PARTS,
    MONTHS,
    SPANS,
    WEEKDAYS,
    piece,
    saying,
)
from bot.domain.language.en.when.days import DAY_PIECES
from bot.domain.language.en.when.ranges import RANGE_PIECE
from bot.domain.language.en.when.rhythms import RHYTHM_PIECES
from bot.domain.language.en.when.slips import plain
from bot.domain.language.en.when.written import each_month, each_week, written
from bot.domain.language.en.when.zone_words import ZONE_PIECES
from bot.domain.language.rule_sets import TimeRules
from bot.domain.language.time_facts import NotUnderstood, TimeFacts

_MAY_BE_SAID_TWICE = frozenset({"again", "since", "rhythm", "interval", "weekday", "nth"})
"""Tuesdays weekly; what is said twice must be the same."""


def facts_in(text: str) -> TimeFacts:
    """Take a phrase apart; every word must be understood, and nothing said twice.

    Raises NotUnderstood.
    """
    rest = plain(text)
    facts = TimeFacts()
    while rest:
        found, rest = _next(rest)
        twice = facts.keys() & found.keys()
        if twice - _MAY_BE_SAID_TWICE or any(facts[key] != found[key] for key in twice):  # type: ignore[literal-required]
            raise NotUnderstood(rest)
        facts |= found
    return facts


def _next(rest: str) -> tuple[TimeFacts, str]:
    for pattern, meaning in _compiled():
        if match := pattern.match(rest):
            return meaning(match), rest[match.end() :].lstrip()
    raise NotUnderstood(rest)


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], TimeFacts]], ...]:
    """Compile the pieces when the first phrase is read: no start of the bot waits for them."""
    return tuple((re.compile(pattern), meaning) for pattern, meaning in _PIECES)


_FILLERS = (
    r"at|on(?: an?)?|in|of|for|from|starting|starts?|o'clock|sharp|please|prompt|exactly|the|-"
    r"|is|will be"
    r"|let'?s (?:do|say|meet)|(?:how|what) about|can we do|we(?:'ll)? meet|meets?"
    r"|online|(?:on )?zoom|thanks|thank you|ok|okay"
)
_PIECES = (
    *INSTANT_PIECES,
    HOURS_PIECE,
    RANGE_PIECE,
    *RHYTHM_PIECES,
    *DAY_PIECES,
    piece(r"the first time", saying(first=True)),
    piece(r"the second time", saying(second=True)),
    *CLOCK_PIECES,
    *ZONE_PIECES,
    piece(_FILLERS, saying()),
)
"""An instant first, as it begins like a date; then days, as `1 dec` begins like an hour."""
_EVENINGS = ("19:00", "18:00", "20:00")

TIMES = TimeRules(
    facts_in=facts_in,
    plain=plain,
    written=written,
    each_week=each_week,
    each_month=each_month,
    weekdays=WEEKDAYS,
    today="today",
    words=("today", "tomorrow", "tonight", *WEEKDAYS, *MONTHS, *DAY_PARTS, "noon"),
    leads=frozenset({"next", "this", "every", "each", "on"}),
    counts=frozenset({"in"}),
    units=(" hours", " days 19:00", " weeks 19:00", " minutes"),
    endings=(
        "",
        *(f" {clock}" for clock in _EVENINGS),
        *(" pm", ":00", "00", ":30", "30"),
        "0",
        " am",
    ),
    evenings=_EVENINGS,
    spans=SPANS,
    until=("to", "until", "till", "through", "thru"),
    also=("and", "&", "+"),
)
