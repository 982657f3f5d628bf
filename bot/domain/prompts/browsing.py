"""Leafing through the questions without a word to go by: three at a time, none of them lately."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.domain.ids import PromptId
from bot.domain.prompts.lint.checks import ASKED
from bot.domain.prompts.prompt import (
    ChangeStage,
    ChangeTalk,
    Point,
    Prompt,
    Purpose,
    lot,
    takes_for_granted,
)
from bot.domain.prompts.theme import Theme

THREE = 3
WINDOW = 40
"""Among so many of the next ones three different ones are looked for."""
PAGES = 30
"""After so many pages one begins anew."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What sort of prompt somebody looks for; None is any."""

    point: Point | None = None
    theme: Theme | None = None
    purpose: Purpose | None = None
    stage: ChangeStage | None = None
    change_talk: ChangeTalk | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether any sort will do."""
        return self == ANY_SORT

    def suits(self, one: Prompt) -> bool:
        """Tell whether a prompt is of that sort."""
        return (
            (self.point is None or self.point is one.point)
            and (self.purpose is None or self.purpose is one.purpose)
            and (self.theme is None or self.theme in one.themes)
            and (self.stage is None or self.stage is one.stage)
            and (self.change_talk is None or self.change_talk is one.change_talk)
        )

    def fits(self, prompt: Prompt) -> bool:
        """Do the same for drawing: without a purpose only questions come."""
        return self.suits(prompt) and (self.purpose is not None or prompt.purpose in ASKED)


ANY_SORT = Wanted()


def sort_named(
    *,
    point: str | None = None,
    theme: str | None = None,
    purpose: str | None = None,
    stage: str | None = None,
    change_talk: str | None = None,
) -> Wanted:
    """Give the sort with these names; None and an empty name are any. Raises ValueError."""
    return Wanted(
        Point(point) if point else None,
        Theme(theme) if theme else None,
        Purpose(purpose) if purpose else None,
        ChangeStage(stage) if stage else None,
        ChangeTalk(change_talk) if change_talk else None,
    )


def three(
    prompts: Iterable[Prompt],
    wanted: Wanted,
    *,
    heard: Collection[PromptId],
    offered: Collection[PromptId] = (),
    pick: int,
    page: int = 0,
) -> tuple[Prompt, ...]:
    """Give page `page` (from 0) of all that fits, the same for the same `pick`.

    What was offered this evening comes last, before it what the group heard lately; both run from
    the oldest to the newest. What takes something for granted waits until it is wanted.
    """
    ages = {one: age for age, one in enumerate((*heard, *offered), start=1)}
    about = {wanted.theme} if wanted.theme else set[Theme]()
    rest = sorted(
        filter(wanted.fits, prompts),
        key=lambda one: (
            ages.get(one.id, 0),
            takes_for_granted(one, about),
            lot(pick, one.id),
        ),
    )
    pages = max(1, min(PAGES, len(rest) // THREE))
    for _ in range(page % pages):
        seen = {one.id for one in _varied(rest, ages)}
        rest = [one for one in rest if one.id not in seen]
    return _varied(rest, ages)


def least_heard(
    prompts: Iterable[Prompt], lately: Collection[PromptId], pick: int
) -> Prompt | None:
    """Give one that was not heard lately, else the one heard longest ago; by lot among equals."""
    ages = {one: age for age, one in enumerate(lately, start=1)}
    return min(prompts, key=lambda one: (ages.get(one.id, 0), lot(pick, one.id)), default=None)


def _varied(rest: Sequence[Prompt], ages: Collection[PromptId]) -> tuple[Prompt, ...]:
    chosen: list[Prompt] = []
    fresh = list(islice((one for one in rest if one.id not in ages), WINDOW))
    pool = fresh if len(fresh) >= THREE else list(rest[:WINDOW])
    while pool and len(chosen) < THREE:
        met = {(one.point, one.change_talk) for one in chosen}
        points = {one.point for one in chosen}
        best = min(
            range(len(pool)),
            key=lambda at: (
                pool[at].point in points,
                (pool[at].point, pool[at].change_talk) in met,
                at,
            ),
        )
        chosen.append(pool.pop(best))
    return tuple(chosen)
