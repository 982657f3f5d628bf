"""Is a prompt open, kind and plain? Each finding says what is wrong and how to mend it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from bot.domain.finding import Finding
from bot.domain.language.registry import FALLBACK, prompt_rules
from bot.domain.language.rule_sets import PromptRules
from bot.domain.prompts.library import MOST_READ, first_duplicates
from bot.domain.prompts.lint import spoken, wanted
from bot.domain.prompts.lint.question import (
    asking,
    asks_twice,
    is_open,
    plain,
    takes_one_fact,
    takes_yes_or_no,
)
from bot.domain.prompts.lint.reading_grade import grade
from bot.domain.prompts.lint.row import found, said, told
from bot.domain.prompts.lint.wording import labels_in, tones_in
from bot.domain.prompts.prompt import Prompt, Purpose
from bot.domain.prompts.theme import words_in

LONGEST = 180
"""Characters of a prompt."""
LONGEST_WHY = 140
"""Characters of the line for the facilitator."""
HARDEST = 8.0
"""The highest reading grade."""
FEWEST_GRADED = 3
"""Of one word or two a grade says nothing."""
MOST_THEMES = 4

ASKED = frozenset({Purpose.OPEN_QUESTION, Purpose.SCALING, Purpose.CLOSING})
"""The purposes whose prompts are questions."""

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")


def lint_prompt(prompt: Prompt, language: str = FALLBACK) -> tuple[Finding, ...]:
    """Find everything in one prompt that is not open, kind, short and plain.

    See docs/questions.md#what-the-linter-wants.

    In a language without rules of its own only its form is looked at.
    """
    if sum(map(len, told(prompt))) > MOST_READ:
        return (*_length(prompt), *wanted.sizes(prompt))
    rules = prompt_rules(language)
    worded = [found for check in _OF_WORDS for found in check(prompt, rules)] if rules else []
    return (*worded, *(found for check in _OF_FORM for found in check(prompt)))


def lint_library(prompts: Sequence[Prompt], language: str = FALLBACK) -> tuple[Finding, ...]:
    """Lint every prompt, and find ids used twice and prompts that say the same."""
    single = [finding for prompt in prompts for finding in lint_prompt(prompt, language)]
    return (*single, *_twice(prompts), *_alike(prompts, language))


def _openness(prompt: Prompt, rules: PromptRules) -> Iterator[Finding]:
    text, questions = prompt.text, rules.questions
    if prompt.purpose not in ASKED:
        return
    if takes_yes_or_no(text, questions):
        yield found(prompt, "yes_no", asking(text, questions))
    elif not is_open(text, questions):
        yield found(prompt, "openness", asking(text, questions))
    elif prompt.purpose is not Purpose.SCALING and takes_one_fact(text, questions):
        yield found(prompt, "one_fact", asking(text, questions))


def _one_question(prompt: Prompt, rules: PromptRules) -> Iterator[Finding]:
    if asks_twice(prompt.text, rules.questions):
        yield found(prompt, "one_question")


def _statement(prompt: Prompt) -> Iterator[Finding]:
    if prompt.purpose in {Purpose.REFLECTION, Purpose.AFFIRMATION} and "?" in prompt.text:
        yield found(prompt, "statement", "?", prompt.purpose)


def _scaling(prompt: Prompt, rules: PromptRules) -> Iterator[Finding]:
    if prompt.purpose is Purpose.SCALING and not rules.scale.search(plain(prompt.text)):
        yield found(prompt, "scale")


def _affirmation(prompt: Prompt, rules: PromptRules) -> Iterator[Finding]:
    if prompt.purpose is not Purpose.AFFIRMATION:
        return
    praise = rules.praise.search(plain(prompt.text))
    if praise or not rules.effort.search(plain(prompt.text)):
        yield found(prompt, "affirmation", praise.group() if praise else "")


def _respect(prompt: Prompt, rules: PromptRules) -> Iterator[Finding]:
    texts = told(prompt)
    for label, instead in (each for text in texts for each in labels_in(text, rules.labels)):
        yield found(prompt, "label", label, words=repr(label), instead=instead)


def _pushing(prompt: Prompt, rules: PromptRules) -> Iterator[Finding]:
    for text in map(plain, said(prompt)):
        if words := rules.should.search(text):
            yield found(prompt, "should", words.group(), words=repr(words.group()))
        if words := rules.advice.search(text):
            yield found(prompt, "advice", words.group(), words=repr(words.group()))
        elif words := rules.why.search(text):
            yield found(prompt, "why", words.group())


def _tone(prompt: Prompt, rules: PromptRules) -> Iterator[Finding]:
    for text in said(prompt):
        for rule, words in tones_in(plain(text), rules.tones):
            yield found(prompt, rule, words, words=repr(words))


def _length(prompt: Prompt) -> Iterator[Finding]:
    if len(prompt.text) > LONGEST:
        yield found(prompt, "length", count=len(prompt.text), most=LONGEST)
    if len(prompt.why) > LONGEST_WHY:
        yield found(prompt, "why_line", case="too_long", most=LONGEST_WHY)


def _plainness(prompt: Prompt, rules: PromptRules) -> Iterator[Finding]:
    words = words_in(prompt.text)
    school = grade(prompt.text, rules.syllables)
    if school > HARDEST and len(words) >= FEWEST_GRADED:
        longest = max(words, key=len, default="")
        yield found(prompt, "reading", longest, grade=f"{school:.1f}", longest=repr(longest))


def _form(prompt: Prompt) -> Iterator[Finding]:
    text, why = prompt.text, prompt.why
    if not text or text != " ".join(text.split()):
        yield found(prompt, "text")
    if len(why.splitlines()) != 1 or not why.strip():
        yield found(prompt, "why_line", case="not_one", most=LONGEST_WHY)
    if not _ID.fullmatch(prompt.id):
        yield found(prompt, "id", prompt.id)


def _taxonomy(prompt: Prompt) -> Iterator[Finding]:
    if not 1 <= len(prompt.themes) <= MOST_THEMES:
        yield found(prompt, "themes", count=len(prompt.themes), most=MOST_THEMES)
    if both := prompt.themes & prompt.avoid_with:
        yield found(prompt, "avoid_with", ", ".join(sorted(both)))


_OF_WORDS: tuple[Callable[[Prompt, PromptRules], Iterator[Finding]], ...] = (
    _openness,
    _one_question,
    _scaling,
    _affirmation,
    _respect,
    _pushing,
    _tone,
    _plainness,
    spoken.contractions,
    spoken.breath,
    spoken.habits,
    wanted.follow_up,
)
_OF_FORM: tuple[Callable[[Prompt], Iterator[Finding]], ...] = (
    _statement,
    _length,
    _form,
    _taxonomy,
    wanted.sizes,
    wanted.form,
    wanted.circumstances,
    wanted.reflection,
)


def _twice(prompts: Sequence[Prompt]) -> Iterator[Finding]:
    for name, count in Counter(prompt.id for prompt in prompts).items():
        if count > 1:
            yield Finding("prompt.id_twice", name, name, {"count": count})


def _alike(prompts: Sequence[Prompt], language: str) -> Iterator[Finding]:
    for earlier, later in first_duplicates(prompts, language):
        facts = {"id": earlier.id, "text": earlier.text}
        yield Finding("prompt.alike", later.id, later.text, facts, "by_id")
