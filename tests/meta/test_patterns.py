"""No pattern works longer than its text is long: one message or file never stops the bot.

A pattern holds the interpreter while it works, in whatever thread; one that looks from every place
of a text to its end again costs the square of its length.
"""

import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import pairwise

import pytest

from tests.growth import IN_STEP, growth
from tests.meta.patterns import Found, hard_texts, imported_from_re, patterns
from tests.meta.source import HOUSE, modules, text

SHORT, FIRST, SMALL, LARGE = 1024, 4 * 1024, 16 * 1024, 64 * 1024
MOST_TIMES = 4 * IN_STEP
"""As often as long a text four times as long may take; what costs the square takes 16 times."""
GIVEN_UP = 60
"""Seconds of work after which a pattern that costs far more than the square is stopped."""
HARD, WORST = 30, 2


class Hopeless(Exception):
    """A pattern works so long on a text that nobody waits for its end."""


def all_uses(pattern, text: str) -> float:
    """Say how much processor time it takes to use a pattern on a text in each way there is."""
    began = time.process_time()
    pattern.sub("", text)
    pattern.match(text)
    pattern.fullmatch(text)
    return time.process_time() - began


@contextmanager
def stopped_when_hopeless(found: Found) -> Iterator[None]:
    """Raise Hopeless instead of waiting for ever; the time is that of this process alone."""

    def stop(*_: object) -> None:
        raise Hopeless(f"{found.file}:{found.line} does not end on a text made for it")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, GIVEN_UP)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def grows_too_fast(use: Callable[[str], object], texts: tuple[str, ...]) -> bool:
    """Tell whether a text four times as long takes far more than four times the work."""
    pairs = (tuple(partial(use, text) for text in pair) for pair in pairwise(texts))
    return any(growth(small, large) > MOST_TIMES for small, large in pairs)


def hardest(pattern: re.Pattern[str], use: Callable[[str], float]) -> set[int]:
    """Give the numbers of the texts that take longest: many by short ones, few of these by long."""
    wanted: set[int] | None = None
    for size, most in ((SHORT, HARD), (FIRST, WORST)):
        texts = enumerate(hard_texts(pattern, size))
        tried = [(number, text) for number, text in texts if wanted is None or number in wanted]
        slowest = sorted(tried, key=lambda one: -use(one[1]))
        wanted = {number for number, _ in slowest[:most]}
    return wanted or set()


def faults_of(found: Found) -> list[str]:
    """Give the texts on which one pattern works too long; only its hardest ones are grown."""
    pattern = found.compiled

    def use(text: str) -> float:
        return all_uses(pattern, text)

    with stopped_when_hopeless(found):
        wanted = hardest(pattern, use)
        grown = zip(*(hard_texts(pattern, size) for size in (FIRST, SMALL, LARGE)), strict=True)
        return [
            f"{found.file}:{found.line} on {texts[0][:40]!r}"
            for number, texts in enumerate(grown)
            if number in wanted and grows_too_fast(use, texts)
        ]


FILES = [path.as_posix() for path in modules(*HOUSE) if "import re\n" in text(path)]
"""Where there can be patterns; which there are is asked only when they are looked at."""


@pytest.mark.parametrize("file", FILES)
def test_the_work_of_every_pattern_grows_in_step_with_its_text(file):
    mine = sorted({one for one in patterns() if one.file == file}, key=str)
    assert [fault for found in mine for fault in faults_of(found)] == []


def test_no_pattern_is_made_where_it_cannot_be_seen():
    assert imported_from_re() == []
    assert {one.file for one in patterns()} <= set(FILES)
    assert len(patterns()) > 100


SQUARES = (
    r'"(?:[^"\\\n]|\\.)*"' + r"|'[^'\n]*'",
    r"\b(?:stop|stay) [^.?]*(?:for good|forever)\b",
    r"\s+$",
    r"(?:a+)+b",
)


@pytest.mark.parametrize("pattern", SQUARES)
def test_a_pattern_that_costs_the_square_or_more_would_be_found(pattern, monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "GIVEN_UP", 1)
    found = Found("a file", 1, pattern, 0)
    try:
        told = faults_of(found)
    except Hopeless:
        return
    assert told
