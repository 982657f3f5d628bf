"""Several organisers write the group's own texts at once, and nobody's words are lost."""

import pytest

from bot.domain.server.own_texts import RulesTooLong, marks, merge
from bot.domain.server.server import Texts

FIELDS = ("opening", "closing", "audience", "contact")
OPENED = Texts(rules="Be kind.", opening="Hello.", closing="Bye.", contact="Kim")


def form(**changed: str) -> dict[str, str]:
    """What a form holds that was opened on `OPENED`."""
    return {name: changed.get(name, str(getattr(OPENED, name))) for name in FIELDS}


def test_what_each_changed_in_another_field_stands():
    opened = marks(OPENED, FIELDS)
    first = merge(OPENED, form(opening="Welcome."), opened)
    second = merge(first.texts, form(contact="Olu"), opened)
    assert (second.texts.opening, second.texts.contact) == ("Welcome.", "Olu")
    assert first.not_taken == second.not_taken == ()


def test_where_both_changed_the_same_field_the_first_words_stand_and_the_rest_is_taken():
    opened = marks(OPENED, FIELDS)
    first = merge(OPENED, form(opening="Welcome."), opened)
    second = merge(first.texts, form(opening="Hi there.", closing="Sleep well."), opened)
    assert (second.texts.opening, second.texts.closing) == ("Welcome.", "Sleep well.")
    assert second.not_taken == ("opening",)


def test_a_field_that_was_emptied_counts_as_changed():
    opened = marks(OPENED, FIELDS)
    emptied = merge(OPENED, form(opening=""), opened)
    assert emptied.texts.opening == ""
    assert merge(emptied.texts, form(opening="Welcome."), opened).not_taken == ("opening",)
    assert merge(emptied.texts, form(), opened).texts.opening == ""


def test_the_same_words_twice_are_no_conflict():
    opened = marks(OPENED, FIELDS)
    first = merge(OPENED, form(opening="Welcome."), opened)
    assert merge(first.texts, form(opening=" Welcome. "), opened) == first


def test_new_rules_are_another_version_and_rules_that_were_not_taken_are_none():
    fields = ("rules", "used_today")
    opened = marks(OPENED, fields)
    first = merge(OPENED, {"rules": "Listen.", "used_today": ""}, opened)
    second = merge(first.texts, {"rules": "Be kind.", "used_today": "Stay."}, opened)
    third = merge(second.texts, {"rules": "Speak up.", "used_today": ""}, opened)
    versions = [one.texts.rules_version for one in (first, second, third)]
    assert versions == [2, 2, 2]
    assert (third.texts.rules, third.not_taken) == ("Listen.", ("rules",))


def test_a_form_without_marks_was_opened_before_an_update_and_is_taken_as_it_is():
    assert merge(OPENED, form(opening="Welcome.")).texts.opening == "Welcome."


def test_rules_too_long_are_refused_only_where_they_would_be_taken():
    fields = ("rules", "used_today")
    long = Texts(rules="be kind " * 60)
    kept = merge(long, {"rules": long.rules, "used_today": "Stay."}, marks(long, fields))
    assert kept.texts.used_today == "Stay."
    with pytest.raises(RulesTooLong):
        merge(OPENED, {"rules": long.rules, "used_today": ""}, marks(OPENED, fields))


def test_a_mark_fits_the_id_of_a_form_and_tells_nothing_of_the_words():
    words = "word " * 160
    said = marks(Texts(opening=words, closing=words, audience=words, contact=words), FIELDS)
    assert len(said) <= 40
    assert "word" not in said
    assert len(set(said.split("."))) < len(FIELDS), "equal words have equal marks"
