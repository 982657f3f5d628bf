"""Words without a name: nothing that anybody sees tells whose they are."""

from dataclasses import replace
from itertools import permutations

import pytest

from bot.domain.journal.worksheet import WorksheetKind
from bot.domain.meeting import clock, next_change
from bot.domain.meeting.form_entries import Held
from bot.domain.meeting.members import leaving
from bot.domain.meeting.round import seating
from bot.domain.meeting.talk import agenda, hands, taking_down
from bot.domain.meeting.talk import board as words
from bot.domain.meeting.talk.taking_down import Pile
from bot.domain.template import StageKey
from tests.domain.evenings import (
    ANA,
    CAST,
    CHI,
    START,
    ask_for,
    at_stage,
    evening,
    hold,
    into_voice,
    later,
    lobby,
)


@pytest.mark.parametrize("stage", [one for one in StageKey if one is not StageKey.LOBBY])
def test_whoever_writes_them_the_meeting_is_the_same(stage):
    meeting = evening(6, stage)
    worlds = {hold(meeting, author, "I drank on Friday.") for author in CAST[:6]}
    assert worlds == {replace(meeting, held=(Held(1, "I drank on Friday.", START),))}


def test_they_end_no_turn_and_leave_their_author_among_those_not_heard_yet():
    meeting = evening(6)
    assert meeting.round.floor == ANA.id
    held = hold(meeting, ANA)
    assert held.round == meeting.round
    assert seating.has_turn(held, ANA.id)
    assert hands.not_heard_yet(hold(meeting, CHI)) == hands.not_heard_yet(meeting)


def test_nothing_in_their_numbers_says_which_came_first():
    meeting = hold(evening(6), ANA, "first", number=90)
    meeting = hold(meeting, CHI, "second", number=17)
    assert [one.text for one in meeting.held] == ["second", "first"]


def test_a_number_that_is_drawn_twice_is_given_once():
    meeting = evening(6)
    for _ in range(3):
        meeting = hold(meeting, ANA, number=5)
    assert [one.number for one in meeting.held] == [5, 6, 7]


def lines(between):
    board = replace(evening(6, StageKey.WORKING), exercise=WorksheetKind("pros_cons"))
    meeting = words.add_line(board, ANA, board.place, "gives", "rest")
    meeting = between(meeting)
    return words.add_line(meeting, ANA, meeting.place, "gives", "calm").board


def test_what_everybody_can_number_has_no_gap_where_they_came_between():
    def nothing(meeting):
        return meeting

    def words_and_a_request(meeting):
        return ask_for(hold(meeting, CHI, number=900), CHI)

    assert lines(nothing) == lines(words_and_a_request)


TOPICS = ("Sleep", "Work", "The pub", "My sister")


def test_before_the_agenda_topics_stand_in_an_order_that_says_nothing_of_who_came_first():
    orders = {tuple(suggested(evening(6), order).topics) for order in permutations(TOPICS)}
    assert len(orders) == 1
    (order,) = orders
    assert [one.text for one in order] != list(TOPICS)


def test_once_the_room_sees_the_agenda_topics_stand_as_they_come():
    talk = suggested(at_stage(suggested(evening(6), TOPICS[:2]), StageKey.AGENDA), TOPICS[2:])
    assert [one.text for one in talk.topics][2:] == list(TOPICS[2:])


def test_a_topic_is_numbered_by_its_words_alone():
    numbers = [suggested(evening(6), order).topics for order in (TOPICS, TOPICS[::-1])]
    assert {one.text: one.number for one in numbers[0]} == {
        one.text: one.number for one in numbers[1]
    }


def suggested(meeting, texts):
    for author, text in zip(CAST, texts, strict=False):
        meeting = agenda.suggest(meeting, author, text)
    return meeting


def test_the_facilitator_sees_a_topic_when_the_room_does():
    meeting = suggested(evening(6), TOPICS)
    assert taking_down.size(meeting, Pile.AGENDA) == 0
    assert taking_down.size(at_stage(meeting, StageKey.AGENDA), Pile.AGENDA) == len(TOPICS)


def test_the_room_counts_them_when_their_moment_has_come_and_not_before():
    meeting = hold(evening(6), ANA, counts_from=later(0, 41.5))
    assert words.counted(meeting, later(0, 41.4)) == 0
    assert words.counted(meeting, later(0, 41.5)) == 1
    assert words.next_counted(meeting, later(0, 41.4)) == later(0, 41.5)
    assert words.next_counted(meeting, later(0, 41.5)) is None


def test_the_card_is_drawn_anew_at_that_moment_also_in_a_pause():
    meeting = replace(evening(6, StageKey.DISCUSSION), paused_at=START)
    assert clock.next_change(meeting, START) is None
    held = hold(meeting, ANA, counts_from=later(0, 30))
    assert next_change.next_change(held, START) == later(0, 30)


def test_what_was_kept_before_there_was_a_moment_is_counted():
    assert words.counted(replace(evening(6), held=(Held(3, "hello"),)), START) == 1


def test_among_four_nothing_that_waits_is_counted():
    meeting = hold(evening(5), ANA)
    left = leaving.leave(meeting, CHI, later(1))
    assert words.counted(meeting, later(1)) == 1
    assert words.counted(left, later(1)) == 0
    assert words.counted(into_voice(left, CAST[7], later(1)), later(1)) == 0
    assert words.counted(lobby(4), later(1)) == 0
