"""Choosing an exercise or a person for a step under `More`."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from discord import ui

from bot.content import worksheets
from bot.domain.ids import MemberId
from bot.domain.journal.worksheet import Worksheet, fitting
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members.member_token import member_token
from bot.domain.meeting.names import naming
from bot.domain.meeting.talk import agenda
from bot.domain.prompts.theme import themes_in
from bot.text.catalog import Say, Shown
from cogs.ui.kit.button import MOST_OPTIONS, Choice, Item, button, menu
from cogs.ui.kit.ids import CustomId, id_for
from cogs.ui.kit.names import plain_name
from cogs.ui.kit.sheet import Block, lines, row, sheet

MENUS = 4


def choose_exercise(meeting: LiveMeeting, say: Say) -> ui.LayoutView:
    """Draw the exercises to choose from, first those for what the group talks about."""
    every = tuple(worksheets.load().values())
    fits = fitting(every, themes_in(agenda.topic_now(meeting), meeting.language))
    first = fits or tuple(one for one in every if one.first_evening)
    marked = "choose.exercise_fits" if fits else "choose.exercise_first"
    choices = [
        *(_worksheet(meeting, one, say(marked, line=Shown(one.helps))) for one in first),
        *(_worksheet(meeting, one, one.helps) for one in every if one not in first),
    ]
    cleared = say("choose.exercise_clears") if meeting.exercise and meeting.board else ""
    return sheet(
        lines(say("choose.exercise"), say("choose.exercise_hint"), cleared),
        row(menu(id_for("exercise_pick", meeting), say("choose.exercise_menu"), choices)),
        row(button(id_for("console", meeting), say)),
    )


def choose_person(
    step: str,
    meeting: LiveMeeting,
    say: Say,
    strangers: Mapping[MemberId, str] | None = None,
    me: MemberId | None = None,
) -> ui.LayoutView:
    """Draw the people for `hand_over`, `add_co`, `drop_co`, `remove` or `let_back`.

    `strangers` are those in the voice room who never pressed `Join`, with their names; `me` is who
    chooses, the one who leads where nobody is named.
    """
    choices = _apart(_people(step, meeting, say, strangers or {}, me or meeting.lead))
    if not choices:
        return sheet(
            lines(say(f"choose.{step}"), say("choose.nobody")),
            _ways_back(step, meeting, say),
        )
    return sheet(
        lines(say(f"choose.{step}"), say(f"choose.{step}_hint")),
        *(row(one) for one in _menus(step, meeting, choices, say)),
        _ways_back(step, meeting, say),
    )


def _worksheet(meeting: LiveMeeting, one: Worksheet, line: str) -> Choice:
    return Choice(one.kind, one.title, line, chosen=one.kind == meeting.exercise)


def _ways_back(step: str, meeting: LiveMeeting, say: Say) -> Block | None:
    """Lead back to the console; where somebody was removed, also to letting them in again."""
    back = id_for("let_back_ask", meeting)
    undo = step == "remove" and meeting.removed
    return row(
        button(back, say, words=say("more.let_back")) if undo else None,
        button(id_for("console", meeting), say),
    )


def _people(
    step: str,
    meeting: LiveMeeting,
    say: Say,
    strangers: Mapping[MemberId, str],
    me: MemberId | None,
) -> list[Choice]:
    match step:
        case "drop_co":
            helping = meeting.facilitators[1:]
            mine = helping if me == meeting.lead else [one for one in helping if one == me]
            return [_choice(meeting, one, say) for one in mine]
        case "let_back":
            return [
                Choice(member_token(meeting, one), _name(meeting, one, strangers, say))
                for one in sorted(meeting.removed)
            ]
        case "remove":
            here = _here(meeting, (*meeting.facilitators, me), say)
            return here + _outside(meeting, strangers, say)
        case "add_co":
            return _here(meeting, meeting.facilitators, say)
        case _:
            return _here(meeting, (meeting.lead,), say)


def _apart(choices: list[Choice]) -> list[Choice]:
    """Give the choices with no two of them called alike: the wrong one is soon pressed."""
    names = naming.apart(one.label for one in choices)
    return [replace(one, label=name) for one, name in zip(choices, names, strict=True)]


def _here(meeting: LiveMeeting, left_out: Collection[MemberId | None], say: Say) -> list[Choice]:
    return [_choice(meeting, one.id, say) for one in meeting.let_in if one.id not in left_out]


def _outside(meeting: LiveMeeting, strangers: Mapping[MemberId, str], say: Say) -> list[Choice]:
    note = say("choose.without_door")
    return [
        Choice(
            member_token(meeting, who),
            _name(meeting, who, strangers, say),
            note if who in meeting.without_door else "",
        )
        for who in strangers
        if not meeting.is_removed(who)
    ]


def _name(
    meeting: LiveMeeting, member: MemberId, strangers: Mapping[MemberId, str], say: Say
) -> str:
    """Name somebody as they were called here, else as Discord calls them."""
    if meeting.person(member) is not None:
        return plain_name(meeting, member, say)
    return naming.fitting(strangers.get(member, "")) or say("card.somebody")


def _choice(meeting: LiveMeeting, member: MemberId, say: Say) -> Choice:
    return Choice(member_token(meeting, member), plain_name(meeting, member, say))


def _menus(step: str, meeting: LiveMeeting, choices: list[Choice], say: Say) -> list[Item]:
    parts = [choices[at : at + MOST_OPTIONS] for at in range(0, len(choices), MOST_OPTIONS)]
    return [
        menu(
            _numbered(step, meeting, number),
            say("choose.people" if number == 0 else "choose.people_more"),
            part,
        )
        for number, part in enumerate(parts[:MENUS])
    ]


def _numbered(step: str, meeting: LiveMeeting, number: int) -> CustomId:
    return id_for(f"{step}_pick", meeting, number)
