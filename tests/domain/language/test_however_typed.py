"""The same words are understood alike, whatever keyboard or page they come from."""

from datetime import UTC, datetime

import pytest

from bot.domain.calendar.when.phrase import read
from bot.domain.calendar.when.suggestions import suggestions
from bot.domain.language.en.prompts import PROMPTS
from bot.domain.language.en.questions import QUESTIONS
from bot.domain.prompts.lint import question
from bot.domain.prompts.lint.wording import labels_in
from bot.domain.prompts.theme import themes_in
from bot.domain.search.situation import telling

APOSTROPHES = "\u00b4`\u02bc\u02b9\uff07\u2032\u2018\u2019\u201b\u055a\u05f3\ua78c"
apostrophe = pytest.mark.parametrize("mark", APOSTROPHES, ids=ascii)
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@apostrophe
def test_a_time_is_read_with_any_apostrophe(mark):
    typed = f"8 o{mark}clock tonight"
    assert read(typed, "Europe/London", NOW) == read("8 o'clock tonight", "Europe/London", NOW)
    assert suggestions(typed, "Europe/London", NOW)[0].local.hour == 20


@apostrophe
def test_a_question_is_judged_with_any_apostrophe(mark):
    assert question.takes_yes_or_no(f"Isn{mark}t it easier now?", QUESTIONS)
    assert question.is_open(f"What{mark}s been on your mind?", QUESTIONS)
    assert [label for label, _ in labels_in(f"I{mark}m clean now", PROMPTS.labels)] == ["i'm clean"]


@apostrophe
def test_a_situation_says_the_same_with_any_apostrophe(mark):
    assert telling(f"she can{mark}t say no") == telling("she can't say no")
    assert themes_in(f"can{mark}t sleep") == themes_in("can't sleep")


@pytest.mark.parametrize(
    "typed",
    [
        "bored\u200b on sun\u00addays",
        "bored\u00a0on  SUNDAYS",
        "\uff42ored on sundays",
        "bo\u2060red on sundays",
    ],
    ids=ascii,
)
def test_a_situation_says_the_same_when_it_is_pasted_from_a_page(typed):
    assert telling(typed) == telling("bored on sundays")
    assert themes_in(typed) == themes_in("bored on sundays")
