"""Every step of an urge. Nothing here needs the database but the plan, and it says so."""

from datetime import datetime

from discord import ui

from bot.domain.journal.answers import SCALE
from bot.domain.journal.entry import JournalEntry
from bot.domain.journal.urge import PlanPart, PlanStep, UrgeField, turn
from bot.text.catalog import Say, Shown
from cogs.ui.journal.urge.carried import carried
from cogs.ui.kit.button import Choice, Item, button, menu
from cogs.ui.kit.content import help_for
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.sheet import clock, lines, paragraphs, row, sheet

SIX = range(1, 7)
"""Lines of how to breathe, and ideas."""
Plan = tuple[PlanStep, ...] | None
"""One's own plan; empty where there is none, None where it can't be reached just now."""


def help_lines(say: Say) -> Item:
    """Draw the button that stands below every step."""
    return button(CustomId("help_lines"), say)


def begin(urge: JournalEntry, country: str | None, say: Say) -> ui.LayoutView:
    """Ask for a number, which may be left out."""
    number = help_for(country).emergency if country else None
    return sheet(
        say("urge.heading"),
        lines(
            say("urge.rate_help"),
            say("urge.lines_here"),
            say("urge.danger", number=Shown(number)) if number else "",
        ),
        row(_scale("urge_rate", urge, say)),
        row(_to("urge_skip", urge, say), help_lines(say)),
    )


def what_now(
    urge: JournalEntry, plan: Plan, say: Say, until: datetime | None = None
) -> ui.LayoutView:
    """Offer what may help; `until` is when a wait that runs is over."""
    before = urge.answers.get(UrgeField.BEFORE)
    has_none = plan is not None and not plan
    return sheet(
        say("urge.what.heading"),
        lines(
            say("urge.what.rated", number=before) if before else "",
            say("urge.what.breathe"),
            say("urge.wait.running", time=clock(until)) if until else say("urge.what.wait"),
            say("urge.what.ideas" if has_none else "urge.what.plan"),
        ),
        say("urge.what.no_need"),
        _ways(urge, say, plan, but="urge_wait" if until else ""),
    )


def breathe(urge: JournalEntry, say: Say) -> ui.LayoutView:
    """Breathe for two minutes."""
    return sheet(
        say("urge.breathe.heading"),
        lines(*(say(f"urge.breathe.{one}") for one in SIX)),
        say("urge.breathe.after"),
        _ways(urge, say, None, but="urge_breathe", rates=True),
    )


def wait(urge: JournalEntry, until: datetime, say: Say, *, writes: bool) -> ui.LayoutView:
    """Wait; `writes` tells whether a private message was asked for too."""
    return sheet(
        say("urge.wait.heading", time=clock(until)),
        paragraphs(
            say("urge.wait.meanwhile"),
            lines(
                say("urge.wait.both" if writes else "urge.wait.here", time=clock(until)),
                say("urge.wait.sure"),
            ),
        ),
        _ways(urge, say, None, but="urge_wait", rates=True),
    )


def forgotten(urge: JournalEntry, until: datetime, say: Say) -> ui.LayoutView:
    """Say that a wait ends with nothing: whoever waits had everything deleted meanwhile."""
    return sheet(
        say("urge.wait.heading", time=clock(until)),
        paragraphs(say("urge.wait.meanwhile"), say("urge.wait.forgotten")),
        _ways(urge, say, None, but="", rates=True),
    )


def plan_step(urge: JournalEntry, plan: tuple[PlanStep, ...], at: int, say: Say) -> ui.LayoutView:
    """Read one step of one's own plan back."""
    at = min(at, len(plan) - 1)
    is_last = at == len(plan) - 1
    return sheet(
        say("urge.plan.heading", step=at + 1, steps=len(plan)),
        lines(say(f"urge.plan.{plan[at].part}"), _words(plan[at], say)),
        say("urge.plan.last") if is_last else "",
        row(
            None if is_last else _to("urge_plan", urge, say, at + 1, label="urge_next"),
            _to("urge_again", urge, say),
            help_lines(say),
        ),
    )


