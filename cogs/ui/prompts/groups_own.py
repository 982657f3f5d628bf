"""A group's own questions: what became of one, and those that wait for a second look."""

from collections.abc import Iterator, Sequence

from discord import ui

from bot.domain.finding import Finding
from bot.domain.prompts.own_prompt import OwnPrompt, State
from bot.services.prompts.own_prompts import Outcome
from bot.text.catalog import Say, Shown, escaped
from bot.text.plain import plain
from cogs.ui.kit.button import button
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.names import one_line
from cogs.ui.kit.sheet import Block, lines, row, sheet
from cogs.ui.prompts import wanted
from cogs.ui.prompts.draw import said

FINDINGS = 6
"""Findings told at once."""
WAITING = 3
"""Waiting questions on one page."""


def written(outcome: Outcome, say: Say, key: str) -> ui.LayoutView:
    """Say what became of a question; `key` names what was done, the linter says what to mend."""
    kept, verdict = outcome.kept, outcome.verdict
    words = say("prompts.quoted", text=escaped(one_line(verdict.prompt.text, 400)))
    if kept is None:
        return sheet(
            lines(say("prompts.not_kept"), words),
            findings("prompts.mend", verdict.faults, say),
            findings("prompts.also", verdict.hints, say),
        )
    waits = kept.state is State.WAITING_REVIEW
    return sheet(
        lines(say(key), words, say("prompts.waits") if waits else ""),
        findings("prompts.better", verdict.hints, say),
        wanted.told(kept, say),
        row(wanted.opener(kept, say), button(CustomId("review"), say) if waits else None),
    )


def retired(one: OwnPrompt, say: Say) -> ui.LayoutView:
    """Say that a question is offered no longer."""
    words = say("prompts.quoted", text=escaped(one.prompt.text))
    return sheet(lines(say("prompts.retired"), words, say("prompts.retired_after")))


def review(waiting: Sequence[OwnPrompt], say: Say, note: str = "") -> ui.LayoutView:
    """Draw the questions that wait for a second facilitator."""
    rest = len(waiting) - WAITING
    return sheet(
        lines(
            note,
            say("prompts.review" if waiting else "prompts.review_done", count=len(waiting)),
        ),
        *(block for one in waiting[:WAITING] for block in _to_review(one, say)),
        say("prompts.review_more", count=rest) if rest > 0 else "",
    )


def findings(heading: str, found: Sequence[Finding], say: Say) -> str:
    """List what the linter found: what it is and how to mend it."""
    if not found:
        return ""
    told = [
        say(
            "prompts.finding",
            what=escaped(plain(one.what, say)),
            mend=escaped(plain(one.mend, say)),
        )
        for one in found[:FINDINGS]
    ]
    return lines(say(heading), *dict.fromkeys(told))


def _to_review(own: OwnPrompt, say: Say) -> Iterator[str | Block | None]:
    sort = (say(f"point.{own.prompt.point}"), say(f"purpose.{own.prompt.purpose}"))
    yield lines(said(own.prompt, say), Shown(" · ".join(sort)))
    yield row(
        button(CustomId("approve", argument=own.id), say),
        button(CustomId("decline", argument=own.id), say),
    )
