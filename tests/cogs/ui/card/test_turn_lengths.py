"""How long a turn is stays as it was said, and where it has to be shorter the card says why."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.meeting import clock
from bot.domain.meeting.round import round as rounds
from bot.domain.template import StageKey
from bot.text.catalog import speaker
from cogs.ui.card.draw import card
from tests.cogs.ui.drawn_evenings import LEAD, START, evening
from tests.cogs.ui.measured import measured

SAY = speaker("en")
SIX = evening(6, StageKey.CHECK_IN)
SAID = "About 3 minutes each. Speak, type or pass."


def words(meeting, minutes):
    return measured(card(meeting, START + timedelta(minutes=minutes), SAY)).text


def spoken(meeting, minutes):
    """The turn goes on after so many minutes of the evening."""
    return rounds.next_speaker(meeting, LEAD, START + timedelta(minutes=minutes), meeting.place)


def test_while_somebody_speaks_it_stays_as_it_was_said():
    assert all(SAID in words(SIX, minutes) for minutes in (0, 1, 2.5))


def test_short_turns_change_nothing_that_was_said():
    assert SAID in words(spoken(spoken(SIX, 0.5), 1), 1.5)


def test_after_a_long_turn_it_says_why_the_others_are_shorter():
    shorter = "About two and a half minutes each from here, so that everyone gets a turn."
    later = spoken(SIX, 5.5)
    assert all(shorter in words(later, minutes) for minutes in (5.5, 6, 7.5))


def test_a_pause_makes_no_turn_shorter():
    paused = clock.pause(SIX, LEAD, START + timedelta(minutes=1))
    assert SAID in words(replace(paused), 12)


def test_with_the_last_sentence_it_says_what_to_press():
    assert "finish your thought. Then press *I've finished*." in words(SIX, 3.5)
