"""The plan of the week: made in a minute, recalled once."""

from datetime import timedelta

import pytest

from bot.domain.ids import EntryId
from bot.domain.journal import plan as rules
from bot.domain.journal.entry import JournalEntry, JournalShelf
from bot.domain.journal.plan import OUTCOME, PlanNeedsWords, PlanOutcome, PlanRecalled
from tests.domain.journal.writing import NOW, SETTINGS, later, sheet

SHEET = sheet(rules.SHEET)
FRIDAY = {"if_situation": "It's Friday and I pass the shop", "then_action": "I ring my sister"}


def a_plan(**typed: str) -> JournalEntry:
    return rules.made(EntryId(7), SHEET, typed or FRIDAY, NOW, SETTINGS)


@pytest.mark.parametrize("alone", ["if_situation", "then_action"])
def test_an_if_or_a_then_is_enough(alone):
    plan = a_plan(**{alone: "Friday"})
    assert (plan.shelf, plan.about, plan.done) == (JournalShelf.PLAN, rules.SHEET, False)


def test_without_both_it_is_no_plan():
    with pytest.raises(PlanNeedsWords):
        a_plan(support="My sister", when="Friday")
    with pytest.raises(PlanNeedsWords):
        rules.changed(a_plan(), SHEET, 0, {"support": "My sister"})


def test_what_could_get_in_the_way_is_added_later_and_the_plan_stays_open():
    fuller = rules.changed(a_plan(), SHEET, 1, {"obstacle": "I'm tired.", "value": "Mornings"})
    assert fuller.answers == {**FRIDAY, "obstacle": "I'm tired.", "value": "Mornings"}
    assert not fuller.done


def test_the_worksheet_has_the_fields_a_plan_is_known_by_and_none_for_how_it_went():
    names = {field.id for field in SHEET.fields}
    assert {rules.IF, rules.THEN} <= {field.id for field in SHEET.pages[0].fields}
    assert OUTCOME not in names


def test_nobody_is_asked_in_the_evening_the_plan_was_made_in():
    assert not rules.is_due_back(a_plan(), later(minutes=30))
    assert rules.is_due_back(a_plan(), later(days=7))
    assert rules.is_due_back(a_plan(), later(days=90))


@pytest.mark.parametrize("outcome", PlanOutcome)
def test_a_plan_is_recalled_once_whatever_the_answer(outcome):
    back = rules.recalled(a_plan(), outcome)
    assert rules.outcome_of(back) is outcome
    assert not rules.is_due_back(back, later(days=7))
    with pytest.raises(PlanRecalled):
        rules.recalled(back, PlanOutcome.WORKED)


def test_a_plan_that_was_replaced_is_readable_and_asked_about_no_more():
    old = rules.replaced(a_plan())
    assert old.answers == FRIDAY
    assert not rules.is_due_back(old, NOW + timedelta(days=7))
    assert rules.outcome_of(old) is None


def test_a_recalled_plan_keeps_how_it_went_when_its_words_are_changed():
    back = rules.recalled(a_plan(), PlanOutcome.PARTLY)
    changed = rules.changed(back, SHEET, 0, {"then_action": "I walk the long way"})
    assert (rules.outcome_of(changed), changed.done) == (PlanOutcome.PARTLY, True)
