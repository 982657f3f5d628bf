"""A search that tells of a danger to life, and one that does not."""

import pytest

from bot.domain.danger import tells_of_danger


@pytest.mark.parametrize(
    "words",
    [
        "someone said they want to die",
        "She doesn\u2019t want to live any more",
        "he talks about killing himself",
        "Suicidal thoughts came up",
        "ana is hurting herself again",
        "what if somebody overdosed",
        "he is not breathing",
        "there is no reason to live, he says",
        "she would be better off dead",
        "wants to end it all",
    ],
)
def test_a_danger_to_life_is_heard(words):
    assert tells_of_danger(words)


@pytest.mark.parametrize(
    "words",
    [
        "dying to have a drink",
        "her dog died last week",
        "the silence is killing the mood",
        "wants to live by the sea",
        "end the evening on something kind",
        "cut down to two beers",
        "",
    ],
)
def test_everyday_words_are_no_alarm(words):
    assert not tells_of_danger(words)
