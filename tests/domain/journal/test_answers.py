"""What is typed into a form, put in order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.journal.answers import LONGEST, NotOnTheScale, in_order, items, number
from bot.domain.journal.worksheet import FieldKind

KINDS = {
    "words": FieldKind.TEXT,
    "list": FieldKind.LIST,
    "scale": FieldKind.SCALE,
    "choice": FieldKind.CHOICE,
}


def test_what_was_left_blank_or_cannot_be_seen_is_not_there():
    typed = {"words": "  ", "list": "\n\n", "scale": "\u200b", "choice": ""}
    assert in_order(KINDS, typed) == {}


def test_a_field_that_the_form_has_not_is_left_out():
    assert in_order(KINDS, {"other": "words"}) == {}


def test_a_list_keeps_one_thing_a_line():
    kept = in_order(KINDS, {"list": "  calm mornings \n\n\u2028money\n"})
    assert kept == {"list": "calm mornings\nmoney"}
    assert items(kept["list"]) == ("calm mornings", "money")


@pytest.mark.parametrize(
    ("typed", "kept"), [("0", 0), ("10", 10), (" 7 ", 7), ("07", 7), ("\uff13", 3), ("\u0663", 3)]
)
def test_a_number_is_read_however_a_keyboard_writes_it(typed, kept):
    assert number(in_order(KINDS, {"scale": typed}), "scale") == kept


@pytest.mark.parametrize(
    "typed", ["11", "-1", "7.5", "seven", "1/10", "\u00bd", "\u00b2", "9" * 5000]
)
def test_what_is_no_number_of_the_scale_is_refused_and_said_back_short(typed):
    with pytest.raises(NotOnTheScale) as refused:
        in_order(KINDS, {"scale": typed})
    assert len(str(refused.value.facts["typed"])) <= 60


def test_a_field_that_holds_no_number_gives_none():
    assert number({}, "scale") is None
    assert number({"words": "three"}, "words") is None


@given(st.dictionaries(st.sampled_from(["words", "list", "choice"]), st.text(max_size=3000)))
def test_answers_in_order_stay_as_they_are(typed):
    kept = in_order(KINDS, typed)
    assert in_order(KINDS, kept) == kept
    assert all(0 < len(text) <= LONGEST for text in kept.values())
