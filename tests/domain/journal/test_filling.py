"""Filling in a worksheet page by page, and what of it may be shared."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import worksheets
from bot.domain.errors import BeforeUpdate
from bot.domain.ids import EntryId
from bot.domain.journal import filling
from bot.domain.journal.answers import NotOnTheScale
from bot.domain.journal.entry import JournalEntry, NothingSaid
from bot.domain.journal.filling import MayNotShare, NothingToShare, ShareableLine
from bot.domain.journal.worksheet import FieldKind, Page
from tests.domain.journal.writing import NOW, SETTINGS, TODAY, sheet

MENU, VALUES, PLAN = sheet("urge_menu"), sheet("values"), sheet("seven_day_plan")
ALL = tuple(worksheets.load().values())


def opened(form=MENU) -> JournalEntry:
    return filling.opened(EntryId(5), form, NOW, SETTINGS)


def sample(field) -> str:
    words = {FieldKind.SCALE: "7", FieldKind.LIST: "one thing\nanother"}
    return field.choices[0] if field.choices else words.get(field.kind, f"Words for {field.id}.")


def test_a_fresh_worksheet_begins_with_its_first_page():
    entry = opened()
    assert filling.page_after(entry, MENU) == 0
    assert (entry.about, entry.day, entry.done) == ("urge_menu", TODAY, False)


def test_each_page_brings_the_next_and_the_last_one_ends_it():
    entry = filling.filled(opened(), MENU, 0, {"delay": "A shower."})
    assert (filling.page_after(entry, MENU), entry.done) == (1, False)
    entry = filling.filled(entry, MENU, 1, {"contact": "Chi"})
    assert (filling.page_after(entry, MENU), entry.done) == (None, True)
    assert entry.answers == {"delay": "A shower.", "contact": "Chi"}


def test_a_blank_page_is_fine():
    entry = filling.filled(opened(), MENU, 0, {})
    assert filling.page_after(entry, MENU) == 1
    assert entry.answers == {}


def test_a_page_sent_again_takes_the_place_of_what_was_there():
    entry = filling.filled(opened(), MENU, 0, {"delay": "A shower.", "leave": "The park."})
    entry = filling.filled(entry, MENU, 1, {"contact": "Chi"})
    again = filling.filled(entry, MENU, 0, {"leave": "The library."})
    assert again.answers == {"contact": "Chi", "leave": "The library."}
    assert (filling.page_after(again, MENU), again.done) == (None, True)


def test_a_form_begins_with_what_stands_on_its_page_already():
    entry = filling.filled(opened(), MENU, 0, {"delay": "A shower."})
    entry = filling.filled(entry, MENU, 1, {"contact": "Chi"})
    assert filling.on_page(entry, MENU, 0) == {"delay": "A shower."}
    assert filling.on_page(entry, MENU, 1) == {"contact": "Chi"}


def test_one_may_stop_after_any_page_with_a_word():
    with pytest.raises(NothingSaid):
        filling.finished(filling.filled(opened(), MENU, 0, {}))
    assert filling.finished(filling.filled(opened(), MENU, 0, {"delay": "A shower."})).done


def test_whoever_said_that_was_all_has_said_so_when_a_page_is_changed_later():
    entry = filling.finished(filling.filled(opened(), MENU, 0, {"delay": "A shower."}))
    changed = filling.filled(entry, MENU, 0, {"delay": "A bath."})
    assert (changed.done, filling.page_after(changed, MENU)) == (True, 1)


@pytest.mark.parametrize("page", [-1, 2, 99])
def test_a_page_that_the_sheet_has_not_is_from_before_an_update(page):
    with pytest.raises(BeforeUpdate):
        filling.filled(opened(), MENU, page, {"delay": "A shower."})


def test_a_choice_that_is_not_offered_is_from_before_an_update():
    with pytest.raises(BeforeUpdate):
        filling.filled(opened(PLAN), PLAN, 1, {"nudge": "A tattoo"})
    kept = filling.filled(opened(PLAN), PLAN, 1, {"nudge": "An alarm"})
    assert kept.answers == {"nudge": "An alarm"}


def test_a_scale_takes_numbers_alone():
    with pytest.raises(NotOnTheScale):
        filling.filled(opened(PLAN), PLAN, 1, {"confidence": "quite"})


def test_answers_to_what_an_update_took_off_are_still_there():
    entry = filling.filled(opened(), MENU, 0, {"delay": "A shower.", "leave": "The park."})
    shorter = replace(MENU, pages=(Page("Ways", MENU.pages[0].fields[1:]),))
    assert filling.left_over(entry, shorter) == {"delay": "A shower."}
    assert [text for _, text in filling.answered(entry, shorter)] == ["The park."]


def test_only_what_makes_sense_in_a_group_can_be_shared_line_by_line():
    typed = {"ranked": "mornings\nmy brother", "why": "He\nrings.", "clashes": "Sundays."}
    entry = filling.filled(opened(VALUES), VALUES, 0, typed)
    assert filling.shareable(entry, VALUES) == (
        ShareableLine("ranked", 0, "mornings"),
        ShareableLine("ranked", 1, "my brother"),
        ShareableLine("why", 0, "He rings."),
    )
    assert filling.shared_line(entry, VALUES, "ranked", 1) == "my brother"


@pytest.mark.parametrize("field", ["clashes", "fits", "nothing_like_it"])
def test_what_stays_with_its_author_cannot_be_shared_by_any_press(field):
    entry = filling.filled(opened(VALUES), VALUES, 0, {"fits": "Sleep.", "clashes": "Sundays."})
    with pytest.raises(MayNotShare):
        filling.shared_line(entry, VALUES, field)


@pytest.mark.parametrize(("field", "line"), [("act", 0), ("ranked", 1), ("ranked", -1)])
def test_a_blank_line_is_not_shared(field, line):
    entry = filling.filled(opened(VALUES), VALUES, 0, {"ranked": "mornings"})
    with pytest.raises(NothingToShare):
        filling.shared_line(entry, VALUES, field, line)


@pytest.mark.parametrize("form", ALL, ids=[str(one.kind) for one in ALL])
def test_every_worksheet_is_filled_to_its_end_and_shares_nothing_private(form):
    entry = opened(form)
    for page, fields in enumerate(form.pages):
        entry = filling.filled(entry, form, page, {one.id: sample(one) for one in fields.fields})
    assert entry.done
    assert [field.id for field, _ in filling.answered(entry, form)] == [
        field.id for field in form.fields
    ]
    may = {field.id for field in form.fields if field.may_share}
    shared = filling.shareable(entry, form)
    assert {one.field for one in shared} == may
    assert {filling.shared_line(entry, form, one.field, one.line) for one in shared} == {
        one.text for one in shared
    }


@given(
    st.sampled_from(ALL),
    st.lists(
        st.tuples(st.integers(0, 3), st.dictionaries(st.integers(0, 15), st.text(max_size=200)))
    ),
)
def test_in_whatever_order_pages_come_nothing_is_lost_and_nothing_appears(form, sends):
    entry = opened(form)
    expected: dict[str, str] = {}
    fields = list(form.fields)
    for number, typed in sends:
        said = {fields[one % len(fields)].id: text for one, text in typed.items()}
        page = number % len(form.pages)
        try:
            entry = filling.filled(entry, form, page, said)
        except (BeforeUpdate, NotOnTheScale):
            continue
        of_page = {one.id for one in form.pages[page].fields}
        expected = {name: text for name, text in expected.items() if name not in of_page}
        expected |= filling.on_page(entry, form, page)
        assert filling.on_page(entry, form, page).keys() <= said.keys()
    assert entry.answers == expected
    assert all(one.text and "\n" not in one.text for one in filling.shareable(entry, form))
