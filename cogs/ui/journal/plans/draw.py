"""The plan of the week as its author sees it, and the question how it went."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from discord import ui

from bot.domain.ids import EntryId, short
from bot.domain.journal.entry import JournalEntry
from bot.domain.journal.plan import PlanOutcome, outcome_of
from bot.domain.journal.settings import JournalSettings
from bot.domain.journal.worksheet import Worksheet
from bot.domain.zones import to_local
from bot.services.journal.drafts import Written
from bot.text.catalog import Say, Shown
from bot.text.dates import day_in_words, near_day
from cogs.ui.journal.worksheets.draw import ROOM, Above, answers, page_form, parted
from cogs.ui.kit.button import Choice, Item, button, menu
from cogs.ui.kit.form import Form
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.sheet import Block, clock, lines, paragraphs, row, sheet

NUDGES = (3, *(24 * days for days in range(1, 7)))
"""After so many hours a nudge can come: no time zone is needed to choose one."""
EARLIER = 25
"""Plans from before that are offered."""


class Here(NamedTuple):
    """The instant, and the zone whose days its reader counts in."""

    now: datetime
    zone: str


def plan_form(
    one: Worksheet, entry: EntryId, page: int, known: JournalEntry | None, say: Say
) -> Form:
    """Draw a page of a plan as a form; without a plan it begins one."""
    argument = f"{short(entry)}.{page}" + ("" if known else ".new")
    return page_form(CustomId("plan_page", argument=argument), one, page, known, say)


def shown(
    written: Written,
    one: Worksheet,
    say: Say,
    note: str = "",
    *,
    above: Above = sheet,
    room: int = ROOM,
    more: Sequence[Block | None] = (),
    here: Here | None = None,
) -> tuple[ui.LayoutView, ...]:
    """Draw a plan as it stands, with what can be done with it."""
    entry = written.entry
    first, *rest = parted(answers(entry, one, say), room)
    waits = "" if written.until is None else say("plan.until", at=clock(written.until))
    went = outcome_of(entry)
    how = say(f"plan.went.{went}") if went else ""
    top = lines(say("plan.heading"), note)
    view = above(
        top, first, how, waits, row(*_buttons(written, say)), nudges(written, say, here), *more
    )
    return view, *(sheet(part) for part in rest)


def earlier(found: Sequence[JournalEntry], say: Say) -> Block | None:
    """Offer the plans from before, to read or to delete."""
    choices = [
        Choice(short(one.id), say("plan.named", day=day_in_words(one.day, say)))
        for one in found[:EARLIER]
    ]
    return row(menu(CustomId("plan_earlier"), say("plan.earlier"), choices)) if choices else None


def nudges(written: Written, say: Say, here: Here | None = None) -> Block | None:
    """Offer a nudge after a while, for a plan that still waits; what isn't kept it can't bring."""
    entry = written.entry
    if entry.done:
        return None
    choices = [Choice(str(hours), _after(hours, say, here)) for hours in NUDGES]
    off = Choice("0", say("plan.nudge.off_pick"))
    tag = CustomId("plan_nudge", argument=short(entry.id))
    pick = "pick" if written.kept else "pick_not_kept"
    return row(menu(tag, say(f"plan.nudge.{pick}"), [*choices, off]))


def nudge(plan: EntryId | None, say: Say) -> ui.LayoutView:
    """Draw the nudge, which says nothing of the plan."""
    if plan is None:
        return sheet(say("plan.nudge.not_kept"), row(button(CustomId("plan"), say)))
    return sheet(
        say("plan.nudge.text"), row(button(CustomId("plan_read", argument=short(plan)), say))
    )


def _after(hours: int, say: Say, here: Here | None) -> str:
    """Say after how long; where the reader's zone is known, on which day."""
    days = hours // 24
    if not days:
        return say("plan.nudge.hours", count=hours)
    if here is None:
        return say("plan.nudge.days", count=days)
    day = to_local(here.now + timedelta(hours=hours), here.zone).date()
    key = "plan.nudge.tomorrow" if days == 1 else "plan.nudge.on_day"
    return say(key, day=Shown(near_day(day, here.zone, say)))


def none(settings: JournalSettings, say: Say) -> ui.LayoutView:
    """Say that there is no plan."""
    return sheet(say("plan.none_not_kept" if settings.keeps is False else "plan.none"))


def recalled(entry: JournalEntry, one: Worksheet, say: Say) -> ui.LayoutView:
    """Ask how a plan went, before the round, for its author alone."""
    first, *rest = parted(answers(entry, one, say), ROOM)
    return sheet(
        lines(
            say("plan.recall.heading"), say("plan.recall.made", day=day_in_words(entry.day, say))
        ),
        first if not rest else f"{first}\n…",
        say("plan.recall.ask"),
        row(*how_buttons(entry, say)),
    )


def how_buttons(entry: JournalEntry, say: Say) -> list[Item]:
    """Offer every way in which it can have gone."""
    return [
        button(CustomId("plan_came", argument=f"{short(entry.id)}.{how}"), say, label=f"plan_{how}")
        for how in PlanOutcome
    ]


def thanked(outcome: PlanOutcome, say: Say) -> ui.LayoutView:
    """Answer how it went: no answer is a bad one."""
    return sheet(paragraphs(say(f"plan.came.{outcome}"), say("plan.recall.then")))


def sure_to_delete(entry: JournalEntry, say: Say) -> ui.LayoutView:
    """Ask once before a plan is deleted."""
    one = short(entry.id)
    return sheet(
        say("plan.ask_delete"),
        row(
            button(CustomId("plan_gone", argument=one), say, main=True, label="sheet_gone"),
            button(CustomId("plan_read", argument=one), say, label="sheet_keep"),
        ),
    )


def _buttons(written: Written, say: Say) -> list[Item]:
    entry = written.entry
    pages = [
        button(CustomId("plan_page", argument=f"{short(entry.id)}.{page}"), say, label=label)
        for page, label in enumerate(("plan_change", "plan_more"))
    ]
    delete = CustomId("plan_delete", argument=short(entry.id))
    gone = [button(delete, say, label="sheet_delete")] if written.kept else []
    return gone if entry.done else [*pages, *gone]
