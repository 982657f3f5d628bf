"""What a facilitator typed, read: the words that count, what is ruled out, what is asked for."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from bot.domain.language.folding import fold
from bot.domain.language.registry import FALLBACK, situation_rules
from bot.domain.language.rule_sets import SituationRules
from bot.domain.prompts.prompt import Purpose
from bot.domain.prompts.theme import stem

LONGEST = 300
"""Letters that are read; what comes after them is not."""
MOST_WORDS = 40

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[,.;:!?]")
_REACH = 4
"""So many words a `not` reaches at most."""
_ENDS = frozenset(",.;:!?")


@dataclass(frozen=True, slots=True)
class Situation:
    """Somebody's words, sorted; all of them in small letters, none of them stored."""

    words: tuple[str, ...]
    """Those that tell what it is about."""
    ruled_out: tuple[str, ...]
    purpose: Purpose | None
    said: tuple[str, ...]
    """All of them in their order, the small ones too."""
    untold: bool = False
    """Whether they say only that something went wrong, and not what."""


class SituationReader:
    """Reads what people type in one language."""

    def __init__(self, language: str) -> None:
        """Take the rules of a language."""
        self._rules: SituationRules = situation_rules(language)
        self._stem: Callable[[str], str] = lambda word: stem(word, language)
        self._feelings = frozenset(map(self._stem, self._rules.feelings))
        self._asked = tuple((Purpose(name), words) for name, words in self._rules.asked)

    def read(self, text: str, spelt: Callable[[str], str]) -> Situation:
        """Sort somebody's words; `spelt` mends a slip of the finger in one of them."""
        tokens = [spelt(token) if token.isalpha() else token for token in self._tokens(text)]
        purpose, rest = self._asked_for(" ".join(tokens))
        kept, dropped = self._sorted(rest.split())
        said = self._said(tokens)
        return Situation(
            self._telling(self._turned(kept)),
            self._telling(dropped),
            purpose,
            said,
            untold=bool(self._rules.untold.fullmatch(" ".join(said))),
        )

    def telling(self, text: str) -> tuple[str, ...]:
        """Give the words of a text that say what it is about."""
        return self._telling(self._turned(self._tokens(text)))

    def said(self, text: str) -> tuple[str, ...]:
        """Give all words of a text in their order."""
        return self._said(self._tokens(text))

    def _said(self, tokens: Sequence[str]) -> tuple[str, ...]:
        return tuple(word for word in self._turned(tokens) if word.isalnum())

    def _telling(self, tokens: Iterable[str]) -> tuple[str, ...]:
        return tuple(word for word in tokens if word.isalpha() and word not in self._rules.small)

    def _turned(self, tokens: Sequence[str]) -> Iterable[str]:
        """Put its opposite for a word that follows a `not`, where it has one."""
        before = ""
        for token in tokens:
            negated = before == self._rules.negation
            yield self._rules.opposites.get(token, token) if negated else token
            before = token

    def _tokens(self, text: str) -> list[str]:
        plain = fold(text[:LONGEST])
        for words, instead in self._rules.written_out:
            plain = words.sub(instead, plain)
        return _TOKEN.findall(plain)[:MOST_WORDS]

    def _asked_for(self, line: str) -> tuple[Purpose | None, str]:
        """Find the purpose that was named first, and the line without the words that name one."""
        found = [
            (match.start(), purpose)
            for purpose, words in self._asked
            if (match := words.search(line))
        ]
        if not found:
            return None, line
        purpose = min(found)[1]
        for each, words in self._asked:
            line = words.sub(" ", line) if each is purpose else line
        return purpose, self._rules.about_asking.sub(" ", line)

    def _sorted(self, tokens: list[str]) -> tuple[list[str], list[str]]:
        kept: list[str] = []
        dropped: list[str] = []
        here = 0
        while here < len(tokens):
            start = self._after_negator(tokens, here)
            end = self._reach(tokens, start) if start else here
            if start and self._rules_out(tokens, here, start, end):
                dropped += tokens[start:end]
                here = end
            else:
                kept.append(tokens[here])
                here += 1
        return kept, dropped

    def _after_negator(self, tokens: list[str], here: int) -> int:
        """Give the place after a word that may rule something out; 0 if there is none here."""
        for words in self._rules.instead:
            if tuple(tokens[here : here + len(words)]) == words:
                return here + len(words)
        negates = tokens[here] in self._rules.negators
        follows = self._rules.but_not.intersection(tokens[here + 1 : here + 2])
        return here + 1 if negates and not follows else 0

    def _reach(self, tokens: list[str], start: int) -> int:
        ends = _ENDS | self._rules.turns | self._rules.joins
        for place in range(start, min(start + _REACH, len(tokens))):
            if tokens[place] in ends:
                return place
        return min(start + _REACH, len(tokens))

    def _rules_out(self, tokens: list[str], here: int, start: int, end: int) -> bool:
        if start - here > 1 and tokens[here] != self._rules.negation:
            return True
        turns = bool(self._rules.turns.intersection(tokens[end : end + 3]))
        ruled_out = tokens[start:end]
        feels = any(self._stem(word) in self._feelings for word in ruled_out)
        return turns or start - here > 1 or feels


@cache
def _reader(language: str = FALLBACK) -> SituationReader:
    """Give who reads a language; made once."""
    return SituationReader(language)


def read(text: str, spelt: Callable[[str], str], language: str = FALLBACK) -> Situation:
    """Sort somebody's words; `spelt` mends a slip of the finger in one of them."""
    return _reader(language).read(text, spelt)


def telling(text: str, language: str = FALLBACK) -> tuple[str, ...]:
    """Give the words of a text that say what it is about."""
    return _reader(language).telling(text)


def said_in(text: str, language: str = FALLBACK) -> tuple[str, ...]:
    """Give all words of a text in their order, the small ones too."""
    return _reader(language).said(text)
