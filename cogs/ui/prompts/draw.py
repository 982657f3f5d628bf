"""Questions somebody looked for, and a group's own: three at a time, each with why to ask it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from discord import app_commands, ui

from bot.content.rounds import off_the_card
from bot.domain.finding import Finding
from bot.domain.ids import PromptId, long, short
from bot.domain.meeting.talk.questions import ASKED_IN
from bot.domain.prompts.browsing import THREE, Wanted, sort_named
from bot.domain.prompts.lint.checks import ASKED
from bot.domain.prompts.own_prompt import OwnPrompt, State
from bot.domain.prompts.prompt import ChangeStage, ChangeTalk, Point, Prompt, Purpose
from bot.domain.prompts.situation_note import SituationNote
from bot.domain.prompts.theme import Theme
from bot.services.prompts.own_prompts import Outcome
from bot.services.prompts.search import Offer
from bot.text.catalog import Say, Shown, escaped
from bot.text.plain import plain
from cogs.ui.kit.button import OPTION, Item, button
from cogs.ui.kit.ids import CustomId, id_for
from cogs.ui.kit.names import one_line
from cogs.ui.kit.sheet import Block, beside, lines, row, sheet
from cogs.ui.prompts import wanted

MORE = 40
"""Characters that a button's id has for what comes next."""
FINDINGS = 6
"""Findings told at once."""
WAITING = 3
"""Waiting questions on one page."""
SURPRISE = "surprise"
"""What a button that draws a surprise does."""
BESIDE_A_NOTE = 1
"""Questions that fit on a phone's screen below a note."""
_ANY = "-"
_DRAWN = re.compile(r"([0-9a-z]{1,6})\.(\d{1,4})((?:\.(?:-|\d{1,2})){3,5})")
_LEAFED = re.compile(r"([0-9a-z]{1,6})\.(\d{1,4})")
_KINDS: Sequence[tuple[str, Sequence[str]]] = (
    ("point", tuple(Point)),
    ("theme", tuple(Theme)),
    ("purpose", tuple(Purpose)),
    ("stage", tuple(ChangeStage)),
    ("change_talk", tuple(ChangeTalk)),
)


def results(
    offer: Offer,
    more: CustomId | None,
    say: Say,
    above: str = "",
    back: CustomId | None = None,
    below: str = "",
) -> ui.LayoutView:
    """Draw three prompts; with `Ask` for whoever leads a meeting in which one asks just now.

    `above` is whom to call and the note on what happens, beside which one prompt fits; then notes
    that may fit. `below`: whom to call where it is less sure. `back` leads to where one came from.
    """
    shown = offer.prompts[: _fitting_on_screen(offer)]
    return sheet(
        above,
        say("prompts.perhaps") if offer.notes.perhaps else "",
        row(*(_offered_note(one, back, say) for one in offer.notes.perhaps)),
        _heading(offer, say),
        *(result(offer, one, say) for one in shown),
        say("prompts.ask_later") if offer.meeting and shown and not _may_ask(offer) else "",
        below,
        row(
            _another(more, len(shown), say) if more else None,
            button(CustomId(SURPRISE), say) if more and more.action == "draw" else None,
            button(ids_tag("favourites", shown) or CustomId("favourites"), say) if shown else None,
            button(CustomId("review"), say, tail=offer.waiting) if offer.waiting else None,
            button(back, say) if back else None,
        ),
    )


def offered(found: Sequence[Prompt]) -> list[app_commands.Choice[str]]:
    """List prompts to choose from while somebody types a command."""
    return [
        app_commands.Choice(name=one_line(one.text, OPTION) or one.id, value=one.id)
        for one in found
    ]


def rest_tag(offer: Offer) -> CustomId | None:
    """Name the button that shows the results after the first ones."""
    return ids_tag("found_more", offer.prompts[_fitting_on_screen(offer) :])


def ids_tag(action: str, prompts: Iterable[Prompt]) -> CustomId | None:
    """Name a button that holds the ids of prompts alone, as many as there is room for."""
    ids: list[str] = []
    for one in prompts:
        ids += [one.id] if len(".".join([*ids, one.id])) <= MORE else []
    return CustomId(action, argument=".".join(ids)) if ids else None


