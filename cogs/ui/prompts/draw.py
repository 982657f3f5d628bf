"""Questions somebody looked for: three at a time, each with why to ask it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from discord import app_commands, ui

from bot.content.rounds import off_the_card, opening
from bot.domain.ids import PromptId, long, short
from bot.domain.meeting.talk.questions import ASKED_IN
from bot.domain.prompts.browsing import THREE, Wanted, sort_named
from bot.domain.prompts.lint.checks import ASKED
from bot.domain.prompts.prompt import ChangeStage, ChangeTalk, Point, Prompt, Purpose
from bot.domain.prompts.situation_note import SituationNote
from bot.domain.prompts.theme import Theme
from bot.services.prompts.search import Offer
from bot.text.catalog import Say, escaped
from cogs.ui.kit.button import OPTION, Item, button
from cogs.ui.kit.ids import CustomId, id_for
from cogs.ui.kit.names import one_line
from cogs.ui.kit.sheet import Block, lines, row, sheet

MORE = 40
"""Characters that a button's id has for what comes next."""
MORE_BESIDE_A_NOTE = 34
"""The same where the id names a note, too."""
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
    that may fit. `below`: whom to call where it is less sure. `back` leads to where one came
    from, else whoever leads to the console, which has surprises too.
    """
    shown, back = offer.prompts[: _fitting_on_screen(offer)], back or to_console(offer)
    drawn = more is not None and more.action == "draw"
    return sheet(
        above,
        say("prompts.perhaps") if offer.notes.perhaps else "",
        row(*(_offered_note(one, offer.prompts, back, say) for one in offer.notes.perhaps)),
        _heading(offer, shown, say),
        *(block for one in shown for block in result(offer, one, say)),
        _ask_later(offer, shown, say),
        below,
        row(
            _another(more, len(shown), say) if more else None,
            button(CustomId(SURPRISE), say) if drawn and not back else None,
            button(ids_tag("favourites", shown) or CustomId("favourites"), say) if shown else None,
            button(CustomId("review"), say, tail=offer.waiting) if offer.waiting else None,
            button(back, say) if back else None,
        ),
    )


def for_everyone_first(offer: Offer) -> Offer:
    """Put those first below a note that a whole group can answer.

    What one says to the person it's about stands in the note.
    """
    if offer.notes.note is None or not _may_ask(offer):
        return offer
    ordered = sorted(offer.prompts, key=lambda one: not _is_for_everyone(offer, one))
    return replace(offer, prompts=tuple(ordered))


def to_console(offer: Offer) -> CustomId | None:
    """Name the way back to the console of whoever leads."""
    return id_for("console", offer.meeting) if offer.meeting else None


def offered(found: Sequence[Prompt]) -> list[app_commands.Choice[str]]:
    """List prompts to choose from while somebody types a command."""
    return [
        app_commands.Choice(name=one_line(one.text, OPTION) or one.id, value=one.id)
        for one in found
    ]


def rest_tag(offer: Offer) -> CustomId | None:
    """Name the button that shows the results after the first ones."""
    return ids_tag("found_more", offer.prompts[_fitting_on_screen(offer) :])


def ids_tag(action: str, prompts: Iterable[Prompt], most: int = MORE) -> CustomId | None:
    """Name a button that holds the ids of prompts alone, as many as `most` characters take."""
    ids: list[str] = []
    for one in prompts:
        ids += [one.id] if len(".".join([*ids, one.id])) <= most else []
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


def _offered_note(
    note: SituationNote, beside: Sequence[Prompt], back: CustomId | None, say: Say
) -> Item:
    """Draw the way to a note; it carries the questions it was offered with, for the way back."""
    questions = ids_tag("found_more", beside, MORE_BESIDE_A_NOTE)
    argument = f"{note.id}.{questions.argument}" if questions else note.id
    page = replace(back or CustomId("note_page"), action="note_page", argument=argument)
    return button(page, say, words=note.title)


def offered_note(pressed: CustomId) -> tuple[str, CustomId | None]:
    """Read that button: the note's id, and the button that leads back to the questions."""
    note, _, ids = pressed.argument.partition(".")
    return note, CustomId("found_more", argument=ids) if ids else None


def _another(more: CustomId, shown: int, say: Say) -> Item:
    if more.action == SURPRISE:
        return button(more, say, label="another_surprise")
    return button(more, say, label="another" if shown == 1 else "another_three")


def _heading(offer: Offer, shown: Sequence[Prompt], say: Say) -> str:
    """Head the questions; below a note's own words, those for the card say that they're for it."""
    if offer.unsure:
        return say("prompts.unsure")
    if offer.notes.note is None:
        return say("prompts.heading" if shown else "prompts.none")
    if not shown:
        return ""
    for_card = _may_ask(offer) and all(_is_for_everyone(offer, one) for one in shown)
    return say("prompts.or_for_card" if for_card else "prompts.or_ask")


def _fitting_on_screen(offer: Offer) -> int:
    return BESIDE_A_NOTE if offer.notes.note else THREE


def _one(kind: Sequence[str], number: str) -> str | None:
    return None if number == _ANY else kind[int(number) % len(kind)]


def _may_ask(offer: Offer) -> bool:
    meeting = offer.meeting
    return meeting is not None and meeting.stage > 0 and meeting.now_in in ASKED_IN


def _fits_the_card(offer: Offer, one: Prompt) -> bool:
    meeting = offer.meeting
    return bool(meeting and one.purpose in ASKED and one.id not in off_the_card(meeting.language))


def _is_for_everyone(offer: Offer, one: Prompt) -> bool:
    """Tell whether a whole group can answer it: it points at nothing that one of them told."""
    meeting = offer.meeting
    return bool(meeting and _fits_the_card(offer, one) and one.id in opening(meeting.language))


def _ask_later(offer: Offer, shown: Iterable[Prompt], say: Say) -> str:
    """Tell when there is an `Ask`, where it is still to come for a question shown now."""
    waits = not _may_ask(offer) and any(_fits_the_card(offer, one) for one in shown)
    return say("prompts.ask_later") if waits else ""


def result(offer: Offer, one: Prompt, say: Say) -> Iterator[str | Block | None]:
    """Draw one prompt; below it `Ask` for whoever leads a meeting in which one asks just now.

    What the group had better not see is for a private word instead, at any time. Below a note, of
    what is for whoever told it is said that the card names nobody.
    """
    meeting, fits = offer.meeting, _fits_the_card(offer, one)
    private = meeting is not None and one.purpose in ASKED and not fits
    asks = meeting is not None and fits and _may_ask(offer)
    to_one = asks and offer.notes.note is not None and not _is_for_everyone(offer, one)
    yield lines(
        said(one, say),
        say("prompts.in_private") if private else "",
        say("prompts.to_one") if to_one else "",
    )
    if meeting and asks:
        yield row(button(id_for("ask", meeting, one.id), say, tail=say("console.on_card")))


def said(one: Prompt, say: Say) -> str:
    """Give the words of a prompt, and why one asks or says them."""
    question = escaped(one.text)
    if one.purpose not in ASKED:
        why = escaped(one.why)
        return say("prompts.to_say" if why else "prompts.to_say_alone", words=question, why=why)
    if not one.why:
        return say("prompts.question_alone", question=question)
    return say("console.question", question=question, why=escaped(one.why))
