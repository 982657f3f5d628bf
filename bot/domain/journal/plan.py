"""A plan for seven days: if this, then that; recalled once.

It is the worksheet `seven_day_plan` on a shelf of its own: its first page alone is a plan.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.errors import Refusal
from bot.domain.ids import EntryId
from bot.domain.journal.answers import Answers
from bot.domain.journal.entry import JournalEntry, JournalShelf
from bot.domain.journal.filling import filled, opened
from bot.domain.journal.settings import JournalSettings
from bot.domain.journal.worksheet import Worksheet, WorksheetKind

SHEET = WorksheetKind("seven_day_plan")
IF, THEN = "if_situation", "then_action"
OUTCOME = "outcome"
"""Where how it went stands among the answers; no field of the worksheet has that name."""
RESTS = timedelta(hours=6)
"""So long after it was made a plan is not asked about: the evening it was made in is over then."""


class PlanOutcome(StrEnum):
    """How it went; no answer is a bad one."""

    WORKED = "worked"
    PARTLY = "partly"
    NOT_THIS_TIME = "not_this_time"
    SKIP = "skip"


class PlanNeedsWords(Refusal):
    """A plan has neither an if nor a then."""

    key = "refusal.plan_needs_words"
    can_be_mended = True


class PlanRecalled(Refusal):
    """How this plan went was answered already, or another plan stands in its place."""

    key = "refusal.plan_recalled"


def made(
    entry: EntryId, sheet: Worksheet, typed: Answers, at: datetime, settings: JournalSettings
) -> JournalEntry:
    """Make a plan out of the first page; open until it is recalled. Raises PlanNeedsWords."""
    return changed(opened(entry, sheet, at, settings, JournalShelf.PLAN), sheet, 0, typed)


def changed(plan: JournalEntry, sheet: Worksheet, page: int, typed: Answers) -> JournalEntry:
    """Write a page of a plan, the first one anew too. Raises PlanNeedsWords, NotOnTheScale."""
    new = filled(plan, sheet, page, typed)
    if not {IF, THEN} & new.answers.keys():
        raise PlanNeedsWords
    return replace(new, done=plan.done)


def is_due_back(plan: JournalEntry, now: datetime) -> bool:
    """Tell whether to ask its author how it went: once, and not in the evening it was made in."""
    return not plan.done and now - plan.at >= RESTS


def recalled(plan: JournalEntry, outcome: PlanOutcome) -> JournalEntry:
    """Keep how it went; a plan is asked about no more after that. Raises PlanRecalled."""
    if plan.done:
        raise PlanRecalled
    return replace(plan, answers={**plan.answers, OUTCOME: outcome}, done=True)


def replaced(plan: JournalEntry) -> JournalEntry:
    """Put a plan away for a new one: it stays readable, and is asked about no more."""
    return replace(plan, done=True)


def outcome_of(plan: JournalEntry) -> PlanOutcome | None:
    """Tell how it went, where that was answered."""
    said = plan.answers.get(OUTCOME)
    return PlanOutcome(said) if said else None
