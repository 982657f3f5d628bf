"""Leafing through the questions without a word to go by: three at a time, none of them lately."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

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
PAGES = 1000
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

    Page by page none comes again before all the others were shown.
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
    known = set(ages)
    found = _varied(rest, known)
    for _ in range(page % PAGES):
        for one in found:  # what was shown goes to the end: all others come before it
            rest.remove(one)
            rest.append(one)
            known.add(one.id)
        found = _varied(rest, known)
    return found


def least_heard(
    prompts: Iterable[Prompt], lately: Collection[PromptId], pick: int, page: int = 0
) -> Prompt | None:
    """Give one that was not heard lately, else the one heard longest ago; by lot among equals.

    Each `page` (from 0) has another, until all were shown.
    """
    ages = {one: age for age, one in enumerate(lately, start=1)}
    listed = sorted(prompts, key=lambda one: (ages.get(one.id, 0), lot(pick, one.id)))
    return listed[page % len(listed)] if listed else None


def _varied(rest: Sequence[Prompt], known: Collection[PromptId]) -> tuple[Prompt, ...]:
    """Choose three of the next ones; where few are fresh, those few and the ones shown first."""
    chosen: list[Prompt] = []
    fresh = list(islice(takewhile(lambda one: one.id not in known, rest), WINDOW))
    pool = fresh if len(fresh) >= THREE else list(rest[:THREE])
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