def ideas(urge: JournalEntry, say: Say, *, away: bool) -> ui.LayoutView:
    """Give what helped others, to whoever has no plan, or while it can't be reached."""
    return sheet(
        say("urge.plan.away" if away else "urge.plan.none"),
        lines(*(say(f"urge.ideas.{one}") for one in SIX)),
        row(
            _to("urge_again", urge, say),
            _to("urge_plan", urge, say, 0, label="urge_retry") if away else None,
            help_lines(say),
        ),
    )


def again(urge: JournalEntry, words: str, say: Say) -> ui.LayoutView:
    """Ask how strong it is now, below words that say why."""
    return sheet(
        words,
        row(_scale("urge_rated", urge, say)),
        row(_to("urge_unrated", urge, say, label="urge_skip"), help_lines(say)),
    )


def compared(urge: JournalEntry, say: Say) -> ui.LayoutView:
    """Say how the second number stands to the first, and offer to log it."""
    facts = {field: urge.answers.get(field, "") for field in (UrgeField.BEFORE, UrgeField.AFTER)}
    return sheet(
        say(f"urge.again.{turn(urge)}", **facts),
        say("urge.log.ask") if urge.answers else "",
        row(
            _to("urge_log", urge, say, main=True) if urge.answers else None,
            _to("urge_drop", urge, say) if urge.answers else None,
            _to("urge_wait", urge, say, label="urge_more"),
            _to("urge_what", urge, say),
            help_lines(say),
        ),
    )


def ended(words: str, say: Say) -> ui.LayoutView:
    """Say what became of it, and where there is company."""
    return sheet(words, say("urge.log.then"), row(help_lines(say)))


def not_logged(urge: JournalEntry, say: Say) -> ui.LayoutView:
    """Say that it can't be saved just now, with what there is to remember."""
    return sheet(
        say("urge.log.not_now", told=Shown(told(urge, say))),
        row(_to("urge_log", urge, say, label="urge_retry"), help_lines(say)),
    )


def told(urge: JournalEntry, say: Say) -> str:
    """Give what was told of an urge, for whoever notes it themselves."""
    before, after = (urge.answers.get(one, "") for one in (UrgeField.BEFORE, UrgeField.AFTER))
    which = "both" if before and after else "before" if before else "after" if after else "neither"
    return say(f"urge.told.{which}", before=before, after=after, time=clock(urge.at))


def back(urge: JournalEntry, was_over_at: datetime | None, say: Say) -> ui.LayoutView:
    """Draw the private message at the end of a wait; it says nothing of what was waited for."""
    late = say("urge.wait.late", time=clock(was_over_at)) if was_over_at else ""
    return again(urge, late or say("urge.wait.in_private"), say)


def _ways(
    urge: JournalEntry, say: Say, plan: Plan, *, but: str, rates: bool = False
) -> ui.ActionRow[ui.LayoutView] | None:
    reads = "urge_either" if plan is None else "urge_plan" if plan else "urge_ideas"
    ways = [
        _to("urge_breathe", urge, say),
        _to("urge_wait", urge, say),
        _to("urge_plan", urge, say, 0, label=reads),
    ]
    rating = _to("urge_again", urge, say, main=True) if rates else None
    return row(rating, *(one for one in ways if one.parsed_id.action != but), help_lines(say))


def _to(
    action: str,
    urge: JournalEntry,
    say: Say,
    step: int | None = None,
    *,
    label: str = "",
    main: bool = False,
) -> Item:
    return button(CustomId(action, argument=carried(urge, step)), say, label=label, main=main)


def _scale(action: str, urge: JournalEntry, say: Say) -> Item:
    named = {SCALE[0]: "urge.lowest", SCALE[-1]: "urge.highest"}
    choices = [Choice(str(one), say(named[one]) if one in named else str(one)) for one in SCALE]
    return menu(CustomId(action, argument=carried(urge)), say("urge.rate"), choices)


def _words(step: PlanStep, say: Say) -> str:
    if step.part is not PlanPart.IF_THEN:
        return lines(*(say("urge.plan.words", text=one) for one in step.words if one))
    parts = zip(("situation", "action"), step.words, strict=True)
    return lines(*(say(f"urge.plan.{part}", text=one) for part, one in parts if one))
