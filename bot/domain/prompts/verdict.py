"""May a group's own question be kept? What is closed or unkind may not; style is only told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.domain.finding import Finding
from bot.domain.language.folding import fold, one_line
from bot.domain.language.registry import FALLBACK
from bot.domain.prompts.library import MOST_READ, first_duplicates
from bot.domain.prompts.lint.checks import MOST_THEMES, lint_prompt
from bot.domain.prompts.prompt import Prompt
from bot.domain.prompts.theme import themes_in

BLOCKING = frozenset(
    {
        # not open
        "prompt.yes_no",
        "prompt.openness",
        "prompt.statement",
        # not respectful
        "prompt.label",
        "prompt.should",
        "prompt.advice",
        "prompt.blame",
        "prompt.guilt",
        "prompt.prying",
        "prompt.counting",
        # does not fit anywhere it is shown
        "prompt.text",
        "prompt.length",
        "prompt.why_line",
        "prompt.themes",
        "prompt.when",
        "prompt.not_when",
        "prompt.id",
        # stands there already
        "prompt.alike",
        "prompt.id_twice",
    }
)
"""Rules of the linter that keep a question out; all others are told, and the question is kept."""
_NO_WHY = "A line."
"""Stands in for the line on why, which a group may leave out."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One prompt as it would be kept, and what there is to say about it."""

    prompt: Prompt
    faults: tuple[Finding, ...] = ()
    """Why it cannot be kept; empty when it can."""
    hints: tuple[Finding, ...] = ()
    """What could be better."""


def tidied(prompt: Prompt, language: str = FALLBACK) -> Prompt:
    """Put a prompt's words in order; themes that were left out are read from its words."""
    text = one_line(prompt.text)
    themes = prompt.themes or frozenset(sorted(themes_in(text[:MOST_READ], language))[:MOST_THEMES])
    return replace(
        prompt,
        text=text,
        why=one_line(prompt.why),
        themes=themes - prompt.avoid_with,
        when=each_once(prompt.when),
        listen_for=one_line(prompt.listen_for),
        reflect=one_line(prompt.reflect),
        follow_up=one_line(prompt.follow_up),
    )


def each_once(lines: Iterable[str]) -> tuple[str, ...]:
    """Put lines in order; empty ones and those that say the same again are dropped."""
    first: dict[str, str] = {}
    for line in map(one_line, lines):
        first.setdefault(fold(line), line)
    return tuple(filter(None, first.values()))


def judge(prompt: Prompt, library: Sequence[Prompt], language: str = FALLBACK) -> Verdict:
    """Say what stands against a prompt beside the library; an own prompt's older self is not.

    A line on why may be missing, and no theme is a theme nobody asked for.
    """
    clean = tidied(prompt, language)
    others = [one for one in library if one.id != clean.id]
    return _verdict(clean, (*_linted(clean, language), *alike([clean], others, language)))


def judge_all(
    prompts: Sequence[Prompt], library: Sequence[Prompt], language: str = FALLBACK
) -> tuple[Verdict, ...]:
    """Judge many at once, each beside the library and beside those before it."""
    clean = [tidied(one, language) for one in prompts]
    replaced = {one.id for one in clean}
    twins: dict[str, list[Finding]] = {}
    for finding in alike(clean, [one for one in library if one.id not in replaced], language):
        twins.setdefault(finding.where, []).append(finding)
    return tuple(_verdict(one, (*_linted(one, language), *twins.get(one.id, ()))) for one in clean)


def alike(
    prompts: Sequence[Prompt], library: Sequence[Prompt], language: str = FALLBACK
) -> tuple[Finding, ...]:
    """Find which of the prompts say nearly the same as one of the library or an earlier one."""
    mine = {one.id for one in prompts}
    return tuple(
        Finding(
            "prompt.alike",
            later.id,
            later.text,
            {"text": earlier.text},
        )
        for earlier, later in first_duplicates((*library, *prompts), language)
        if later.id in mine
    )


def _linted(prompt: Prompt, language: str) -> list[Finding]:
    found = lint_prompt(_complete(prompt), language)
    return [one for one in found if not _allowed(one, prompt)]


def _complete(prompt: Prompt) -> Prompt:
    return prompt if prompt.why else replace(prompt, why=_NO_WHY)


def _allowed(finding: Finding, prompt: Prompt) -> bool:
    return finding.rule == "prompt.themes" and not prompt.themes


def _verdict(prompt: Prompt, found: Iterable[Finding]) -> Verdict:
    listed = tuple(found)
    return Verdict(
        prompt,
        tuple(one for one in listed if one.rule in BLOCKING),
        tuple(one for one in listed if one.rule not in BLOCKING),
    )
