from bot.domain.template import StageKey
from bot.text.catalog import speaker
from cogs import presses
from cogs.ui.card.draw import card
from cogs.ui.console.draw import console
from cogs.ui.console.more import MENU
from cogs.ui.kit import form
from cogs.ui.kit.button import Item
from cogs.ui.kit.ids import read
from cogs.ui.options import draw as options
from tests.cogs.ui.console.test_console import crowded
from tests.cogs.ui.drawn_evenings import NOW, actor, evening
from tests.cogs.ui.measured import measured, more

SAY = speaker("en")


def test_every_button_that_is_drawn_does_something():
    drawn = set()
    for stage in StageKey:
        meeting = crowded(evening(8, stage))
        for view in (
            card(meeting, NOW, SAY),
            console(meeting, NOW, SAY),
            options.options(meeting, actor(3), NOW, SAY),
            options.options(meeting, actor(20), NOW, SAY),
        ):
            drawn |= {read(one).action for one in measured(view).ids}

    assert len(drawn) > 25
    assert drawn <= set(Item.presses)


def test_every_line_of_more_does_something():
    for stage in StageKey:
        known = {SAY(f"more.{one}") for one in MENU}
        assert set(more(measured(console(evening(8, stage), NOW, SAY)))) <= known


def test_forms_are_answered_by_kind_alone():
    kinds = {"type", "suggest", "hand_note", "line", "rename", "add_note", "texts_rules"}

    assert kinds <= set(form._SENT)
    assert (Item,) == presses.ITEMS
