"""Choosing an exercise or a person for a step under `More`."""

from collections.abc import Mapping

from discord import ui

from bot.content import worksheets
from bot.domain.ids import MemberId
from bot.domain.meeting import Meeting
from bot.domain.reference import reference
from bot.text.catalog import Say
from cogs.ui.button import MOST_OPTIONS, Choice, Item, button, menu
from cogs.ui.ids import Tag, tag
from cogs.ui.names import one_line, plain_name
from cogs.ui.sheet import lines, row, sheet

MENUS = 4


def choose_exercise(meeting: Meeting, say: Say) -> ui.LayoutView:
    """Draw the exercises to choose from."""
    choices = [
        Choice(one.kind, one.title, one_line(one.intro, 100), chosen=one.kind == meeting.exercise)
        for one in worksheets.load().values()
    ]
    return sheet(
        lines(say("choose.exercise"), say("choose.exercise_hint")),
        row(menu(tag("exercise_pick", meeting), say("choose.exercise_menu"), choices)),
        row(button(tag("console", meeting), say)),
    )


def choose_person(
    step: str, meeting: Meeting, say: Say, strangers: Mapping[MemberId, str] | None = None
) -> ui.LayoutView:
    """Draw the people here for `hand_over`, `add_co` or `remove`.

    `strangers` are those in the voice room who never pressed `Join`, with their names.
    """
    choices = _people(step, meeting, say, strangers or {})
    if not choices:
        return sheet(
            lines(say(f"choose.{step}"), say("choose.nobody")),
            row(button(tag("console", meeting), say)),
        )
    return sheet(
        lines(say(f"choose.{step}"), say(f"choose.{step}_hint")),
        *(row(one) for one in _menus(step, meeting, choices, say)),
        row(button(tag("console", meeting), say)),
    )


def _people(
    step: str, meeting: Meeting, say: Say, strangers: Mapping[MemberId, str]
) -> list[Choice]:
    lead, co = meeting.lead, meeting.facilitators
    left_out = {"hand_over": (lead,), "add_co": co, "remove": co}[step]
    here = [
        Choice(reference(meeting, one.id), plain_name(meeting, one.id, say))
        for one in meeting.here
        if one.id not in left_out
    ]
    if step != "remove":
        return here
    note = say("choose.without_door")
    somebody = say("card.somebody")
    return here + [
        Choice(reference(meeting, who), one_line(name, 32) or somebody, note)
        for who, name in strangers.items()
    ]


def _menus(step: str, meeting: Meeting, choices: list[Choice], say: Say) -> list[Item]:
    parts = [choices[at : at + MOST_OPTIONS] for at in range(0, len(choices), MOST_OPTIONS)]
    return [
        menu(
            _numbered(step, meeting, number),
            say("choose.people" if number == 0 else "choose.people_more"),
            part,
        )
        for number, part in enumerate(parts[:MENUS])
    ]


def _numbered(step: str, meeting: Meeting, number: int) -> Tag:
    return tag(f"{step}_pick", meeting, number)
