"""What people type, put in order: nothing unseen, nothing that letters and emoji need lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.language.folding import cut, fold, one_line, tidy, without_marks
from tests.domain.nothing_seen import NOTHING_SEEN


@pytest.mark.parametrize("text", NOTHING_SEEN, ids=ascii)
def test_what_nobody_can_see_is_nothing(text):
    assert tidy(text) == one_line(text) == fold(text) == ""


@pytest.mark.parametrize(
    "kept",
    [
        "Ana 🏳️‍🌈", "❤️‍🔥", "نیک‌آیین", "می‌خواهم", "👨‍👩‍👧",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "हिन्दी-समूह", "Nguyễn Thị", "שָׁלוֹם", "น้ำ", "1️⃣", "ᠮᠣᠩᠭᠣᠯ", "\u2139\ufe0f", "क्‍ष", "👍🏽", "🇮🇹",
        "\U0001fa77",  # younger than the Unicode tables of the Python that runs this
    ],
)  # fmt: skip
def test_what_letters_and_emoji_need_stays(kept):
    assert one_line(kept) == kept


@pytest.mark.parametrize("mark", ["\u200d", "\u200c", "\ufe0f", "\ufe00", "\u2061", "\u00ad"])
def test_what_only_hides_between_latin_letters_is_out(mark):
    assert one_line(f"A{mark}na{mark}") == "Ana"


@pytest.mark.parametrize(
    ("whole", "most", "kept"),
    [
        ("short", 5, "short"),
        ("for people who care", 11, "for people"),
        ("ab👨‍👩‍👧", 6, "ab"),
        ("ab👨‍👩‍👧", 7, "ab👨‍👩‍👧"),
        ("a🇮🇹🇫🇷", 4, "a🇮🇹"),
        ("a🇮🇹🇫🇷", 3, "a🇮🇹"),
        ("👍🏽👍🏽", 3, "👍🏽"),
        ("ab❤️", 3, "ab"),
        ("e\u0301\u0327" * 2, 4, "e\u0301\u0327"),
        ("👨‍👩‍👧", 3, "👨‍👩"),
    ],
)
def test_no_character_is_torn_where_words_are_cut(whole, most, kept):
    assert cut(whole, most) == kept


@given(st.text(), st.integers(1, 40))
def test_what_is_cut_is_never_longer_and_never_empty_where_something_stood(text, most):
    whole = one_line(text)
    short = cut(whole, most)
    assert len(short) <= most
    assert bool(one_line(short)) == bool(whole)


def test_marks_piled_on_a_letter_are_two():
    assert one_line("Z" + "\u0335\u0301\u0302\u0303" * 8 + "a").startswith("Ź")
    assert len(one_line("a" + "\u0301" * 32)) <= 3


def test_lines_of_blanks_are_one_and_line_ends_are_alike():
    assert (
        tidy("ok\r\n\r\n\r\n \n\u2028\nFran  writes:\x85 hi \u200b\n\n") == "ok\n\nFran writes:\nhi"
    )
    assert one_line("a\n b\u2003 c") == "a b c"


@pytest.mark.parametrize(
    "mark",
    ["\u00b4", "`", "\u02bc", "\uff07", "\u2032", "\u2019", "\u2018", "'", "\u00ad'", "\u0384"],
    ids=ascii,
)
def test_every_apostrophe_is_one(mark):
    assert fold(f" CAN{mark}t ") == "can't"


def test_what_reads_alike_is_alike():
    assert fold("\uff33leep") == fold("Sle\u00adep") == fold("sleep\u200b") == "sleep"
    assert fold("Cafe\u0301") == fold("CAFÉ") == "café"
    assert without_marks("O\u0308sterreich") == without_marks("Österreich") == "osterreich"
    assert fold("she  wants\u00a0to\tdie") == "she wants to die"
    assert fold("“Sleep” \u2010 again") == fold('"sleep" – AGAIN')


@given(st.text())
def test_put_in_order_twice_is_put_in_order_once(text):
    assert tidy(tidy(text)) == tidy(text)
    assert one_line(one_line(text)) == one_line(text)
    assert fold(fold(text)) == fold(text)
