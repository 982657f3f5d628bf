"""One step of the walk: what happens now, then the real card or console with buttons at rest."""

from datetime import datetime
from typing import NamedTuple, cast

from discord import ui

from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.round_state import Place
from bot.domain.template import StageKey
from bot.text.catalog import Say
from cogs.ui.card.draw import card
from cogs.ui.console.draw import console
from cogs.ui.kit.button import QUIET, Item, button
from cogs.ui.kit.ids import NO_MEETING, CustomId
from cogs.ui.kit.sheet import Block, lines, paragraphs, row, sheet


class WalkStep(NamedTuple):
    """One step: in which stage, and whether the console is shown, or the card."""

    name: str
    """The last part of its text key."""
    stage: StageKey
    shows_console: bool = False


STEPS = (
    WalkStep("room", StageKey.LOBBY),
    WalkStep("console", StageKey.LOBBY, shows_console=True),
    WalkStep("welcome", StageKey.WELCOME, shows_console=True),
    WalkStep("round", StageKey.CHECK_IN),
    WalkStep("next_step", StageKey.CHECK_IN, shows_console=True),
    WalkStep("questions", StageKey.DISCUSSION, shows_console=True),
    WalkStep("exercise", StageKey.WORKING),
    WalkStep("trouble", StageKey.CHECK_OUT, shows_console=True),
    WalkStep("close", StageKey.CLOSE, shows_console=True),
)


def step_shown(number: int, meeting: LiveMeeting, now: datetime, say: Say) -> ui.LayoutView:
    """Draw a step; the evening is moved on to its stage."""
    step = STEPS[number]
    real = console(meeting, now, say) if step.shows_console else card(meeting, now, say)
    heading = say("rehearse.heading", number=number + 1, count=len(STEPS))
    told = say(f"rehearse.{step.name}")
    seen = say("rehearse.console_is" if step.shows_console else "rehearse.card")
    first = "" if number else say("rehearse.at_rest")
    above = paragraphs(lines(heading, told), first, seen)
    return sheet(above, *_at_rest(real), _ways_on(number, say))


def _ways_on(number: int, say: Say) -> "ui.ActionRow[ui.LayoutView] | None":
    last = number == len(STEPS) - 1
    back, on = _to(number - 1), _to(0 if last else number + 1)
    return row(
        button(back, say, label="rehearse_back") if number else None,
        button(on, say, label="rehearse_again" if last else "rehearse_on", main=True),
    )


def _to(number: int) -> CustomId:
    return CustomId("rehearse", NO_MEETING, Place(number))


def _at_rest(view: ui.LayoutView) -> list[Block]:
    """Give what stands in a message of ours, every button and menu switched off, and none blue."""
    (frame,) = view.children
    blocks = cast("list[Block]", list(cast("ui.Container[ui.LayoutView]", frame).children))
    for one in view.walk_children():
        if isinstance(one, Item):
            one.item.disabled = True
            if isinstance(one.item, ui.Button):
                one.item.style = QUIET
    return blocks
