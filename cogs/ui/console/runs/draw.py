"""Choosing a short run, and its steps in order, with `Ask` below what is in the library."""

from collections.abc import Iterator

from discord import ui

from bot.content import runs
from bot.domain.ids import PromptId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.talk import agenda
from bot.domain.meeting.talk.questions import ASKED_IN
from bot.domain.prompts.short_run import RunStep, ShortRun, best_first
from bot.text.catalog import Say, Shown, escaped
from cogs.ui.kit.button import MOST_OPTIONS, Choice, button, menu
from cogs.ui.kit.ids import id_for
from cogs.ui.kit.sheet import Block, lines, row, sheet

_BETWEEN = "."
"""Between a run and its question on a button."""


def choose(meeting: LiveMeeting, say: Say) -> ui.LayoutView:
    """Draw the runs to choose from, those first that fit the topic now."""
    found = best_first(
        runs.library(meeting.language), agenda.topic_now(meeting) or None, meeting.language
    )
    choices = [Choice(one.id, one.title, _about(one, say)) for one in found[:MOST_OPTIONS]]
    return sheet(
        lines(say("runs.heading"), say("runs.hint" if choices else "runs.no_runs")),
        row(menu(id_for("run", meeting), say("runs.menu"), choices)) if choices else None,
        row(button(id_for("console", meeting), say)),
    )


def steps(meeting: LiveMeeting, run: ShortRun, say: Say, note: str = "") -> ui.LayoutView:
    """Draw a run; `note` is a sentence on what was just done."""
    return sheet(
        lines(note, say("runs.title", title=escaped(run.title)), say("runs.how")),
        *(block for at in range(len(run.steps)) for block in _step(meeting, run, at, say)),
        row(button(id_for("short_run", meeting), say), button(id_for("console", meeting), say)),
    )


def run_in(meeting: LiveMeeting, argument: str) -> tuple[ShortRun | None, PromptId]:
    """Read which run a menu or an `Ask` means, and which of its questions."""
    wanted, _, question = argument.partition(_BETWEEN)
    found = (one for one in runs.library(meeting.language) if one.id == wanted)
    return next(found, None), PromptId(question)


def _step(meeting: LiveMeeting, run: ShortRun, at: int, say: Say) -> Iterator[str | Block | None]:
    step = run.steps[at]
    yield say(
        "runs.on_card" if _is_on_card(meeting, step) else "runs.step",
        place=at + 1,
        what=Shown(say(f"run_step.{step.step}")),
        words=escaped(step.text),
    )
    if step.prompt and _may_ask(meeting) and not _is_on_card(meeting, step):
        wanted = id_for("run_ask", meeting, f"{run.id}{_BETWEEN}{step.prompt}")
        yield row(button(wanted, say, label="ask", tail=say("console.on_card")))


def _is_on_card(meeting: LiveMeeting, step: RunStep) -> bool:
    return step.prompt is not None and step.prompt == meeting.question


def _may_ask(meeting: LiveMeeting) -> bool:
    return meeting.stage > 0 and meeting.now_in in ASKED_IN


def _about(run: ShortRun, say: Say) -> str:
    return ", ".join(say(f"theme.{theme}") for theme in run.themes)
