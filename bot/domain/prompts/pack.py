"""A file of questions beside what the group has: what is new, changed, the same, or refused."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.finding import Finding
from bot.domain.ids import GuildId, MemberId, PromptId
from bot.domain.language.folding import fold
from bot.domain.language.registry import FALLBACK
from bot.domain.prompts.library import MOST_READ
from bot.domain.prompts.own_prompt import OwnPrompt, State, edit, write
from bot.domain.prompts.prompt import Prompt
from bot.domain.prompts.verdict import Verdict, judge_all, tidied


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that is not taken, and what stands against it."""

    where: str
    text: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One of the group's own questions before and after."""

    before: OwnPrompt
    after: Prompt


@dataclass(frozen=True, slots=True)
class Diff:
    """What taking a file would do; nothing is written by making it."""

    new: tuple[Prompt, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: tuple[OwnPrompt, ...] = ()
    refused: tuple[Refused, ...] = ()
    hints: tuple[Finding, ...] = ()
    """What could be better about what is taken."""

    @property
    def takes(self) -> int:
        """How many questions would be written."""
        return len(self.new) + len(self.changed)


@dataclass(slots=True)
class _Heap:
    rows: list[tuple[Prompt, OwnPrompt | None]] = field(default_factory=list)
    same: list[OwnPrompt] = field(default_factory=list)


def compare(
    own: Sequence[OwnPrompt],
    library: Sequence[Prompt],
    rows: Sequence[Prompt],
    fresh: Sequence[PromptId],
    unread: Sequence[Refused] = (),
    language: str = FALLBACK,
) -> Diff:
    """Compare the rows of a file with what there is.

    A row is one of the group's own when it has its id, or word for word its text; any other row
    is new and takes an id of `fresh`, which holds at least as many as there are rows. `unread`
    are rows that could not be read.
    """
    heap = _sorted(own, [tidied(row, language) for row in rows], fresh)
    beside = (*library, *(one.prompt for one in own if one.state is not State.RETIRED))
    verdicts = judge_all([prompt for prompt, _ in heap.rows], beside, language)
    pairs = [(verdict, known) for verdict, (_, known) in zip(verdicts, heap.rows, strict=True)]
    good = [(verdict, known) for verdict, known in pairs if not verdict.faults]
    return Diff(
        new=tuple(verdict.prompt for verdict, known in good if known is None),
        changed=tuple(Change(known, verdict.prompt) for verdict, known in good if known),
        unchanged=tuple(heap.same),
        refused=(*unread, *(_refused(verdict) for verdict, _ in pairs if verdict.faults)),
        hints=tuple(_hint(verdict, hint) for verdict, _ in good for hint in verdict.hints),
    )


def taken(
    diff: Diff, guild: GuildId, language: str, now: datetime, *, reviewed_after: MemberId | None
) -> tuple[tuple[OwnPrompt, ...], tuple[OwnPrompt, ...]]:
    """Give the questions that are new and those that change, as they would be kept."""
    writer = reviewed_after
    return (
        tuple(write(guild, language, one, now, reviewed_after=writer) for one in diff.new),
        tuple(edit(one.before, one.after, now, reviewed_after=writer) for one in diff.changed),
    )


def _sorted(own: Sequence[OwnPrompt], rows: Sequence[Prompt], fresh: Sequence[PromptId]) -> _Heap:
    by_id = {one.id: one for one in own}
    by_text = {fold(one.prompt.text[:MOST_READ]): one for one in own}
    heap, met = _Heap(), set[PromptId]()
    for row, spare in zip(rows, fresh, strict=False):
        known = by_id.get(row.id) or by_text.get(fold(row.text[:MOST_READ]))
        if known is not None and known.id in met:
            known = None
        name = known.id if known else spare
        met.add(name)
        named = replace(row, id=name)
        if known is not None and known.prompt == named and known.state is not State.RETIRED:
            heap.same.append(known)
        else:
            heap.rows.append((named, known))
    return heap


def _refused(verdict: Verdict) -> Refused:
    return Refused(verdict.prompt.id, verdict.prompt.text, verdict.faults)


def _hint(verdict: Verdict, hint: Finding) -> Finding:
    return replace(hint, where=verdict.prompt.text)
