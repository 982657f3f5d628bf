"""Times in plain language, when our own grammar does not know the words."""

import sys
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar.when.refusals import (
    WhenMorningOrEvening,
    WhenPast,
    WhenRefused,
    WhenTooFar,
    WhenUnreadable,
)
from bot.domain.errors import Refusal
from bot.services.calendar.phrases import read, suggestions

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday morning in London."""
LONDON = "Europe/London"


@pytest.mark.parametrize(
    ("text", "language", "local"),
    [
        ("Tuesday 19:00", "en", "2026-11-24T19:00"),
        ("jueves 19:00", "es", "2026-11-26T19:00"),
        ("jueves 19:00", "es-ES", "2026-11-26T19:00"),
        ("demain 19:30", "fr", "2026-11-24T19:30"),
        ("Freitag 19:00", "de", "2026-11-27T19:00"),
    ],
)
def test_words_our_grammar_lacks_are_read_by_a_larger_reader(
    text: str, language: str, local: str
) -> None:
    assert read(text, LONDON, NOW, language).local == datetime.fromisoformat(local)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Friday at 6", WhenMorningOrEvening),
        ("yesterday 7pm", WhenPast),
        ("3 days ago 7pm", WhenPast),
        ("jueves", WhenUnreadable),
        ("le 24 novembre 2031 19:00", WhenTooFar),
    ],
)
def test_the_reason_is_told_whoever_did_the_reading(text: str, kind: type[WhenRefused]) -> None:
    with pytest.raises(kind):
        read(text, LONDON, NOW, "es" if "jue" in text else "fr")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "banana",
            "may",
            "now",
            "a",
            "1st",
            "may 10th of",
            "soon",
            "the week after next",
        ),
        *("5 12 19:00", "19:00 banana"),
        *("Dec 1 1900", "31 Feb 19:00", "not tuesday 19:00", "", "\0", "%s" * 60),
        *("12 dec 19:00 or 20:00", "tuesday 19:00 banana"),
    ],
)
def test_a_guess_is_never_taken_for_a_reading(text: str) -> None:
    with pytest.raises(WhenRefused):
        read(text, LONDON, NOW)


@settings(max_examples=60)
@given(st.text(max_size=40), st.sampled_from(["en", "es", "xx", ""]))
def test_whatever_is_typed_ends_in_a_time_ahead_or_a_refusal(text: str, language: str) -> None:
    try:
        assert read(text, LONDON, NOW, language).at > NOW
    except Refusal as refused:
        assert isinstance(refused, WhenRefused)  # noqa: PT017 - either way is a good end


def test_suggestions_are_at_hand_where_phrases_are_read() -> None:
    assert suggestions("tue", LONDON, NOW)[0] == read("tue 19:00", LONDON, NOW)


def test_without_the_larger_reader_our_own_grammar_still_serves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "dateparser", None)
    assert read("Tuesday 19:00", LONDON, NOW).at.hour == 19
    with pytest.raises(WhenUnreadable):
        read("jueves 19:00", LONDON, NOW, "es")
