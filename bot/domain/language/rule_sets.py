"""What the rules of one language are made of; each language has a folder beside this module."""

import re
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date

from bot.domain.language.time_facts import TimeFacts

Words = re.Pattern[str]
"""Words to look for in a text that was folded."""


@dataclass(frozen=True, slots=True)
class QuestionRules:
    """How questions are built."""

    opens: Words
    """The beginning of a clause that cannot be answered with yes or no."""
    invites: Words
    """The same without a question mark: tell us, describe."""
    yes_no: Words
    """A clause that yes or no would answer."""
    tail: Words
    """The same at the end of an open question."""
    one_fact: Words
    """What a number or a date would answer."""
    second: Words
    """A second question in the same sentence."""
    story: Words
    """An invitation that asks by itself."""
    aside: Words
    """Words between commas that ask nothing; the first group is what stands before them."""


@dataclass(frozen=True, slots=True)
class PromptRules:
    """By what words the linter tells whether a question is open, kind and plain."""

    questions: QuestionRules
    labels: tuple[tuple[Words, str], ...]
    """Words that label or judge, and what to say instead."""
    tones: tuple[tuple[str, Words], ...]
    """A rule of the linter, and the words that break it."""
    spoken: tuple[tuple[str, Words], ...]
    """The same for what trips a listener, pushes or sounds like a book."""
    uncontracted: Callable[[str], Iterable[tuple[str, str]]]
    """Gives words that people say shorter, each with how they say it."""
    openings: tuple[tuple[str, Words, int], ...]
    """How questions begin, and how many of a hundred may."""
    should: Words
    advice: Words
    why: Words
    scale: Words
    praise: Words
    effort: Words
    """What makes praise an affirmation."""
    syllables: Callable[[str], int]


@dataclass(frozen=True, slots=True)
class ThemeRules:
    """What words point to a theme."""

    cues: Mapping[str, str]
    """Everyday words by the name of the theme."""
    too_common: frozenset[str]
    """Words of those names that point to nothing."""


@dataclass(frozen=True, slots=True)
class WordRules:
    """How the words of a language are told to be kindred, and which say nothing."""

    endings: tuple[str, ...]
    """What is cut off a word to find its stem, the longest first."""
    inflections: tuple[tuple[str, str], ...]
    """What is cut off a word to find it in a table of words, and what stands there instead."""
    fillers: frozenset[str]
    """Words of three letters and more that do not show that a question fits a topic."""


@dataclass(frozen=True, slots=True)
class SpellingRules:
    """Which slips are usual when somebody writes this language."""

    letters: str
    soft: frozenset[str]
    """Letters that are often heard for one another, or not at all: the vowels."""


@dataclass(frozen=True, slots=True)
class TimeRules:
    """How people say when something is."""

    facts_in: Callable[[str], TimeFacts]
    """Takes a phrase apart; raises NotUnderstood."""
    plain: Callable[[str], str]
    """Gives a phrase as the grammar reads it."""
    written: Callable[[date, bool], str]
    """Writes a date as it can be typed: Fri 27 Nov; or its day of every week."""
    each_week: Callable[[tuple[int, ...], int], str]
    """Writes a rhythm of days of the week and of weeks between."""
    each_month: Callable[[int, int], str]
    """Writes which weekday of every month, the number first."""
    weekdays: tuple[str, ...]
    """The days of the week from Monday on."""
    today: str
    words: tuple[str, ...]
    """What a beginning is completed to, the likeliest first."""
    leads: frozenset[str]
    """Words that a day comes after."""
    counts: frozenset[str]
    """Words that begin a time counted from now, and the units that end it."""
    units: tuple[str, ...]
    endings: tuple[str, ...]
    """What may still come, the likeliest first."""
    evenings: tuple[str, ...]
    """When groups like to meet, the commonest first."""
    spans: Mapping[str, tuple[tuple[int, ...], int]] = field(default_factory=dict)
    """Several days in one word, folded: which days of the week, and of how many weeks later."""
    until: tuple[str, ...] = ()
    """Words between the first day and the last, folded."""
    also: tuple[str, ...] = ()
    """Words between one day and another, folded."""


