"""Every worksheet, page by page, within Discord's limits: empty, full, and with old answers."""

from dataclasses import replace

import pytest

from bot.content import worksheets
from bot.domain.ids import OWN, EntryId
from bot.domain.journal import filling
from bot.domain.journal.answers import LONGEST
from bot.domain.journal.settings import JournalSettings
from bot.domain.journal.worksheet import FieldKind
from bot.domain.template import StageKey
from bot.services.journal.drafts import Written
from bot.services.journal.worksheets import Beginning, Lines, sheet_of
from bot.text.catalog import speaker
from cogs.stages.sharing import line_form
from cogs.ui.journal.choice import choice_card
from cogs.ui.journal.worksheets import draw as drawn
from cogs.ui.kit.ids import CustomId, read
from tests.cogs.ui.drawn_evenings import evening, with_board
from tests.cogs.ui.measured import fits, form_fits
from tests.domain.journal.writing import NOW

SAY = speaker("en")
SHEETS = list(worksheets.load().values())
ENTRY = EntryId(2**63 - 1)
"""The longest number that an entry has."""
PRESSED = CustomId("sheet_page", argument="1y2p0ij32e8e7.0")


def test_the_choice_before_a_worksheet_is_short_and_says_that_a_plan_goes_by_it_too():
    found = fits(choice_card("sheet.pros_cons", SAY))
    assert "your worksheets, check-ins and plan stay" in found.text
    assert len(found.text.split()) < 90


def full(one, mark="*"):
    """Give a worksheet in which every answer is as long as it can be."""
    typed = {
        FieldKind.TEXT: mark * LONGEST,
        FieldKind.LIST: "\n".join([mark * 4] * 200),
        FieldKind.SCALE: "10",
    }
    entry = filling.opened(ENTRY, one, NOW, JournalSettings())
    for at, page in enumerate(one.pages):
        given = {f.id: f.choices[-1] if f.choices else typed[f.kind] for f in page.fields}
        entry = filling.filled(entry, one, at, given)
    return entry


@pytest.mark.parametrize("one", SHEETS, ids=lambda one: one.kind)
def test_every_page_is_a_form_that_fits_with_what_stands_in_it_already(one):
    for entry in (None, full(one)):
        for page in range(len(one.pages)):
            labels = form_fits(drawn.page_form(PRESSED, one, page, entry, SAY))
            assert labels == [field.label for field in one.pages[page].fields]


@pytest.mark.parametrize("one", SHEETS, ids=lambda one: one.kind)
def test_no_word_of_a_full_worksheet_is_lost_on_the_way_back(one):
    entry = full(one)
    for written in (Written(entry, OWN, kept=True), Written(entry, OWN, kept=False)):
        views = drawn.shown(written, one, SAY, "note", may_share=written.kept)
        text = "".join(fits(view).text for view in views)
        stars = sum(value.count("*") for value in entry.answers.values())
        assert text.replace("\\*", "\0").count("\0") == stars


@pytest.mark.parametrize("one", SHEETS, ids=lambda one: one.kind)
def test_every_button_is_read_again(one):
    begun = filling.opened(ENTRY, one, NOW, JournalSettings())
    views = (
        drawn.begun(Beginning(JournalSettings(), None), one, ENTRY, SAY),
        drawn.begun(Beginning(JournalSettings(), Written(begun, OWN, kept=True)), one, ENTRY, SAY),
        *drawn.shown(Written(begun, OWN, kept=True), one, SAY, may_share=True),
    )
    for view in views:
        assert all(read(custom_id) for custom_id in fits(view).ids)


def test_an_answer_whose_question_was_taken_out_since_is_still_given_back():
    one = SHEETS[0]
    entry = replace(full(one), answers={"was_here": "my words"})
    (view,) = drawn.shown(Written(entry, OWN, kept=True), one, SAY)
    assert "my words" in fits(view).text


def test_all_worksheets_stand_in_one_menu_with_a_line_on_when_they_help():
    found = fits(drawn.chooser(SAY))
    assert found.menus["Choose a worksheet"] == [one.title for one in SHEETS]


def test_the_list_of_ones_own_holds_as_many_as_a_menu_and_counts_the_rest():
    many = [replace(full(SHEETS[n % 3]), id=EntryId(n)) for n in range(30)]
    found = fits(drawn.mine(many, JournalSettings(keeps=True), SAY))
    assert len(found.menus["Go on with one, or read it"]) == 25
    assert "5 more aren't shown" in found.text


def test_the_form_for_a_line_offers_at_most_as_many_of_ones_own_as_a_menu_holds():
    board = with_board(evening(8, StageKey.WORKING), 1)
    one = sheet_of(str(board.exercise))
    entry = full(one, "word")
    form = line_form(board, [Lines(entry.id, one, filling.shareable(entry, one))], SAY)
    assert form is not None
    assert "From my worksheet" in form_fits(form)


@pytest.mark.parametrize("one", SHEETS, ids=lambda one: one.kind)
def test_every_page_says_who_sees_what_is_sent(one):
    for page in range(len(one.pages)):
        sent = drawn.page_form(PRESSED, one, page, None, SAY).to_dict()
        told = [each.get("description") or "" for each in sent["components"]]
        assert sum("Nobody in your group sees this." in each for each in told) == 1
