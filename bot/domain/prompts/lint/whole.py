"""The library as a whole: every prompt has all its fields, and no melody is sung too often."""

from collections.abc import Iterator, Sequence

from bot.domain.finding import Finding
from bot.domain.language.folding import fold
from bot.domain.language.registry import FALLBACK, prompt_rules
from bot.domain.prompts.lint.checks import ASKED
from bot.domain.prompts.lint.row import NEXT, found, in_field
from bot.domain.prompts.lint.wanted import MOST_WHEN
from bot.domain.prompts.prompt import Prompt, Purpose

FEWEST_WHEN = 6
"""Lines on when a prompt of ours is wanted."""
QUESTIONS_TO_A_REFLECTION = 3
FEWEST_LINKING = 40
"""Lines that hand something to the group."""
_WHERE = "library"
_OPEN = frozenset({Purpose.OPEN_QUESTION, Purpose.CLOSING})


def lint_whole(prompts: Sequence[Prompt], language: str = FALLBACK) -> tuple[Finding, ...]:
    """Find what is too much alike, and what there is too little of, in all of our files together.

    See docs/questions.md#what-the-linter-wants.
    """
    return (
        *lint_rows(prompts),
        *_openings(prompts, language),
        *_shares(prompts),
    )


def lint_rows(prompts: Sequence[Prompt]) -> tuple[Finding, ...]:
    """Find what a prompt of ours lacks that a group's own may lack."""
    return tuple(finding for prompt in prompts for finding in _complete(prompt))


def _complete(prompt: Prompt) -> Iterator[Finding]:
    count = len(prompt.when)
    if count < FEWEST_WHEN:
        yield found(prompt, "when", case="few", count=count, least=FEWEST_WHEN, most=MOST_WHEN)
    if prompt.purpose in ASKED:
        for name in NEXT:
            if not in_field(prompt, name):
                yield found(prompt, "field", name, "missing", field=name)


def _openings(prompts: Sequence[Prompt], language: str) -> Iterator[Finding]:
    rules, texts = prompt_rules(language), [fold(p.text) for p in prompts if p.purpose in _OPEN]
    for name, begins, most in rules.openings if rules else ():
        share = 100 * sum(bool(begins.match(text)) for text in texts) / max(1, len(texts))
        if share > most:
            yield _of_all("openings", words=repr(name), share=f"{share:.1f}", most=most)


def _shares(prompts: Sequence[Prompt]) -> Iterator[Finding]:
    asked = sum(prompt.purpose in ASKED for prompt in prompts)
    counted = {
        Purpose.REFLECTION: -(-asked // QUESTIONS_TO_A_REFLECTION),
        Purpose.LINKING: FEWEST_LINKING,
    }
    for purpose, least in counted.items():
        count = sum(prompt.purpose is purpose for prompt in prompts)
        if count < least:
            yield _of_all("few", purpose, count=count, least=least)


def _of_all(rule: str, case: str = "", **facts: str | int) -> Finding:
    return Finding(f"library.{rule}", _WHERE, "", facts, case)
