"""What the first button of the console says that it will do, and when it is marked."""

from dataclasses import replace
from datetime import timedelta

from discord import ButtonStyle

from bot.domain.meeting.form_entries import Topic
from bot.domain.meeting.round import floor
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.round_state import Mode
from bot.domain.template import StageKey
from bot.text.catalog import speaker
from cogs.ui.console.buttons import TOPIC_AT_LEAST, step_buttons
from tests.cogs.ui.drawn_evenings import LEAD, NOW, evening, in_mode

SAY = speaker("en")


def first(meeting, at=NOW):
    item = step_buttons(meeting, at, SAY)[0].item
    return item.label, item.style is not ButtonStyle.secondary


def test_in_the_last_turn_it_says_that_the_round_ends():
    meeting = in_mode(evening(5, StageKey.CHECK_IN), Mode.TURNS)
    while floor.up_next(meeting, NOW) is not None:
        assert first(meeting)[0].startswith("Next speaker · ")
        assert "ends" not in first(meeting)[0]
        meeting = rounds.next_speaker(meeting, LEAD, NOW, meeting.place)
    assert first(meeting) == ("Next speaker · the round ends", True)


def test_the_next_topic_is_marked_once_the_topic_has_had_some_time_and_nobody_speaks():
    topics = tuple(Topic(number, f"topic {number}") for number in (1, 2))
    meeting = replace(evening(5, StageKey.DISCUSSION), topics=topics, talking_about=1)
    begun = replace(meeting, topic_from=NOW - meeting.since)
    assert first(begun) == ("Next topic · topic 2", False)
    later = NOW + TOPIC_AT_LEAST + timedelta(seconds=1)
    assert first(begun, later) == ("Next topic · topic 2", True)
    speaking = replace(begun, called=begun.here[1].id)
    assert first(speaking, later) == ("Next topic · topic 2", False)
