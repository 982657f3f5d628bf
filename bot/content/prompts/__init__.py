"""The library of questions, one folder for each language, with files for each point."""

from collections.abc import Iterable
from functools import cache

from bot.content.prompts.rows import Row, prompt_in, rows_of
from bot.content.source import names_in, text_of
from bot.domain.finding import Finding
from bot.domain.prompts.lint.checks import lint_library
from bot.domain.prompts.lint.whole import lint_rows, lint_whole
from bot.domain.prompts.prompt import Prompt


@cache
def load(language: str = "en") -> tuple[Prompt, ...]:
    """Give the library in one language, in the order of the files; read and checked once."""
    return tuple(
        prompt for name in names_in(f"prompts/{language}") for prompt in parse(text_of(name))
    )


def library(language: str) -> tuple[Prompt, ...]:
    """Do the same; nothing where we have no questions in that language yet."""
    try:
        return load(language)
    except FileNotFoundError:
        return ()


def parse(text: str) -> tuple[Prompt, ...]:
    """Read prompts from TOML; raises ValueError that names row and field."""
    prompts, findings = _sorted(rows_of(text))
    if findings:
        raise ValueError(str(findings[0]))
    return prompts


def linted(text: str) -> tuple[Finding, ...]:
    """Lint a file of the library: rows that cannot be read first, then the wording and what lacks.

    Raises Unreadable when it is not such a file at all, nothing else.
    """
    prompts, findings = _sorted(rows_of(text))
    return (*findings, *lint_library(prompts), *lint_rows(prompts))


def lint_shipped() -> tuple[Finding, ...]:
    """Lint the questions that come with the bot, each and all together."""
    rows = (row for name in names_in("prompts/en") for row in rows_of(text_of(name)))
    prompts, findings = _sorted(rows)
    return (*findings, *lint_library(prompts), *lint_whole(prompts))


def _sorted(
    rows: Iterable[Row],
) -> tuple[tuple[Prompt, ...], tuple[Finding, ...]]:
    read_rows = [prompt_in(row) for row in rows]
    prompts = tuple(row for row in read_rows if isinstance(row, Prompt))
    findings = (found for row in read_rows if not isinstance(row, Prompt) for found in row)
    return prompts, tuple(findings)