@dataclass(frozen=True, slots=True)
class CircumstanceRules:
    """How people tell what happened to whom."""

    said: Callable[[], Mapping[str, Words]]
    """Gives by the name of a circumstance what says that it is so."""
    guarded: frozenset[str]
    """Circumstances that a guard before the words takes back."""
    guards: frozenset[str]


@dataclass(frozen=True, slots=True)
class SituationRules:
    """How people say what a talk is not about, and what they ask for."""

    written_out: tuple[tuple[Words, str], ...]
    """Short forms and endings, each with what is read instead."""
    small: frozenset[str]
    """Words that say nothing of what a talk is about."""
    negation: str
    """The word for `not`; what follows it becomes its opposite."""
    opposites: Mapping[str, str]
    negators: frozenset[str]
    """Words that may rule something out, unless one of `but_not` follows."""
    but_not: frozenset[str]
    instead: tuple[tuple[str, ...], ...]
    """What comes after these is ruled out, whatever it is."""
    turns: frozenset[str]
    """A word that says: what came before the turn is not it, what comes now is."""
    joins: frozenset[str]
    """Words at which what is ruled out ends."""
    feelings: frozenset[str]
    """Of these a bare negator says that they are absent."""
    asked: tuple[tuple[str, Words], ...]
    """A purpose of prompts, and the words that ask for it."""
    about_asking: Words
    """Words that say only that something was asked for."""
    untold: Words
    """A whole line, without its marks, that says only that something went wrong, and not what."""


@dataclass(frozen=True, slots=True)
class NameRules:
    """Words that a name may not say of its bearer, each without marks and in small letters."""

    leading: frozenset[str]
    """Parts of who facilitates, and of who serves the group."""
    managing: frozenset[str]
    """Parts of who manages the server."""
    nobodys: frozenset[str]
    """What no member is."""
    of_more_words: frozenset[str]
    """Those of them that may be written in pieces."""
    slipped: frozenset[str]
    """Long ones, known also with one letter wrong; no name that people have is so close to them."""
    nameless: frozenset[str]
    """Whole names that stand over words without a name, or mean everybody, or whoever reads."""
    beside: frozenset[str]
    """Words that mean nothing without the part they stood beside."""
    sayings: tuple[str, ...]
    """What the cards say of people, the longer ones first."""
    before: frozenset[str]
    """What stands before a name on the card."""
    between: frozenset[str]
    """What stands between two names on the card."""
    glued: frozenset[str]
    """Sayings that are told also where they are written without blanks."""
    claims: frozenset[str]
    """What somebody may claim to be beside a name."""
    linking: frozenset[str]
    """What may stand between a name and a claim."""
    plurals: frozenset[str]
    """Endings with which a part is said of more than one."""
    owning: frozenset[str]
    """Endings behind an apostrophe that are words of their own."""


@dataclass(frozen=True, slots=True)
class LanguageRules:
    """All that is known of one language; what is None or empty it does not have.

    What happens then is said by each function in `bot.domain.language.registry`.
    """

    prompts: Callable[[], PromptRules] | None = None
    """Loaded when a question is looked at."""
    themes: ThemeRules | None = None
    words: WordRules | None = None
    spelling: SpellingRules | None = None
    times: TimeRules | None = None
    situations: SituationRules | None = None
    circumstances: CircumstanceRules | None = None
    names: NameRules | None = None
    supposed: Mapping[str, Words] = field(default_factory=dict)
    """What says that a question takes something for granted, by the name of the circumstance."""
    points_back: Words | None = None
    """What says that a question points to something that was just said."""
    unnamed: tuple[tuple[Words, Words], ...] = ()
    """Small words for something, each with what may have named it before in the same question."""
    closeness: Words | None = None
    """What pushes towards other people, or asks for thanks or an apology."""
    articles: AbstractSet[str] = frozenset()
    """What people put before the name of a country."""
