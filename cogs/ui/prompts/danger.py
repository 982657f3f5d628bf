"""Words of danger, answered: whom to call first, then what to do; the questions are kept folded."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from discord import app_commands, ui

from bot.domain.ids import PromptId
from bot.domain.person import Actor
from bot.domain.prompts.prompt import Prompt
from bot.domain.support.danger.level import ABOUTS, LEVELS, About, Addressed, Care, Level, steps
from bot.domain.support.helpline import CountryHelp
from bot.services.prompts.search import Offer
from bot.text.catalog import Say, Shown
from cogs.ui.kit.button import OPTION, button
from cogs.ui.kit.content import help_for
from cogs.ui.kit.helplines import emergency, first_line
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.names import one_line
from cogs.ui.kit.sheet import lines, row, sheet
from cogs.ui.prompts.draw import MORE

_CHOICE = "care."
_CODE = re.compile(r"([0-2])([0-6])([01])((?:\.[0-9a-z_-]{1,40}){0,25})")
"""How near, what about, whether violence was told; then ids of questions."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What a choice or a button remembers of words that are kept nowhere."""

    care: Care
    prompts: tuple[PromptId, ...]


def addressed(by: Actor, offer: Offer) -> Addressed:
    """Tell whom the answer speaks to."""
    leads = by.leads or offer.meeting is not None
    return Addressed.FACILITATOR if leads else Addressed.MEMBER


def card(
    care: Care, whom: Addressed, country: str | None, folded: Sequence[Prompt], say: Say
) -> ui.LayoutView:
    """Draw what stands before anything else where life may be in danger now."""
    found = help_for(country)
    number = _number(found, say)
    told = (Shown(say(key, number=number)) for key in steps(care, whom))
    what = [say("care.step", place=at, words=words) for at, words in enumerate(told, start=1)]
    more = _tag(care, folded)
    return sheet(
        lines(say(f"care.heading.{care.about}"), emergency(found, say), first_line(found, say)),
        lines(*what),
        say("care.folded") if more else "",
        row(button(more, say) if more else None),
    )


def line_above(care: Care | None, whom: Addressed, country: str | None, say: Say) -> str:
    """Give the line above questions: whom to call, or a small one; none where nothing was heard."""
    if care is None or care.about is About.FIGURE:
        return ""
    found = help_for(country)
    line = Shown(first_line(found, say))
    if care.level is Level.PAST:
        return say("care.past", line=line)
    call = say("care.above", number=_number(found, say), line=line)
    if care.level is Level.NOW:
        return call
    return Shown(f"{say(f'care.maybe.{whom}.{care.about}')} {call}")


def choices(
    care: Care, found: Sequence[Prompt], most: int, say: Say
) -> list[app_commands.Choice[str]]:
    """Offer what is shown once it is chosen: whom to call first, and questions unless it is now."""
    first = [] if care.level is Level.PAST else [say(f"care.offered_{care.level}")]
    whole = [app_commands.Choice(name=name, value=_value(care, found)) for name in first]
    shown = () if care.level is Level.NOW else found[:most]
    return whole + [
        app_commands.Choice(name=one_line(one.text, OPTION) or one.id, value=_value(care, [one]))
        for one in shown
    ]


def carried(text: str) -> Carried | None:
    """Read a value that `choices` gave; None for anything that somebody typed."""
    return _read(text.removeprefix(_CHOICE)) if text.startswith(_CHOICE) else None


def folded_in(pressed: CustomId) -> Carried | None:
    """Read the button that unfolds the questions."""
    return _read(pressed.argument)


def _read(code: str) -> Carried | None:
    found = _CODE.fullmatch(code)
    if found is None:
        return None
    level, about, violence, ids = found.groups()
    care = Care(LEVELS[int(level)], ABOUTS[int(about)], violence == "1")
    return Carried(care, tuple(PromptId(one) for one in ids.split(".") if one))


def _tag(care: Care, prompts: Sequence[Prompt]) -> CustomId | None:
    return CustomId("care_questions", argument=_code(care, prompts, MORE)) if prompts else None


def _value(care: Care, prompts: Sequence[Prompt]) -> str:
    return _CHOICE + _code(care, prompts, OPTION - len(_CHOICE))


def _code(care: Care, prompts: Sequence[Prompt], most: int) -> str:
    code = f"{LEVELS.index(care.level)}{ABOUTS.index(care.about)}{int(care.violence)}"
    for one in prompts:
        longer = f"{code}.{one.id}"
        code = longer if len(longer) <= most else code
    return code


def _number(found: CountryHelp, say: Say) -> str:
    return Shown(found.emergency or say("aid.your_number"))