def ids_in(pressed: CustomId) -> tuple[PromptId, ...]:
    """Read the ids on that button."""
    return tuple(PromptId(one) for one in pressed.argument.split(".") if one)


def draw_tag(offer: Offer, pick: int, page: int, wanted: Wanted) -> CustomId | None:
    """Name the button that draws three others of the same sort; None where there are no others."""
    if len(offer.prompts) < THREE:
        return None
    named = ((kind, getattr(wanted, name)) for name, kind in _KINDS)
    sort = (str(kind.index(one)) if one else _ANY for kind, one in named)
    return CustomId("draw", argument=".".join([short(pick), str(page), *sort]))


def draw_of(pressed: CustomId) -> tuple[int, int, Wanted]:
    """Read that button: its pick, its page and the sort; an odd one draws anything."""
    found = _DRAWN.fullmatch(pressed.argument)
    if found is None:
        return 0, 0, Wanted()
    pick, page, sort = found.groups()
    numbers = sort[1:].split(".")
    kinds = zip(_KINDS, numbers, strict=False)  # a button from before an update has three of them
    return long(pick), int(page), sort_named(**{name: _one(kind, at) for (name, kind), at in kinds})


def surprise_tag(pressed: CustomId, pick: int, page: int) -> CustomId:
    """Name the button that draws the next surprise, where that one was pressed."""
    return replace(pressed, action=SURPRISE, argument=f"{short(pick)}.{page}")


def surprise_of(pressed: CustomId) -> tuple[int, int] | None:
    """Read that button: its pick and its page; None where it begins anew."""
    found = _LEAFED.fullmatch(pressed.argument)
    return (long(found[1]), int(found[2])) if found else None


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


def _offered_note(note: SituationNote, back: CustomId | None, say: Say) -> Item:
    page = replace(back or CustomId("note_page"), action="note_page", argument=note.id)
    return button(page, say, words=note.title)


def _another(more: CustomId, shown: int, say: Say) -> Item:
    if more.action == SURPRISE:
        return button(more, say, label="another_surprise")
    return button(more, say, label="another" if shown == 1 else "another_three")


def _heading(offer: Offer, say: Say) -> str:
    if offer.unsure:
        return say("prompts.unsure")
    if offer.prompts:
        return say("prompts.or_ask" if offer.notes.note else "prompts.heading")
    return "" if offer.notes.note else say("prompts.none")


def _fitting_on_screen(offer: Offer) -> int:
    return BESIDE_A_NOTE if offer.notes.note else THREE


def _one(kind: Sequence[str], number: str) -> str | None:
    return None if number == _ANY else kind[int(number) % len(kind)]


def _may_ask(offer: Offer) -> bool:
    meeting = offer.meeting
    return meeting is not None and meeting.stage > 0 and meeting.now_in in ASKED_IN


def result(offer: Offer, one: Prompt, say: Say) -> str | Block:
    """Draw one prompt; with `Ask` for whoever leads a meeting in which one asks just now."""
    words, may = _words(one, say), _may_ask(offer) and one.purpose in ASKED
    if offer.meeting is None or not may or one.id in off_the_card(offer.meeting.language):
        return words
    ask = id_for("ask", offer.meeting, one.id)
    return beside(words, button(ask, say, tail=say("console.on_card")))


def _words(one: Prompt, say: Say) -> str:
    question = escaped(one.text)
    if one.purpose not in ASKED:
        why = escaped(one.why)
        return say("prompts.to_say" if why else "prompts.to_say_alone", words=question, why=why)
    if not one.why:
        return say("prompts.question_alone", question=question)
    return say("console.question", question=question, why=escaped(one.why))


def _to_review(own: OwnPrompt, say: Say) -> Iterator[str | Block | None]:
    sort = (say(f"point.{own.prompt.point}"), say(f"purpose.{own.prompt.purpose}"))
    yield lines(_words(own.prompt, say), Shown(" · ".join(sort)))
    yield row(
        button(CustomId("approve", argument=own.id), say),
        button(CustomId("decline", argument=own.id), say),
    )
