"""A short run: three to five things to say one after the other, on one theme of the talk."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.ids import PromptId
from bot.domain.language.registry import FALLBACK
from bot.domain.prompts.theme import Theme, stems_in, themes_in


class RunMove(StrEnum):
    """What one step of a run does."""

    OPEN = "open"
    REFLECT = "reflect"
    DEEPEN = "deepen"
    LINK = "link"
    SUM_UP = "sum_up"


@dataclass(frozen=True, slots=True)
class RunStep:
    """One thing to say; `prompt` is the question of the library whose words it is."""

    step: RunMove
    text: str
    prompt: PromptId | None = None


@dataclass(frozen=True, slots=True)
class ShortRun:
    """Steps for a talk on a theme; `when` is how facilitators would say that they want it."""

    id: str
    title: str
    themes: tuple[Theme, ...]
    when: tuple[str, ...]
    steps: tuple[RunStep, ...]


def best_first(
    runs: Iterable[ShortRun], topic: str | None, language: str = FALLBACK
) -> tuple[ShortRun, ...]:
    """Order runs so that those come first which fit what the talk is about; the rest as they stand.

    A run fits by its themes before it fits by its words.
    """
    about, words = themes_in(topic, language), stems_in(topic or "", language)

    def misfit(run: ShortRun) -> tuple[int, int]:
        own = stems_in(" ".join((run.title, *run.when)), language)
        return -len(about & set(run.themes)), -len(words & own)

    return tuple(sorted(runs, key=misfit)) if words else tuple(runs)
