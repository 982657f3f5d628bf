"""Words without a name: nothing that anybody sees tells whose they are."""

from dataclasses import replace

import pytest

from bot.domain import agenda, clock, expected, hands, people, seating, words
from bot.domain.said import Held
from bot.domain.template import StageKey
from tests.domain.evenings import (
    ANA,
    CAST,
    CHI,
    START,
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


def test_what_everybody_can_number_has_no_gap_where_they_came_between():
    meeting = agenda.suggest(evening(6), ANA, "Sleep")
    meeting = hold(meeting, CHI, number=900)
    meeting = agenda.suggest(meeting, ANA, "Work")
    assert [one.number for one in meeting.topics] == [1, 2]


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
    assert expected.next_change(held, START) == later(0, 30)


def test_what_was_kept_before_there_was_a_moment_is_counted():
    assert words.counted(replace(evening(6), held=(Held(3, "hello"),)), START) == 1


def test_among_four_nothing_that_waits_is_counted():
    meeting = hold(evening(5), ANA)
    left = people.leave(meeting, CHI, later(1))
    assert words.counted(meeting, later(1)) == 1
    assert words.counted(left, later(1)) == 0
    assert words.counted(into_voice(left, CAST[7], later(1)), later(1)) == 0
    assert words.counted(lobby(4), later(1)) == 0
