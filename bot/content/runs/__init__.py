"""Short runs, a folder for each language: three to five things to say, one after the other."""

from functools import cache

from pydantic import BaseModel, TypeAdapter

from bot.content import prompts
from bot.content.source import STRICT, names_in, read, text_of
from bot.domain.finding import Finding
from bot.domain.ids import PromptId
from bot.domain.language.registry import FALLBACK
from bot.domain.prompts.lint.runs import form_of, lint_runs
from bot.domain.prompts.prompt import Prompt
from bot.domain.prompts.short_run import ShortRun


class _RunsFile(BaseModel):
    model_config = STRICT
    runs: tuple[ShortRun, ...]


_SHAPE = TypeAdapter(_RunsFile)


@cache
def library(language: str) -> tuple[ShortRun, ...]:
    """Give the runs in one language, in the order of the files; none where we have none yet."""
    try:
        names = names_in(f"runs/{language}")
    except FileNotFoundError:
        return ()
    return tuple(run for name in names for run in parse(text_of(name), language))


def parse(text: str, language: str = FALLBACK) -> tuple[ShortRun, ...]:
    """Read runs from TOML; raises ValueError that names the run and what is wrong with it.

    Their form is checked, and that their questions are those of the library. Their wording is
    linted by `lint_shipped`, for that takes far longer.
    """
    runs, known = read(text, _SHAPE).runs, _questions(language)
    for run in runs:
        for finding in form_of(run, known):
            raise ValueError(str(finding))
    return runs


def lint_shipped() -> tuple[Finding, ...]:
    """Lint the runs that come with the bot."""
    return lint_runs(library(FALLBACK), _questions(FALLBACK))


def _questions(language: str) -> dict[PromptId, Prompt]:
    return {one.id: one for one in prompts.library(language)}
