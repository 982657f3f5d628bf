"""Airtime is what turns took: pauses, typed and passed turns are none of it."""

from dataclasses import replace

from bot.domain.meeting import clock, stages
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.round.floor import airtime
from bot.domain.meeting.round_state import Mode
from tests.domain.evenings import ANA, BEN, CHI, DAN, FRAN, evening, floor, forget, later


def next_one(meeting, minute):
    return rounds.next_speaker(meeting, FRAN, later(minute), meeting.place)


def told(meeting, minute):
    """Whole minutes by member, the longest first."""
    return {who: took.total_seconds() / 60 for who, took in airtime(meeting, later(minute))}


def test_turns_stand_side_by_side_the_longest_first_with_the_one_that_goes_on():
    meeting = evening(6)
    assert told(meeting, 2) == {}, "one turn alone is laid beside nothing"
    meeting = next_one(meeting, 2)
    assert told(meeting, 5) == {ANA.id: 2, BEN.id: 3}
    assert list(told(meeting, 5)) == [BEN.id, ANA.id]


def test_a_pause_and_time_in_another_stage_are_no_airtime():
    meeting = next_one(evening(6), 1)
    assert floor(meeting) == BEN.id
    meeting = clock.pause(meeting, FRAN, later(2))
    assert told(meeting, 30)[BEN.id] == 1
    meeting = clock.resume(meeting, FRAN, later(30))
    meeting = stages.advance(meeting, FRAN, later(31), meeting.place, sure=True)
    assert told(meeting, 60)[BEN.id] == 2
    meeting = stages.back(meeting, FRAN, later(60), meeting.place)
    assert told(meeting, 61)[BEN.id] == 3
    assert told(next_one(meeting, 62), 62)[BEN.id] == 4


def test_a_turn_ended_while_the_clock_stands_still_took_until_the_pause():
    meeting = next_one(evening(6), 1)
    paused = clock.pause(meeting, FRAN, later(3))
    assert told(next_one(paused, 20), 25) == {ANA.id: 1, BEN.id: 2}


def test_what_was_typed_or_passed_over_is_no_airtime():
    meeting = next_one(next_one(evening(6), 1), 3)
    assert floor(meeting) == CHI.id
    meeting = rounds.skip(meeting, FRAN, later(4), meeting.place)
    assert floor(meeting) == DAN.id
    meeting = rounds.typed(meeting, DAN, later(6), meeting.place)
    assert set(told(meeting, 6)) == {ANA.id, BEN.id}


def test_how_long_somebody_gave_no_answer_is_no_airtime_of_the_turn_they_come_back_for():
    meeting = next_one(evening(6), 1)
    meeting = rounds.skip(meeting, FRAN, later(6), meeting.place)
    meeting = rounds.come_back(meeting, BEN, meeting.place)
    assert set(told(meeting, 7)) == {ANA.id, CHI.id}
    while floor(meeting) != BEN.id:
        meeting = next_one(meeting, 7)
    assert told(meeting, 8)[BEN.id] == 1


def test_what_was_said_before_the_round_went_on_together_stays():
    meeting = next_one(evening(6), 1)
    meeting = rounds.choose_mode(meeting, FRAN, later(3), Mode.TOGETHER)
    again = rounds.choose_mode(meeting, FRAN, later(9), Mode.TURNS)
    assert floor(again) == BEN.id
    assert told(again, 10) == {ANA.id: 1, BEN.id: 3}


def test_who_has_themselves_forgotten_or_was_removed_is_not_in_it():
    meeting = next_one(next_one(evening(6), 1), 3)
    assert set(told(meeting, 4)) == {ANA.id, BEN.id, CHI.id}
    assert set(told(forget(meeting, BEN, later(4)), 4)) == {ANA.id, CHI.id}
    assert set(told(replace(meeting, removed=frozenset({ANA.id})), 4)) == {BEN.id, CHI.id}
