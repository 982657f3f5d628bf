"""Hears a danger to life in what somebody typed, by the rules of one language."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.support.danger.level import ABOUTS, LEVELS, About, Care, Level
from bot.domain.support.danger.phrases import PhrasePlace, Phrases, Words
from bot.domain.support.danger.plain_order import Habits, Spelt, sentences
from bot.domain.support.danger.score import ScoreWeights
from bot.domain.support.danger.weighing import least_of, weighed


class ContextMark(StrEnum):
    """What the words around a sign say of it."""

    PAST = "past"
    """It was long ago, or it is over."""
    LATELY = "lately"
    """Some days or weeks ago."""
    RECENT = "recent"
    """Tonight, today, just now."""
    NOT = "not"
    UNSURE = "unsure"
    """Somebody asks what if, is afraid of it, or jokes."""
    TURN = "turn"
    """Another part of the sentence begins."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What one kind of sign says; without a level it says something only beside another."""

    name: str
    about: About
    level: Level | None = None
    rises: bool = False
    """May be, by itself; it is now where the words say that it is tonight or just now."""
    done: bool = False
    """It tells of something that happened, so a word of time anywhere in the sentence counts."""
    firm: bool = False
    """To be afraid of it does not make it less."""
    covers: bool = False
    """Other signs among its words say nothing: `tried to kill himself`, `died of an overdose`."""


@dataclass(frozen=True, slots=True)
class Together:
    """Signs that say more beside one another, unless one of `without` stands there too."""

    signs: frozenset[str]
    about: About
    level: Level
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rules:
    """All that is known of one language."""

    habits: Habits
    idle: Phrases
    """Ways of speaking: their words are not read any further."""
    figures: AbstractSet[str]
    """Those of them that sound like a danger."""
    marks: Phrases
    signs: Phrases
    rules: Mapping[str, Rule]
    together: Sequence[Together]
    known: frozenset[str] = field(init=False)
    """Every word that stands in a rule: none of them is misspelt."""

    def __post_init__(self) -> None:
        """Gather the words."""
        words = self.idle.words | self.marks.words | self.signs.words
        joined = {*self.habits.joined.values(), *self.habits.fillers}
        object.__setattr__(self, "known", frozenset(words | joined))


_NEAR = 3
"""A `not` speaks of what comes within so many words after it."""
_IDLE = "-"


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign that was found; `holds` is what the words around it leave of a danger."""

    rule: Rule
    level: Level | None
    holds: Level


def hear(
    text: str,
    rules: Rules,
    spelt: Spelt,
    weights: ScoreWeights | None = None,
    *,
    own: bool = False,
) -> Care | None:
    """Say what was heard, the nearest and most pressing danger first; None if nothing was.

    With `weights` the scores have a say beside the rules (see `weighing`). `own` are words that
    somebody writes for themselves.
    """
    read = sentences(text, rules.habits, rules.known, spelt)
    care, abouts = _by_rules(read, rules)
    if not weights or not read:
        return care
    marks = {mark.name for words in read for mark in rules.marks.find(words)}
    over = ContextMark.PAST in marks and ContextMark.RECENT not in marks
    least = least_of(sum(map(len, read)), own=own)
    return weighed(care, abouts, weights.score(read), over=over, least=least)


def _by_rules(read: Iterable[Words], rules: Rules) -> tuple[Care | None, Counter[About]]:
    """Say what the rules hear, and count what all signs are about, also those without a level."""
    signs: list[_Sign] = []
    figure = False
    for sentence in read:
        words, spoken = _without_idle(sentence, rules)
        figure = figure or spoken
        signs += _signs(words, rules)
    abouts = Counter(sign.rule.about for sign in signs)
    found = [(sign.level, sign.rule.about) for sign in signs if sign.level]
    found += _together(signs, rules.together)
    if not found:
        return Care(Level.PAST, About.FIGURE) if figure else None, abouts
    level, about = min(found, key=lambda one: (LEVELS.index(one[0]), ABOUTS.index(one[1])))
    told = {each for _, each in found}
    return Care(level, about, bool(told & {About.VIOLENCE, About.CHILD})), abouts


def _without_idle(sentence: Words, rules: Rules) -> tuple[Words, bool]:
    """Blank the words of ways of speaking, and tell whether one sounded like a danger."""
    words, spoken = list(sentence), False
    for place in rules.idle.find(sentence):
        if _IDLE not in words[place.start : place.end]:
            words[place.start : place.end] = [_IDLE] * (place.end - place.start)
            spoken = spoken or place.name in rules.figures
    return words, spoken


def _signs(words: Words, rules: Rules) -> list[_Sign]:
    places = rules.signs.find(words)
    if not places:
        return []
    around = _Around(rules.marks.find(words))
    over = [place for place in places if rules.rules[place.name].covers]
    found: list[_Sign] = []
    for place in places:
        rule = rules.rules[place.name]
        speaks = rule.covers or not any(_overlap(place, one) for one in over)
        level = around.level(rule.level, rule, place) if rule.level and speaks else None
        found.append(_Sign(rule, level, around.level(Level.NOW, rule, place)))
    return found


def _overlap(one: PhrasePlace, other: PhrasePlace) -> bool:
    return one.start < other.end and other.start < one.end


def _together(signs: Sequence[_Sign], kinds: Iterable[Together]) -> list[tuple[Level, About]]:
    holds: dict[str, Level] = {}
    for sign in signs:
        known = holds.get(sign.rule.name, sign.holds)
        holds[sign.rule.name] = min(sign.holds, known, key=LEVELS.index)
    return [
        (_least([one.level, *(holds[sign] for sign in one.signs)]), one.about)
        for one in kinds
        if one.signs <= set(holds) and not one.without & set(holds)
    ]


def _least(levels: Sequence[Level]) -> Level:
    return max(levels, key=LEVELS.index)


class _Around:
    """The marks of one sentence, and what they make of a sign."""

    def __init__(self, marks: Sequence[PhrasePlace]) -> None:
        self._marks = marks
        self._turns = sorted(mark.start for mark in marks if mark.name == ContextMark.TURN)

    def level(self, level: Level, rule: Rule, place: PhrasePlace) -> Level:
        """Say how near one sign is that would be of this level by itself."""
        anywhere = rule.done and not self._has(ContextMark.RECENT, place, anywhere=False)
        if level is Level.PAST or self._has(ContextMark.PAST, place, anywhere=anywhere):
            return Level.PAST
        unsure = not rule.firm and self._has(ContextMark.UNSURE, place, anywhere=True)
        if unsure or self._is_denied(place):
            return Level.MAYBE
        if self._has(ContextMark.RECENT, place, anywhere=True):
            return Level.NOW if rule.rises else level
        lately = rule.level and self._has(ContextMark.LATELY, place, anywhere=rule.done)
        return Level.MAYBE if lately else level

    def _has(self, mark: ContextMark, place: PhrasePlace, *, anywhere: bool) -> bool:
        return any(
            each.name == mark and (anywhere or self._part(each) == self._part(place))
            for each in self._marks
        )

    def _part(self, place: PhrasePlace) -> int:
        return sum(turn <= place.start for turn in self._turns)

    def _is_denied(self, place: PhrasePlace) -> bool:
        return any(
            each.name == ContextMark.NOT
            and each.end <= place.start < each.end + _NEAR
            and self._part(each) == self._part(place)
            for each in self._marks
        )
