"""Is a prompt open, kind and plain? Each finding says what is wrong and how to mend it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from bot.domain.finding import Finding
from bot.domain.prompt import Prompt, Purpose
from bot.domain.prompt_library import MOST_READ, first_duplicates
from bot.domain.prompt_tone import tones_in
from bot.domain.prompt_words import labels_in
from bot.domain.question import (
    asking,
    asks_twice,
    is_open,
    plain,
    takes_one_fact,
    takes_yes_or_no,
)
from bot.domain.reading import grade
from bot.domain.theme import words_in

LONGEST = 180
"""Characters of a prompt (product.md §5)."""
LONGEST_WHY = 140
"""Characters of the line for the facilitator."""
HARDEST = 8.0
"""The highest reading grade (product.md §5)."""
MOST_THEMES = 4

ASKED = frozenset({Purpose.OPEN_QUESTION, Purpose.SCALING, Purpose.CLOSING})
"""The purposes whose prompts are questions."""

_WHY = re.compile(r"(?:^|[.,;:] |\band |\bbut |\bso )why\b|^how come\b")
_SHOULD = re.compile(r"\b(?:should|shouldn't|ought to|oughtn't)\b|\byou (?:must|had better)\b")
_ADVICE = re.compile(
    r"\bwhy (?:don't|didn't|won't|can't|not|do not|did not)\b"
    r"|(?:^|[.,:;?!] |\band |\bbut |\bor )have you (?:ever )?(?:tried|thought of|considered)\b"
    r"|\bif i were you\b"
    r"|\bwhat about (?:just )?\w+ing\b"
    r"|(?<!do )(?<!did )(?<!would )(?<!might )(?<!will )(?<!may )\byou (?:just )?need to\b"
)
_SCALE = re.compile(r"\b(?:0|zero) (?:to|and) (?:10|ten)\b|\b0[\N{EN DASH}-]10\b")
_PRAISE = re.compile(
    r"\b(?:proud of|well done|good (?:job|work|boy|girl|for you)|great (?:job|work)|amazing"
    r"|awesome|fantastic|brilliant|wonderful|perfect|impressive|inspir\w+|keep it up|hero"
    r"|so strong|the best|congratulations|congrats)\b"
)
_EFFORT = re.compile(
    r"\byou(?:'ve| have)? (?:\w+ly )?(?:\w+ed|came|come|kept|made|took|found|told|knew|know"
    r"|thought|stood|stuck|went|gave|held|spoke|chose|said|got|were|let|put|began|built|caught"
    r"|fought|left|met|read|set|wrote|brought|heard|saw|did|care)\b"
    r"|\b(?:it|that) (?:took|takes) \w|\byour (?:\w+ )?(?:courage|patience|care|effort|strength"
    r"|honesty|kindness|humou?r|skill|will|love|work|thought|persistence|calm)\b"
)
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")


def lint_prompt(prompt: Prompt) -> tuple[Finding, ...]:
    """Find everything in one prompt that is not open, kind, short and plain (domain.md §5.4)."""
    checks = _CHECKS if len(prompt.text) + len(prompt.why) <= MOST_READ else (_length,)
    return tuple(finding for check in checks for finding in check(prompt))


def lint_library(prompts: Sequence[Prompt]) -> tuple[Finding, ...]:
    """Lint every prompt, and find ids used twice and prompts that say the same."""
    single = [finding for prompt in prompts for finding in lint_prompt(prompt)]
    return (*single, *_twice(prompts), *_alike(prompts))


def _found(
    prompt: Prompt, rule: str, found: str = "", case: str = "", **facts: str | int
) -> Finding:
    return Finding(f"prompt.{rule}", prompt.id, found, facts, case)


def _openness(prompt: Prompt) -> Iterator[Finding]:
    text = prompt.text
    if prompt.purpose not in ASKED:
        return
    if takes_yes_or_no(text):
        yield _found(prompt, "yes_no", asking(text))
    elif not is_open(text):
        yield _found(prompt, "openness", asking(text))
    elif prompt.purpose is not Purpose.SCALING and takes_one_fact(text):
        yield _found(prompt, "one_fact", asking(text))


def _one_question(prompt: Prompt) -> Iterator[Finding]:
    if asks_twice(prompt.text):
        yield _found(prompt, "one_question")


def _statement(prompt: Prompt) -> Iterator[Finding]:
    if prompt.purpose in {Purpose.REFLECTION, Purpose.AFFIRMATION} and "?" in prompt.text:
        yield _found(prompt, "statement", "?", prompt.purpose)


def _scaling(prompt: Prompt) -> Iterator[Finding]:
    if prompt.purpose is Purpose.SCALING and not _SCALE.search(plain(prompt.text)):
        yield _found(prompt, "scale")


def _affirmation(prompt: Prompt) -> Iterator[Finding]:
    if prompt.purpose is not Purpose.AFFIRMATION:
        return
    praise = _PRAISE.search(plain(prompt.text))
    if praise or not _EFFORT.search(plain(prompt.text)):
        yield _found(prompt, "affirmation", praise.group() if praise else "")


def _respect(prompt: Prompt) -> Iterator[Finding]:
    for found, instead in (*labels_in(prompt.text), *labels_in(prompt.why)):
        yield _found(prompt, "label", found, words=repr(found), instead=instead)


def _pushing(prompt: Prompt) -> Iterator[Finding]:
    text = plain(prompt.text)
    if found := _SHOULD.search(text):
        yield _found(prompt, "should", found.group(), words=repr(found.group()))
    if found := _ADVICE.search(text):
        yield _found(prompt, "advice", found.group(), words=repr(found.group()))
    elif found := _WHY.search(text):
        yield _found(prompt, "why", found.group())


def _tone(prompt: Prompt) -> Iterator[Finding]:
    for rule, words in tones_in(plain(prompt.text)):
        yield _found(prompt, rule, words, words=repr(words))


def _length(prompt: Prompt) -> Iterator[Finding]:
    if len(prompt.text) > LONGEST:
        yield _found(prompt, "length", count=len(prompt.text), most=LONGEST)
    if len(prompt.why) > LONGEST_WHY:
        yield _found(prompt, "why_line", case="too_long", most=LONGEST_WHY)


def _plainness(prompt: Prompt) -> Iterator[Finding]:
    school = grade(prompt.text)
    if school > HARDEST:
        longest = max(words_in(prompt.text), key=len, default="")
        yield _found(prompt, "reading", longest, grade=f"{school:.1f}", longest=repr(longest))


def _form(prompt: Prompt) -> Iterator[Finding]:
    text, why = prompt.text, prompt.why
    if not text or text != " ".join(text.split()):
        yield _found(prompt, "text")
    if len(why.splitlines()) != 1 or not why.strip():
        yield _found(prompt, "why_line", case="not_one", most=LONGEST_WHY)
    if not _ID.fullmatch(prompt.id):
        yield _found(prompt, "id", prompt.id)


def _taxonomy(prompt: Prompt) -> Iterator[Finding]:
    if not 1 <= len(prompt.themes) <= MOST_THEMES:
        yield _found(prompt, "themes", count=len(prompt.themes), most=MOST_THEMES)
    if both := prompt.themes & prompt.avoid_with:
        yield _found(prompt, "avoid_with", ", ".join(sorted(both)))


_CHECKS: tuple[Callable[[Prompt], Iterator[Finding]], ...] = (
    _openness,
    _one_question,
    _statement,
    _scaling,
    _affirmation,
    _respect,
    _pushing,
    _tone,
    _length,
    _plainness,
    _form,
    _taxonomy,
)


def _twice(prompts: Sequence[Prompt]) -> Iterator[Finding]:
    for name, count in Counter(prompt.id for prompt in prompts).items():
        if count > 1:
            yield Finding("prompt.id_twice", name, name, {"count": count})


def _alike(prompts: Sequence[Prompt]) -> Iterator[Finding]:
    for earlier, later in first_duplicates(prompts):
        facts = {"id": earlier.id, "text": earlier.text}
        yield Finding("prompt.alike", later.id, later.text, facts, "by_id")
