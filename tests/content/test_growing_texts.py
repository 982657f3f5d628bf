"""Whatever reads typed words works in step with their length: no message ever stops the bot."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache, partial

import pytest

from bot.content import helplines, prompts, timezones
from bot.domain.calendar import zone_names
from bot.domain.calendar.when.suggestions import suggestions
from bot.domain.errors import Refusal
from bot.domain.language import folding, look_alikes
from bot.domain.meeting.names import naming
from bot.domain.meeting.talk.board import for_the_room
from bot.domain.prompts.theme import themes_in
from bot.domain.prompts.verdict import judge
from bot.domain.support.helpline import completed, find_country
from bot.services.calendar import phrases
from bot.services.prompts.lookup import Lookup
from bot.services.support.hearing import heard
from bot.text.catalog import escaped
from tests.domain.own_prompts import prompt as own
from tests.growth import IN_STEP, growth

LARGE = 6000
"""Characters that a command or a form takes at most, whatever its option says of itself."""
SMALL = LARGE // 4
MOST_TIMES = 4 * IN_STEP
NOW = datetime(2026, 12, 1, 18, 0, tzinfo=UTC)
HELP = helplines.load()

PIECES = {
    "one-letter": "a",
    "capitals": "I",
    "blanks": " ",
    "lines": "\n",
    "stops": "... ",
    "apostrophes": "'",
    "commas": "a, ",
    "marks-on-one-letter": "\u0301\u0316",
    "marks-on-letters": "a\u0301\u0316",
    "letters-that-grow": "\ufdfa",
    "joiners": "\u200d",
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "unseen": "\u200b",
    "chinese": "\u4e00",
    "look-alikes": "\u0430",
    "words": "craving ",
    "slips": "cravign ",
    "questions": "what how who ",
    "danger": "wants to die ",
    "not": "not never ",
    "numbers": "12 ",
    "digits": "9",
    "clocks": "7pm ",
    "days": "next tuesday ",
    "dates": "2026-12-01 ",
    "slashes": "1/",
    "links": "https://a.b/ ",
    "mentions": "<@1> ",
    "quotes": "> ",
    "markdown": "*_~|`",
}


@cache
def lookup() -> Lookup:
    """Give the lookup of the library, made when somebody asks: every worker reads this file."""
    return Lookup(prompts.load())


READERS: dict[str, Callable[[str], object]] = {
    "tidy": folding.tidy,
    "one-line": folding.one_line,
    "fold": folding.fold,
    "without-marks": folding.without_marks,
    "escaped": escaped,
    "a-name": naming.fitting,
    "look-alikes": look_alikes.looks,
    "zone": lambda text: zone_names.zone_named(timezones.load(), text, NOW),
    "zones-offered": lambda text: zone_names.offered(timezones.load(), text, NOW),
    "a-time": lambda text: phrases.read(text, "Europe/Rome", NOW),
    "times-offered": lambda text: suggestions(text, "Europe/Rome", NOW),
    "country": lambda text: find_country(HELP, text),
    "countries-offered": lambda text: completed(HELP, text),
    "typed-words": for_the_room,
    "danger": heard,
    "found": lambda text: list(lookup().find(text, limit=5)),
    "completed": lambda text: list(lookup().complete(text, 5)),
    "themes": themes_in,
    "own-question": lambda text: judge(own(text=text), ()),
}


def read_or_refuse(read: Callable[[str], object], text: str) -> None:
    """Read words; words that are refused are as good."""
    with suppress(Refusal, ValueError):
        read(text)


@pytest.mark.parametrize("reader", READERS)
def test_the_work_on_typed_words_grows_in_step_with_their_length(reader):
    grown = {name: growth(*_two_sizes(READERS[reader], PIECES[name])) for name in PIECES}
    assert {name: times for name, times in grown.items() if times >= MOST_TIMES} == {}


def _two_sizes(read: Callable[[str], object], piece: str) -> Iterator[Callable[[], None]]:
    for size in (SMALL, LARGE):
        yield partial(read_or_refuse, read, (piece * size)[:size] + "x")
