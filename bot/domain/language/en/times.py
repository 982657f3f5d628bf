"""How a phrase such as `next Tuesday 7.30 pm` is taken apart into its English pieces."""

import re
from collections.abc import Callable
from functools import cache

from bot.domain.language.en.clocks import CLOCK_PIECES, INSTANT_PIECES
from bot.domain.language.en.days import DAY_PARTS, DAY_PIECES, MONTHS, WEEKDAYS, piece, written
from bot.domain.language.folding import fold, in_plain_figures
from bot.domain.language.rule_sets import TimeRules
from bot.domain.language.time_facts import NotUnderstood, TimeFacts

_LISTED = re.compile(r"[,·]")


def facts_in(text: str) -> TimeFacts:
    """Take a phrase apart; every word must be understood, and nothing said twice.

    Raises NotUnderstood.
    """
    rest = plain(text)
    facts = TimeFacts()
    while rest:
        found, rest = _next(rest)
        if facts.keys() & found.keys():
            raise NotUnderstood(rest)
        facts |= found
    return facts


def plain(text: str) -> str:
    """Give a phrase in lower case, with single spaces, and `pm` for `p.m.`."""
    folded = _LISTED.sub(" ", in_plain_figures(fold(text))).replace("@", " at ")
    short = re.sub(r"\b([ap])\. ?m\b\.?", r"\1m", folded)
    return " ".join(short.split()).removesuffix(".")


def _next(rest: str) -> tuple[TimeFacts, str]:
    for pattern, meaning in _compiled():
        if match := pattern.match(rest):
            return meaning(match), rest[match.end() :].lstrip()
    raise NotUnderstood(rest)


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], TimeFacts]], ...]:
    """Compile the pieces when the first phrase is read: no start of the bot waits for them."""
    return tuple((re.compile(pattern), meaning) for pattern, meaning in _PIECES)


def _filler(_: re.Match[str]) -> TimeFacts:
    return TimeFacts()


_PIECES = (
    *INSTANT_PIECES,
    *DAY_PIECES,
    piece(r"(?:my|our|local) time", _filler),
    *CLOCK_PIECES,
    piece(r"at|on|from|starting|o'clock|sharp|please|prompt", _filler),
)
"""An instant first, as it begins like a date; then days, as `1 dec` begins like an hour."""
_EVENINGS = ("19:00", "18:00", "20:00")

TIMES = TimeRules(
    facts_in=facts_in,
    plain=plain,
    written=written,
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
)
