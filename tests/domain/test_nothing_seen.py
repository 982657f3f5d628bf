"""Words in which nothing is seen are no words, whatever they are typed into."""

from dataclasses import replace

import pytest

from bot.domain.journal.worksheet import WorksheetKind
from bot.domain.meeting.rights import EmptyWords
from bot.domain.meeting.talk import agenda, board, hands
from bot.domain.template import StageKey
from tests.domain.evenings import ANA, BEN, FRAN, ask_for, evening, hold
from tests.domain.nothing_seen import NOTHING_SEEN

nothing = pytest.mark.parametrize("typed", NOTHING_SEEN, ids=ascii)


@nothing
def test_a_topic_of_nothing_is_refused(typed):
    meeting = evening(5, StageKey.AGENDA)
    with pytest.raises(EmptyWords):
        agenda.suggest(meeting, ANA, typed)


@nothing
def test_a_line_of_nothing_is_refused(typed):
    meeting = evening(5, StageKey.WORKING)
    meeting = board.choose_exercise(meeting, FRAN, WorksheetKind("pros_cons"))
    with pytest.raises(EmptyWords):
        board.add_line(meeting, ANA, meeting.place, "gives", typed)


@nothing
def test_words_of_nothing_without_a_name_are_refused(typed):
    meeting = evening(5, StageKey.CHECK_IN)
    with pytest.raises(EmptyWords):
        hold(meeting, ANA, typed)


@nothing
def test_a_note_of_nothing_is_refused_and_the_hand_stays_up(typed):
    meeting = evening(5, StageKey.DISCUSSION)
    with pytest.raises(EmptyWords):
        hands.raise_hand(meeting, ANA, meeting.place, typed)


@nothing
def test_a_request_goes_without_a_note_of_nothing(typed):
    meeting = ask_for(evening(5), ANA, note=typed)
    assert [one.note for one in meeting.aids] == [""]


@pytest.mark.parametrize(
    "alike",
    ["SLEEP\u200b", "Sle\u00adep", "\uff33leep", "  sleep ", "Sle\u2060ep", "Sle\u200dep"],
    ids=ascii,
)
def test_topics_that_read_alike_are_one(alike):
    meeting = evening(5, StageKey.AGENDA)
    for actor, text in ((ANA, "Sleep"), (BEN, alike)):
        meeting = agenda.suggest(meeting, actor, text)
    assert [topic.text for topic in meeting.topics] == ["Sleep"]


def test_topics_that_read_alike_are_one_with_accents_and_apostrophes_too():
    meeting = evening(5, StageKey.AGENDA)
    for text in (
        "Café",
        "Cafe\u0301",
        "I can't sleep",
        "I can\u00b4t sleep",
        "I can\u2019t  Sleep",
    ):
        meeting = agenda.suggest(meeting, ANA, text)
    assert [topic.text for topic in meeting.topics] == ["Café", "I can't sleep"]


def test_what_stood_there_before_does_not_hide_a_topic():
    old = agenda.suggest(evening(5, StageKey.AGENDA), ANA, "Rest")
    old = replace(old, topics=tuple(replace(topic, text="\u3164") for topic in old.topics))
    assert len(agenda.suggest(old, BEN, "Sleep").topics) == 2


def test_long_words_are_cut_between_characters():
    meeting = evening(5, StageKey.WORKING)
    meeting = board.choose_exercise(meeting, FRAN, WorksheetKind("pros_cons"))
    family = "👨‍👩‍👧"
    meeting = board.add_line(meeting, ANA, meeting.place, "gives", "x" * 148 + family)
    assert [line.text for line in meeting.board] == ["x" * 148]
