"""Changes of the group's own texts: whoever else writes at the same time loses no words.

A form remembers by a mark what stood in each of its fields when it was opened. A field that its
writer left alone stays as it is now; one that somebody else changed meanwhile stays as they left
it, and the writer is told so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b

from bot.domain.errors import Refusal
from bot.domain.ids import short
from bot.domain.language.folding import cut, tidy
from bot.domain.server.server import Texts

LONGEST_TEXT = 800
"""Characters of one of the group's own texts."""
LONGEST_AT_DOOR = 200
"""Characters of those that stand in a line at the door: whom it is for, and after using today."""
MOST_RULE_WORDS = 90
"""Words of the ground rules."""
AT_DOOR = frozenset({"used_today", "audience"})
_MARK_BYTES = 4


class RulesTooLong(Refusal):
    """The ground rules have more words than people read at a door."""

    key = "refusal.rules_too_long"
    can_be_mended = True


@dataclass(frozen=True, slots=True)
class Merged:
    """The texts with what one form changed, and the fields in which somebody else was quicker."""

    texts: Texts
    not_taken: tuple[str, ...] = ()


def longest(field: str) -> int:
    """Give how many characters of a text are kept."""
    return LONGEST_AT_DOOR if field in AT_DOOR else LONGEST_TEXT


def marks(texts: Texts, fields: Iterable[str]) -> str:
    """Mark what stands in some fields, in their order; too short to tell the words."""
    return ".".join(_mark(field, getattr(texts, field)) for field in fields)


def merge(now: Texts, written: Mapping[str, str], opened: str = "") -> Merged:
    """Put what one form holds into the texts; `opened` are the marks of when it was opened.

    Without marks, as in a form from before an update, all of it was written now. Raises
    RulesTooLong.
    """
    known = opened.split(".") if opened else [""] * len(written)
    taken, not_taken = dict[str, str](), list[str]()
    for (field, words), before in zip(written.items(), known, strict=False):
        mine, theirs = _kept(field, words), getattr(now, field)
        if mine == theirs or _mark(field, mine) == before:
            continue
        if before and before != _mark(field, theirs):
            not_taken.append(field)
        else:
            taken[field] = mine
    _must_be_short(taken.get("rules", ""))
    version = now.rules_version + ("rules" in taken)
    return Merged(replace(now, **taken, rules_version=version), tuple(not_taken))


def _must_be_short(rules: str) -> None:
    words = len(rules.split())
    if words > MOST_RULE_WORDS:
        raise RulesTooLong(words=words, most=MOST_RULE_WORDS)


def _kept(field: str, words: str) -> str:
    return cut(tidy(words), longest(field))


def _mark(field: str, words: str) -> str:
    digest = blake2b(_kept(field, words).encode(), digest_size=_MARK_BYTES).digest()
    return short(int.from_bytes(digest))
