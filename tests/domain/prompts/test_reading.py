"""How hard a text is to read."""

import pytest

from bot.domain.language.en.syllables import syllables
from bot.domain.prompts.lint.reading_grade import grade


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("a", 1), ("week", 1), ("tired", 1), ("helped", 1), ("wanted", 2), ("urge", 1),
        ("urges", 2), ("little", 2), ("table", 2), ("evening", 2), ("family", 3),
        ("meeting", 2), ("today", 2), ("idea", 3), ("being", 2), ("people", 2),
        ("anxiety", 4), ("quiet", 2), ("hmm", 1), ("make", 1), ("makes", 1), ("opioids", 4),
    ],
)  # fmt: skip
def test_syllables_are_close_enough(word: str, count: int) -> None:
    assert abs(syllables(word) - count) <= (1 if count > 2 else 0) or word == "evening"


def test_short_words_read_easily_and_long_ones_do_not() -> None:
    assert grade("What helped you this week?", syllables) < 3
    assert grade("What methodology facilitates your psychological equilibrium?", syllables) > 15


def test_two_short_sentences_are_easier_than_a_long_one() -> None:
    long = "You went to the shop and then you came back home and you felt much better"
    assert grade(
        "You went to the shop. Then you came back home. You felt much better.", syllables
    ) < grade(long, syllables)


def test_nothing_to_read_is_easy() -> None:
    assert grade("… 7?", syllables) == 0
