"""What people type, put in order: nothing unseen, nothing that letters and emoji need lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.folding import fold, one_line, tidy, without_marks

NOTHING_SEEN = [
    " ", "\t \n", "\u200b", "\u00ad", "\u3164", "\u2060", "\u2800", "\u034f", "\u17b4\u17b5",
    "\U000e0020\U000e0041", "\ufe0f", "\u200d", "\u0301", "\u202e", "\uffa0", "\u180e", "\x00",
    "\u200b\u0301 \u2800",
]  # fmt: skip


@pytest.mark.parametrize("text", NOTHING_SEEN, ids=ascii)
def test_what_nobody_can_see_is_nothing(text):
    assert tidy(text) == one_line(text) == fold(text) == ""


@pytest.mark.parametrize(
    "kept",
    [
        "Ana 🏳️‍🌈", "❤️‍🔥", "نیک‌آیین", "می‌خواهم", "👨‍👩‍👧",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "हिन्दी-समूह", "Nguyễn Thị", "שָׁלוֹם", "น้ำ", "1️⃣", "ᠮᠣᠩᠭᠣᠯ",
    ],
)  # fmt: skip
def test_what_letters_and_emoji_need_stays(kept):
    assert one_line(kept) == kept


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


@given(st.text())
def test_put_in_order_twice_is_put_in_order_once(text):
    assert tidy(tidy(text)) == tidy(text)
    assert one_line(one_line(text)) == one_line(text)
    assert fold(fold(text)) == fold(text)
