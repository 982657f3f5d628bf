"""Words of danger in a search for questions: the questions are kept folded below what to do."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from discord import app_commands, ui

from bot.domain.ids import NoteId, PromptId
from bot.domain.person import Actor
from bot.domain.prompts.prompt import Prompt
from bot.domain.search.note_finder import NotesFound
from bot.domain.support.danger.level import ABOUTS, LEVELS, Addressed, Care, Level
from bot.services.prompts.search import Offer
from bot.text.catalog import Say
from cogs.ui.kit.button import OPTION, button
from cogs.ui.kit.helplines import care_card
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.names import one_line
from cogs.ui.kit.sheet import row
from cogs.ui.prompts.draw import MORE

_CHOICE = "care."
_CODE = re.compile(
    r"([0-2])([0-6])([0-3])(=?)(?P<sure>~~[0-9a-z-]{1,40})?(?P<perhaps>(?:~[0-9a-z-]{1,40}){0,3})"
    r"((?:\.[0-9a-z_-]{1,40}){0,25})"
)
"""How near, what about, 1 for violence and 2 for guessed; `=` for one question chosen; the note
that fits, those that may, and ids of questions.
"""


@dataclass(frozen=True, slots=True)
class Carried:
    """What a choice or a button remembers of words that are kept nowhere."""

    care: Care
    prompts: tuple[PromptId, ...]
    chosen: PromptId | None = None
    """The one question that was chosen from the list; None for the words as a whole."""
    note: NoteId | None = None
    perhaps: tuple[NoteId, ...] = ()


def addressed(by: Actor, offer: Offer) -> Addressed:
    """Tell whom the answer speaks to."""
    leads = by.leads or offer.meeting is not None
    return Addressed.FACILITATOR if leads else Addressed.MEMBER


def card(
    care: Care,
    whom: Addressed,
    country: str | None,
    folded: Sequence[Prompt],
    say: Say,
    back: CustomId | None = None,
) -> ui.LayoutView:
    """Draw what stands before anything else where life may be in danger now, then the way back."""
    more = _tag(care, folded)
    ways = row(button(more, say) if more else None, button(back, say) if back else None)
    heading = say(f"care.heading.{care.about}")
    below = say("care.folded") if more else ""
    return care_card(care, whom, country, say, heading, below, ways)


def choices(
    care: Care, found: Sequence[Prompt], notes: NotesFound, most: int, say: Say
) -> list[app_commands.Choice[str]]:
    """Offer what is shown once it is chosen: whom to call first, and questions unless it is now."""
    first = [] if care.level is Level.PAST else [say(f"care.offered_{care.level}")]
    noted = "".join(f"~{one.id}" for one in notes.perhaps)
    noted = f"~~{notes.note.id}{noted}" if notes.note else noted
    whole = [app_commands.Choice(name=name, value=_value(care, found, noted)) for name in first]
    shown = () if care.level is Level.NOW else found[:most]
    return whole + [
        app_commands.Choice(
            name=one_line(one.text, OPTION) or one.id, value=_value(care, [one], "=")
        )
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
    level, about, flags, chosen, sure, perhaps, ids = found.groups()
    care = Care(LEVELS[int(level)], ABOUTS[int(about)], flags in "13", flags in "23")
    prompts = tuple(PromptId(one) for one in ids.split(".") if one)
    return Carried(
        care,
        prompts,
        prompts[0] if chosen and prompts else None,
        NoteId(sure.strip("~")) if sure else None,
        tuple(NoteId(one) for one in perhaps.split("~") if one),
    )


def _tag(care: Care, prompts: Sequence[Prompt]) -> CustomId | None:
    return CustomId("care_questions", argument=_code(care, prompts, MORE)) if prompts else None


def _value(care: Care, prompts: Sequence[Prompt], mark: str = "") -> str:
    return _CHOICE + _code(care, prompts, OPTION - len(_CHOICE), mark)


def _code(care: Care, prompts: Sequence[Prompt], most: int, mark: str = "") -> str:
    flags = care.violence + 2 * care.guessed
    code = f"{LEVELS.index(care.level)}{ABOUTS.index(care.about)}{flags}{mark}"
    for one in prompts:
        longer = f"{code}.{one.id}"
        code = longer if len(longer) <= most else code
    return code
