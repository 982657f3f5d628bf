"""What a group's own question seems to take for granted, by its own words."""

import pytest

from bot.domain.language.registry import supposed_rules
from bot.domain.prompts.circumstance import Circumstance
from bot.domain.prompts.supposed import points_back, supposed
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


@pytest.mark.parametrize(
    "text",
    [
        "Tell us a bit about how you did that.",
        "What made the difference?",
        "How did it go when you told them?",
        "That sounds hard. What helps?",
        "Tell us what that urge was like.",
        "What was the best moment?",
        "How's that been for you?",
        "How are you doing, after hearing that?",
        "So what would you like to do?",
        "What does it do for you at the time?",
        "What would you miss about it?",
        "What does it do for you, after a long day?",
        "How do you feel about it once it's over?",
        "Where does that fit into a normal day for you?",
        "Where else do you get that kind of peace?",
        "What do you enjoy about doing that?",
        "If somebody asks you about it, what do you say?",
        "If you wanted to win back their trust, where would you start?",
        "If that falls through, what else could you do?",
        "How would you like that day to go?",
        "Let's say it all goes well. What would you do that night?",
        "What matters most to you about this?",
        "What would you most like them to hear?",
        "How does it feel, now that it's real?",
        "If you had just one, what would it do for you?",
        "When you walk in, what do you want them to see?",
        "What are you hoping it'll be like?",
    ],
)
def test_a_question_that_points_to_what_was_said_opens_no_talk(text):
    assert points_back(text)
    assert not points_back(text, "de")


@pytest.mark.parametrize(
    "text",
    [
        "If you had two hours all to yourself, what would you do?",
        "What would you like to go well this week?",
        "What's it like for you when a week goes well?",
        "Some people cut down, some stop. What feels right to you?",
        "What have you done that you once thought you couldn't?",
        "Tell us about a time lately when things went differently.",
        "What do you tell the kids when they ask about it?",
        "What did you do this week that you'd do again?",
        "When you can't change something, what helps you live with it?",
        "What would you love to get better at, just for the fun of it?",
        "Some people love Christmas. What do you like about it, if anything?",
        "When it comes to sex, how would you like things to be?",
        "Think of someone you look up to. What do you like about them?",
        "What could you try for an hour, just to see if you like it?",
        "How have you been this week?",
    ],
)
def test_a_question_that_stands_alone_opens_one(text):
    assert not points_back(text)
