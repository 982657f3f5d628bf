"""Circumstances: what may have been said before a question is asked, read from somebody's words."""

import re
from enum import StrEnum

from bot.domain.language.folding import fold
from bot.domain.language.registry import FALLBACK, circumstance_rules, situation_rules


class Circumstance(StrEnum):
    """Something that was said; a question may take it for granted, or would hurt beside it."""

    LAPSE = "lapse"
    """They used, drank, bet or ate when they had not meant to."""
    URGE = "urge"
    SUCCESS = "success"
    """Something went well."""
    ABSTINENT = "abstinent"
    """They have stopped altogether."""
    USING = "using"
    """They use now and are not stopping."""
    CUTTING_DOWN = "cutting_down"
    """They want less, or safer, and not none."""
    WANTS_CHANGE = "wants_change"
    NO_CHANGE = "no_change"
    """They do not want to change, or somebody sent them."""
    PLAN = "plan"
    """A plan or a date is made."""
    AHEAD = "ahead"
    """Something hard is still to come."""
    OVER = "over"
    """The hard thing has passed."""
    PARTNER = "partner"
    CHILDREN = "children"
    FAMILY = "family"
    FRIENDS = "friends"
    WORK = "work"
    SOMEONE_ELSE = "someone_else"
    """It is about somebody else's use."""
    LOSS = "loss"
    VIOLENCE = "violence"
    TRAUMA = "trauma"
    WITHDRAWAL = "withdrawal"
    UNDER_THE_INFLUENCE = "under_the_influence"
    """They are drunk or high now."""
    ILLNESS = "illness"
    """Body or mind is ill, in pain, or pregnant."""
    MEDICATION = "medication"
    ALONE = "alone"
    MONEY = "money"
    FIRST_TIME = "first_time"
    BACK_AGAIN = "back_again"
    ROOM = "room"
    """It is about what goes on between people in the meeting."""
    FACILITATOR = "facilitator"
    """It is about whoever leads."""
    CONFIDED = "confided"
    """They told whoever leads, and not the group."""
    LOW = "low"
    """They are low, ashamed or without hope."""


_LONGEST = 300
"""Letters that are read; what comes after them is not."""
_GUARDED_BY = 4
"""So many words before it, a guard takes a circumstance back."""
_WORD = re.compile(r"[a-z0-9]+|[,.;:!?]")
_ENDS = frozenset(",.;:!?")


def circumstances_in(text: str, language: str = FALLBACK) -> frozenset[Circumstance]:
    """Name what somebody's own words tell of; nothing in a language without rules for it."""
    rules = circumstance_rules(language)
    if rules is None:
        return frozenset()
    words = _plain(text, language)
    return frozenset(
        Circumstance(name)
        for name, said in rules.said().items()
        if _told(said, words, rules.guards if name in rules.guarded else frozenset())
    )


def _plain(text: str, language: str) -> str:
    plain = fold(text[:_LONGEST])
    for words, instead in situation_rules(language).written_out:
        plain = words.sub(instead, plain)
    return " ".join(_WORD.findall(plain))


def _told(said: re.Pattern[str], words: str, guards: frozenset[str]) -> bool:
    return any(not _guarded(words[: found.start()], guards) for found in said.finditer(words))


def _guarded(before: str, guards: frozenset[str]) -> bool:
    near = before.split()[-_GUARDED_BY:]
    ends = [place for place, word in enumerate(near) if word in _ENDS or word in {"but", "and"}]
    return bool(guards.intersection(near[ends[-1] + 1 if ends else 0 :]))
