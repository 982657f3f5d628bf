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

_Fault = tuple[str, str, str, str]
"""Rule, what is wrong, how to mend it, the words at fault."""


def lint_prompt(prompt: Prompt) -> tuple[Finding, ...]:
    """Find everything in one prompt that is not open, kind, short and plain (domain.md §5.4)."""
    checks = _CHECKS if len(prompt.text) + len(prompt.why) <= MOST_READ else (_length,)
    return tuple(
        Finding(f"prompt.{rule}", prompt.id, what, mend, found)
        for check in checks
        for rule, what, mend, found in check(prompt)
    )


def lint_library(prompts: Sequence[Prompt]) -> tuple[Finding, ...]:
    """Lint every prompt, and find ids used twice and prompts that say the same."""
    single = [finding for prompt in prompts for finding in lint_prompt(prompt)]
    return (*single, *_twice(prompts), *_alike(prompts))


def _openness(prompt: Prompt) -> Iterator[_Fault]:
    text = prompt.text
    if prompt.purpose not in ASKED:
        return
    if takes_yes_or_no(text):
        mend = "Begin with what, how, which or tell us about."
        yield "yes_no", "Yes or no would answer it.", mend, asking(text)
    elif not is_open(text):
        mend = "Begin with what, how, which, who, where, tell or describe."
        yield "openness", "It does not begin openly.", mend, asking(text)
    elif prompt.purpose is not Purpose.SCALING and takes_one_fact(text):
        mend = "Ask for the story: what was it like, how did it come about."
        yield "one_fact", "A single fact answers it.", mend, asking(text)


def _one_question(prompt: Prompt) -> Iterator[_Fault]:
    if asks_twice(prompt.text):
        yield "one_question", "It asks more than one thing.", "Keep the one that matters.", ""


def _statement(prompt: Prompt) -> Iterator[_Fault]:
    if prompt.purpose in {Purpose.REFLECTION, Purpose.AFFIRMATION} and "?" in prompt.text:
        what = f"A {prompt.purpose} is a statement, and this is a question."
        yield "statement", what, "Say it as a guess, and end with a full stop.", "?"


def _scaling(prompt: Prompt) -> Iterator[_Fault]:
    if prompt.purpose is Purpose.SCALING and not _SCALE.search(plain(prompt.text)):
        yield "scale", "A scaling question has no scale.", "Say: from 0 to 10.", ""


def _affirmation(prompt: Prompt) -> Iterator[_Fault]:
    if prompt.purpose is not Purpose.AFFIRMATION:
        return
    praise = _PRAISE.search(plain(prompt.text))
    if praise or not _EFFORT.search(plain(prompt.text)):
        what = "It praises, but names no effort or strength."
        mend = "Say what was done: you kept, you came, you told, it took."
        yield "affirmation", what, mend, praise.group() if praise else ""


def _respect(prompt: Prompt) -> Iterator[_Fault]:
    for found, instead in (*labels_in(prompt.text), *labels_in(prompt.why)):
        what = f"The words {found!r} label or judge."
        yield "label", what, f"Say instead: {instead}.", found


def _pushing(prompt: Prompt) -> Iterator[_Fault]:
    text = plain(prompt.text)
    if found := _SHOULD.search(text):
        what = f"The words {found.group()!r} tell people what to do."
        yield "should", what, "Ask what they want or could do.", found.group()
    if found := _ADVICE.search(text):
        what = f"The words {found.group()!r} are advice in disguise."
        yield "advice", what, "Ask what they have found, or what could help.", found.group()
    elif found := _WHY.search(text):
        mend = "Ask what led to it, or what makes it so."
        yield "why", "A why can sound like a charge.", mend, found.group()


def _tone(prompt: Prompt) -> Iterator[_Fault]:
    yield from tones_in(plain(prompt.text))


def _length(prompt: Prompt) -> Iterator[_Fault]:
    if len(prompt.text) > LONGEST:
        what = f"It has {len(prompt.text)} characters."
        yield "length", what, f"Cut it to {LONGEST} or fewer.", ""
    if len(prompt.why) > LONGEST_WHY:
        mend = f"Give one line of up to {LONGEST_WHY} characters."
        yield "why_line", "The line on why is too long.", mend, ""


def _plainness(prompt: Prompt) -> Iterator[_Fault]:
    school = grade(prompt.text)
    if school > HARDEST:
        longest = max(words_in(prompt.text), key=len, default="")
        what = f"It reads at grade {school:.1f}."
        mend = f"Use shorter words than {longest!r}, or two short sentences."
        yield "reading", what, mend, longest


def _form(prompt: Prompt) -> Iterator[_Fault]:
    text, why = prompt.text, prompt.why
    if not text or text != " ".join(text.split()):
        yield "text", "The text is empty or has stray spaces.", "Write it in one line.", ""
    if len(why.splitlines()) != 1 or not why.strip():
        mend = f"Give one line of up to {LONGEST_WHY} characters."
        yield "why_line", "The line on why is missing, or is more than one.", mend, ""
    if not _ID.fullmatch(prompt.id):
        mend = "Use up to 32 lower-case letters, digits, - and _."
        yield "id", "The id is not a plain one.", mend, prompt.id


def _taxonomy(prompt: Prompt) -> Iterator[_Fault]:
    if not 1 <= len(prompt.themes) <= MOST_THEMES:
        what = f"It has {len(prompt.themes)} themes."
        yield "themes", what, f"Give it one to {MOST_THEMES}.", ""
    if both := prompt.themes & prompt.avoid_with:
        what = "A theme is both what it is about and what to avoid it with."
        yield "avoid_with", what, "Take it out of one of the two.", ", ".join(sorted(both))


_CHECKS: tuple[Callable[[Prompt], Iterator[_Fault]], ...] = (
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
            what = f"The id stands there {count} times."
            yield Finding("prompt.id_twice", name, what, "Give each prompt its own.", name)


def _alike(prompts: Sequence[Prompt]) -> Iterator[Finding]:
    for earlier, later in first_duplicates(prompts):
        what = f"It says nearly the same as {earlier.id}: {earlier.text}"
        yield Finding("prompt.alike", later.id, what, "Keep the better one.", later.text)
