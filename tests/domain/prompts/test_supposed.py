"""What a group's own question seems to take for granted, by its own words."""

import pytest

from bot.domain.language.registry import supposed_rules
from bot.domain.prompts.circumstance import Circumstance
from bot.domain.prompts.supposed import supposed
from bot.text.catalog import speaker

SAY = speaker("en")


@pytest.mark.parametrize(
    ("text", "guessed"),
    [
        ("What did you tell yourself the morning after?", {"lapse"}),
        ("What's changed since you stopped?", {"abstinent"}),
        ("What are your evenings like, now that you don't smoke?", {"abstinent"}),
        ("When you drink less than usual, what do you notice?", {"using", "cutting_down"}),
        ("When the urge talks, what does it say?", {"urge"}),
        ("What do you and your partner laugh about?", {"partner"}),
        ("What do your kids like doing with you?", {"children"}),
        ("What does your boss know?", {"work"}),
        ("What would you tell somebody you've lost?", {"loss"}),
        ("How do your meds fit into your week?", {"medication"}),
        ("Which bit went well?", {"success"}),
        ("What's the first step in your plan?", {"plan"}),
        ("What's new since we last saw you?", {"back_again"}),
        ("What does the sea do for you?", set()),
        ("How do you make a slow Sunday work?", set()),
        ("Who are you glad to hear from?", set()),
    ],
)
def test_it_is_guessed_from_the_words(text, guessed):
    assert supposed(text) == guessed
    assert supposed(text, "de") == frozenset()


def test_every_guess_is_a_circumstance_and_has_a_sentence():
    names = supposed_rules("en")
    assert set(names) <= {str(one) for one in Circumstance}
    assert all(SAY(f"prompts.supposes.{name}").endswith(".") for name in names)
