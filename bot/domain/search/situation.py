"""What a facilitator typed, read: the words that count, what is ruled out, what is asked for."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.domain.language.en import situation as en
from bot.domain.language.folding import fold
from bot.domain.prompts.prompt import Purpose
from bot.domain.prompts.theme import stem

LONGEST = 300
"""Letters that are read; what comes after them is not."""
MOST_WORDS = 40

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[,.;:!?]")
_REACH = 4
"""So many words a `not` reaches at most."""
_FEELINGS = frozenset(map(stem, en.FEELINGS))
_ENDS = frozenset(",.;:!?")

_PATTERNS = tuple((Purpose(purpose), re.compile(rf"\b(?:{words})")) for purpose, words in en.ASKED)


@dataclass(frozen=True, slots=True)
class Situation:
    """Somebody's words, sorted; all of them in small letters, none of them stored."""

    words: tuple[str, ...]
    ruled_out: tuple[str, ...]
    purpose: Purpose | None


def read(text: str, spelt: Callable[[str], str]) -> Situation:
    """Sort somebody's words; `spelt` mends a slip of the finger in one of them."""
    tokens = [spelt(token) if token.isalpha() else token for token in _tokens(text)]
    purpose, rest = _asked_for(" ".join(tokens))
    kept, dropped = _sorted(rest.split())
    return Situation(_telling(_turned(kept)), _telling(dropped), purpose)


def telling(text: str) -> tuple[str, ...]:
    """Give the words of a text that say what it is about."""
    return _telling(_turned(_tokens(text)))


def _telling(tokens: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for word in tokens if word.isalpha() and word not in en.SMALL)


def _turned(tokens: Sequence[str]) -> Iterable[str]:
    """Put its opposite for a word that follows a `not`, where it has one."""
    before = ""
    for token in tokens:
        yield en.OPPOSITES.get(token, token) if before == "not" else token
        before = token


def _tokens(text: str) -> list[str]:
    plain = fold(text[:LONGEST])
    plain = en.NOT.sub(" not ", en.CANNOT.sub(" cannot ", plain)).replace("'s", "").replace("'", "")
    return _TOKEN.findall(plain)[:MOST_WORDS]


def _asked_for(line: str) -> tuple[Purpose | None, str]:
    """Find the purpose that was named first, and the line without the words that name one."""
    found = [
        (match.start(), purpose) for purpose, words in _PATTERNS if (match := words.search(line))
    ]
    if not found:
        return None, line
    purpose = min(found)[1]
    for each, words in _PATTERNS:
        line = words.sub(" ", line) if each is purpose else line
    return purpose, re.sub(r"\bquestions?\b", " ", line)


def _sorted(tokens: list[str]) -> tuple[list[str], list[str]]:
    kept: list[str] = []
    dropped: list[str] = []
    here = 0
    while here < len(tokens):
        start = _after_negator(tokens, here)
        end = _reach(tokens, start) if start else here
        if start and _rules_out(tokens, here, start, end):
            dropped += tokens[start:end]
            here = end
        else:
            kept.append(tokens[here])
            here += 1
    return kept, dropped


def _after_negator(tokens: list[str], here: int) -> int:
    """Give the place after a word that may rule something out; 0 if there is none here."""
    for words in en.INSTEAD:
        if tuple(tokens[here : here + len(words)]) == words:
            return here + len(words)
    return (
        here + 1 if tokens[here] in en.NEGATORS and tokens[here + 1 : here + 2] != ["longer"] else 0
    )


def _reach(tokens: list[str], start: int) -> int:
    for place in range(start, min(start + _REACH, len(tokens))):
        if tokens[place] in _ENDS or tokens[place] in en.TURNS or tokens[place] in {"but", "and"}:
            return place
    return min(start + _REACH, len(tokens))


def _rules_out(tokens: list[str], here: int, start: int, end: int) -> bool:
    if start - here > 1 and tokens[here] != "not":
        return True
    turns = bool(set(tokens[end : end + 3]) & en.TURNS)
    return turns or start - here > 1 or any(stem(word) in _FEELINGS for word in tokens[start:end])
