"""The shape of an evening: an ordered list of stages with whole minutes."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from bot.domain.errors import Refusal
from bot.domain.finding import Finding

SHORTEST = 20
"""Minutes of the shortest evening."""
LONGEST = 240
"""Minutes of the longest evening."""
LONGEST_NAME = 40
"""Characters of the name of a template."""


class StageKey(StrEnum):
    """The stages an evening can have, in their usual order."""

    LOBBY = "lobby"
    WELCOME = "welcome"
    CHECK_IN = "check_in"
    AGENDA = "agenda"
    DISCUSSION = "discussion"
    WORKING = "working"
    CHECK_OUT = "check_out"
    CLOSE = "close"


USUAL_ORDER: dict[StageKey, int] = {
    StageKey.WELCOME: 0,
    StageKey.CHECK_IN: 1,
    StageKey.AGENDA: 2,
    StageKey.DISCUSSION: 3,
    StageKey.WORKING: 3,
    StageKey.CHECK_OUT: 4,
    StageKey.CLOSE: 5,
}
"""Discussion and working may stand either way round."""
MOST_STAGES = len(USUAL_ORDER)
"""Each once."""


class MinutesOutOfRange(Refusal):
    """The evening would be shorter or longer than a meeting can be."""

    key = "refusal.minutes_out_of_range"


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the evening; `minutes` is at least 1."""

    key: StageKey
    minutes: int


@dataclass(frozen=True, slots=True)
class Template:
    """An evening by name; `stages` never holds the lobby, which lies before the start."""

    name: str
    stages: tuple[Stage, ...]

    @property
    def total_minutes(self) -> int:
        """How long the evening is, from the welcome to the close."""
        return sum(stage.minutes for stage in self.stages)


def scaled(template: Template, minutes: int) -> Template:
    """Fit the template to `minutes` (20 to 240) in proportion, in whole minutes of at least 1.

    The remainder goes to the discussion, without one to the longest stage.
    Raises MinutesOutOfRange.
    """
    least = max(SHORTEST, len(template.stages))
    if not template.stages or not least <= minutes <= LONGEST:
        raise MinutesOutOfRange(minutes=minutes, least=least, most=LONGEST)
    total = template.total_minutes
    shares = [max(1, stage.minutes * minutes // total) for stage in template.stages]
    while sum(shares) > minutes:
        shares[shares.index(max(shares))] -= 1
    shares[_takes_remainder(template)] += minutes - sum(shares)
    stages = zip(template.stages, shares, strict=True)
    return Template(template.name, tuple(Stage(stage.key, share) for stage, share in stages))


def _takes_remainder(template: Template) -> int:
    keys = [stage.key for stage in template.stages]
    if StageKey.DISCUSSION in keys:
        return keys.index(StageKey.DISCUSSION)
    lengths = [stage.minutes for stage in template.stages]
    return lengths.index(max(lengths))


def lint(template: Template, declared: int | None = None) -> tuple[Finding, ...]:
    """Find what would make this a poor evening; `declared` is the length the file promises."""
    return (
        *_lint_name(template),
        *_lint_sum(template, declared),
        *_lint_parts(template),
        *_lint_order(template),
    )


def _lint_name(template: Template) -> list[Finding]:
    length = len(template.name)
    if 1 <= length <= LONGEST_NAME:
        return []
    facts = {"count": length, "most": LONGEST_NAME}
    return [Finding("template.name", template.name[:LONGEST_NAME], "", facts, "length")]


def _lint_sum(template: Template, declared: int | None) -> list[Finding]:
    name, total = template.name, template.total_minutes
    found = [
        Finding("template.minutes", name, stage.key, {"stage": stage.key, "minutes": stage.minutes})
        for stage in template.stages
        if stage.minutes < 1
    ]
    if declared is not None and declared != total:
        facts = {"total": total, "promised": declared}
        found.append(Finding("template.sum", name, str(total), facts))
    if not SHORTEST <= total <= LONGEST:
        facts = {"total": total, "least": SHORTEST, "most": LONGEST}
        found.append(Finding("template.length", name, str(total), facts))
    return found


def _lint_parts(template: Template) -> list[Finding]:
    name, counts = template.name, Counter(stage.key for stage in template.stages)
    found = [
        Finding("template.missing", name, key, {"stage": key}, "stage")
        for key in (StageKey.CHECK_IN, StageKey.CHECK_OUT)
        if not counts[key]
    ]
    if not counts[StageKey.DISCUSSION] and not counts[StageKey.WORKING]:
        found.append(Finding("template.missing", name, case="both"))
    if len(template.stages) > MOST_STAGES:
        facts = {"count": len(template.stages), "most": MOST_STAGES}
        found.append(Finding("template.many", name, facts=facts))
    if counts[StageKey.LOBBY]:
        found.append(Finding("template.lobby", name, StageKey.LOBBY))
    found.extend(
        Finding("template.twice", name, key, {"stage": key, "count": count})
        for key, count in counts.items()
        if count > 1
    )
    return found


def _lint_order(template: Template) -> list[Finding]:
    keys = [stage.key for stage in template.stages if stage.key in USUAL_ORDER]
    return [
        Finding("template.order", template.name, later, {"later": later, "earlier": earlier})
        for earlier, later in pairwise(keys)
        if USUAL_ORDER[later] < USUAL_ORDER[earlier]
    ]
