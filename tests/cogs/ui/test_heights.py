"""On a phone a card or console is read without scrolling, in the states that are usual."""

from dataclasses import replace
from itertools import product

from discord import ui

from bot.domain.ids import PromptId
from bot.domain.template import StageKey
from bot.text.catalog import speaker
from cogs.ui.card.draw import card
from cogs.ui.console.draw import console
from tests.cogs.ui.drawn_evenings import NOW, evening
from tests.cogs.ui.height import height
from tests.every import every

MOST = 700
"""Pixels of a phone 390 wide, with what Discord itself puts around."""
HIGHER = {("console", StageKey.DISCUSSION): 925}
"""What is higher, and how high at most: three questions, each with its why and its button."""
THREE = (PromptId("u001"), PromptId("u002"), PromptId("u003"))
SAY = speaker("en")


def usual(what: str, stage: StageKey, size: int) -> ui.LayoutView:
    meeting = evening(size, stage)
    if stage is StageKey.DISCUSSION:
        meeting = replace(meeting, suggested=THREE)
    return card(meeting, NOW, SAY) if what == "card" else console(meeting, NOW, SAY)


@every([*product(["card", "console"], StageKey, [3, 4, 8, 12])])
def test_what_is_usual_fits_on_a_phone(one):
    what, stage, size = one
    assert height(usual(what, stage, size)) <= HIGHER.get((what, stage), MOST)


@every(HIGHER)
def test_what_is_let_be_higher_is(one):
    what, stage = one
    assert max(height(usual(what, stage, size)) for size in (4, 8, 12)) > MOST


def test_more_words_and_more_buttons_stand_higher():
    def of(words: str, *labels: str) -> int:
        row: ui.ActionRow[ui.LayoutView] = ui.ActionRow(*(ui.Button(label=one) for one in labels))
        view = ui.LayoutView().add_item(ui.Container(ui.TextDisplay(words), row))
        return height(view)

    short = of("One line.", "Join")
    assert of("One line. " * 8, "Join") > of("One line.\n\nAnother.", "Join") > short
    assert of("One line.", "Join", "New here?") == short
    assert of("One line.", "Join by typing instead", "Just listening") > short
