"""Every character comes from a font that has it, and one that none has leaves no box."""

import pytest

from bot.documents.fonts import drawable, fonts, runs


def is_drawn(text):
    return "".join(piece for _, piece in runs(text)) == text


NAME = "Šárka Ñandú 李 🌱 – “A”"


def test_a_name_of_many_scripts_is_cut_into_pieces_that_put_together_are_the_name():
    pieces = list(runs(NAME))
    assert "".join(piece for _, piece in pieces) == NAME
    assert [family for family, _ in pieces] == [
        "Noto Sans", "Noto Sans CJK SC", "Noto Sans", "Noto Emoji", "Noto Sans",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Ελπίδα", "Noto Sans"),
        ("Жизнь", "Noto Sans"),
        ("שלום", "Noto Sans Hebrew"),
        ("مرحبا", "Noto Sans Arabic"),
        ("हिन्दी", "Noto Sans Devanagari"),
        ("ไทย", "Noto Sans Thai"),
        ("안녕", "Noto Sans CJK SC"),
        ("👩\u200d👩\u200d👧", "Noto Emoji"),
        ("👍🏽", "Noto Emoji"),
        ("❤\ufe0f", "Noto Emoji"),
    ],
)
def test_a_word_stays_whole_in_the_font_of_its_script(text, family):
    assert list(runs(text)) == [(family, text)]
    assert is_drawn(text)


@pytest.mark.parametrize("sign", ["\U00012000", "\U000f0000", "\ud7ff", "\u0378"])
def test_what_no_font_has_is_left_out_wherever_it_stands(sign):
    for text in (sign, f"{sign}ab", f"a{sign}b", f"ab{sign}"):
        assert not is_drawn(text)
        assert "".join(piece for _, piece in runs(text)) == text.replace(sign, "")


def test_a_mark_that_the_font_before_it_has_not_is_left_out():
    assert "".join(piece for _, piece in runs("a\u0d4db")) == "ab"


def test_a_name_that_cannot_be_drawn_at_all_gives_way_to_other_words():
    assert drawable("\U00012000 \U00012001", "B") == "B"
    assert drawable("ab\U00012000", "B") == "ab"


def test_every_file_brings_characters_of_its_own():
    assert fonts()[0].family == "Noto Sans"
    assert len({font.family for font in fonts()}) == len(fonts())
    assert all(any(font.draws(chr(code)) for code in range(0x20, 0x1FAFF)) for font in fonts())
