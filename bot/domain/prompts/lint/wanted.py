"""When a prompt is wanted and what comes after it: fields that a group may leave out."""

from collections.abc import Iterator

from bot.domain.finding import Finding
from bot.domain.language.rule_sets import PromptRules
from bot.domain.prompts.lint.question import asks_twice, is_open, takes_yes_or_no
from bot.domain.prompts.lint.row import NEXT, found, in_field
from bot.domain.prompts.prompt import Prompt

MOST_WHEN = 12
"""Lines on when a prompt is wanted."""
LONGEST_WHEN = 100
"""Characters of one of them."""
LONGEST_NEXT = 140
"""Characters of what to listen for, of the reflection and of the question after it."""


def sizes(prompt: Prompt) -> Iterator[Finding]:
    """Find what has too many lines or too long ones."""
    if len(prompt.when) > MOST_WHEN:
        yield found(prompt, "when", case="many", count=len(prompt.when), most=MOST_WHEN)
    if any(len(line) > LONGEST_WHEN for line in prompt.when):
        yield found(prompt, "when", case="long", most=LONGEST_WHEN)
    for name in NEXT:
        if len(in_field(prompt, name)) > LONGEST_NEXT:
            yield found(prompt, "length", case="field", field=name, most=LONGEST_NEXT)


def form(prompt: Prompt) -> Iterator[Finding]:
    """Find stray spaces and line ends."""
    fields = {name: (in_field(prompt, name),) for name in NEXT} | {"when": prompt.when}
    for name, lines in fields.items():
        if any(line != " ".join(line.split()) or (name == "when" and not line) for line in lines):
            yield found(prompt, "text", case="field", field=name)


def circumstances(prompt: Prompt) -> Iterator[Finding]:
    """Find what would never be offered: it takes for granted what it is kept from."""
    if both := prompt.assumes & prompt.not_when:
        yield found(prompt, "not_when", ", ".join(sorted(both)))


def reflection(prompt: Prompt) -> Iterator[Finding]:
    """Find a reflection that is asked."""
    if "?" in prompt.reflect:
        yield found(prompt, "reflect", "?")


def follow_up(prompt: Prompt, rules: PromptRules) -> Iterator[Finding]:
    """Find a next question that is closed, or more than one."""
    text, questions = prompt.follow_up, rules.questions
    if not text:
        return
    if takes_yes_or_no(text, questions) or not is_open(text, questions):
        yield found(prompt, "follow_up", text, "closed")
    elif asks_twice(text, questions):
        yield found(prompt, "follow_up", text, "twice")
