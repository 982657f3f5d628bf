"""The soft clock: stages and turns have a time, and nobody is cut off by it."""

from datetime import timedelta

import pytest

from bot.domain.meeting import clock, stages
from bot.domain.meeting.members import leaving, participation
from bot.domain.meeting.rights import NotFacilitator
from bot.domain.meeting.round import round as rounds
from bot.domain.person import Way
from bot.domain.template import StageKey
from tests.domain.evenings import (
    ANA,
    BEN,
    FRAN,
    START,
    all_in_voice,
    evening,
    later,
    lobby,
    out_of_voice,
    turn_ends_at,
)

MINUTE = timedelta(minutes=1)


def test_a_stage_has_its_minutes_and_never_less_than_nothing_left():
    meeting = evening(5, StageKey.DISCUSSION)
    assert clock.left(meeting, later(4)) == 20 * MINUTE
    assert clock.left(meeting, later(99)) == timedelta(0)
    assert clock.ends_at(meeting, later(4)) == later(24)
    assert not clock.is_over(meeting, later(23, 59))
    assert clock.is_over(meeting, later(24))


def test_the_lobby_ends_when_the_evening_starts_and_is_never_over():
    meeting = lobby(5)
    assert clock.ends_at(meeting, later(-3)) == START
    assert not clock.is_over(meeting, later(15))


def test_the_evening_ends_after_all_its_stages_or_later_when_one_runs_over():
    meeting = evening(5, StageKey.WELCOME)
    assert clock.evening_ends_at(meeting, later(2)) == later(90)
    assert clock.evening_ends_at(meeting, later(15)) == later(100)


def test_a_clock_that_jumps_back_gives_nobody_more_time():
    meeting = evening(5, StageKey.DISCUSSION)
    assert clock.spent(meeting, later(-5)) == timedelta(0)
    assert clock.left(meeting, later(-5)) == 24 * MINUTE


@pytest.mark.parametrize(
    ("people_left", "typing", "seconds"),
    [(4, False, 180), (9, False, 120), (40, False, 45), (40, True, 120), (0, False, 180)],
)
def test_a_turn_is_a_fair_share_between_45_seconds_and_three_minutes(people_left, typing, seconds):
    length = clock.turn_length(evening(5), people_left, START, typing=typing)
    assert length == timedelta(seconds=seconds)


def test_whoever_joined_by_typing_has_two_minutes_at_least():
    meeting = evening(6)
    meeting = participation.join(meeting, BEN, START, Way.TYPING, first_time=False)
    late = rounds.next_speaker(meeting, FRAN, later(17), meeting.place)
    assert late.round.floor == BEN.id
    assert late.round.turn_ends_at == later(19)


def test_plus_one_minute_is_for_the_turn_in_a_round_of_turns():
    meeting = evening(6)
    longer = clock.extend(meeting, FRAN, later(1))
    assert turn_ends_at(longer) == turn_ends_at(meeting) + MINUTE
    assert clock.left(longer, later(1)) == clock.left(meeting, later(1))


def test_plus_one_minute_counts_from_now_when_the_turn_is_over():
    assert clock.extend(evening(6), FRAN, later(9)).round.turn_ends_at == later(10)


def test_plus_one_minute_during_a_pause_is_one_minute():
    paused = clock.pause(evening(6), FRAN, later(1))
    ends = turn_ends_at(paused)
    longer = clock.extend(paused, FRAN, later(30))
    resumed = clock.resume(longer, FRAN, later(31))
    assert resumed.round.turn_ends_at == ends + MINUTE + 30 * MINUTE


def test_plus_one_minute_is_for_the_stage_everywhere_else():
    for meeting in (evening(6, StageKey.DISCUSSION), evening(2)):
        longer = clock.extend(meeting, FRAN, later(1))
        assert clock.left(longer, later(1)) == clock.left(meeting, later(1)) + MINUTE


def test_plus_one_minute_when_the_stage_is_over_is_a_minute_from_now():
    meeting = clock.extend(evening(6, StageKey.DISCUSSION), FRAN, later(40))
    assert clock.left(meeting, later(40)) == MINUTE


def test_an_hour_more_is_enough_for_a_stage():
    meeting = evening(6, StageKey.DISCUSSION)
    for _ in range(60):
        meeting = clock.extend(meeting, FRAN, later(1))
    with pytest.raises(clock.LongEnough):
        clock.extend(meeting, FRAN, later(1))


def test_there_is_nothing_to_extend_in_the_lobby_and_for_members():
    helped = participation.join(lobby(5), FRAN, later(-1), Way.SPEAKING, first_time=False)
    with pytest.raises(NotFacilitator):
        clock.extend(helped, FRAN, later(-1))
    with pytest.raises(NotFacilitator):
        clock.extend(evening(5), ANA, START)


def test_a_pause_stops_the_stage_and_the_turn():
    meeting = evening(6)
    left, turn_ends = clock.left(meeting, later(1)), turn_ends_at(meeting)
    paused = clock.pause(meeting, FRAN, later(1))
    assert clock.left(paused, later(6)) == left
    assert clock.ends_at(paused, later(6)) == later(6) + left
    resumed = clock.resume(paused, FRAN, later(6))
    assert clock.left(resumed, later(6)) == left
    assert resumed.round.turn_ends_at == turn_ends + 5 * MINUTE


def test_a_turn_that_begins_in_a_pause_has_all_its_time_after_it():
    paused = clock.pause(evening(6), FRAN, later(1))
    turned = rounds.next_speaker(paused, FRAN, later(5), paused.place)
    resumed = clock.resume(turned, FRAN, later(10))
    assert resumed.round.turn_ends_at == later(13)


def test_pausing_twice_and_resuming_twice_are_refused():
    meeting = evening(6)
    with pytest.raises(clock.NotPaused):
        clock.resume(meeting, FRAN, START)
    paused = clock.pause(meeting, FRAN, START)
    with pytest.raises(clock.AlreadyPaused):
        clock.pause(paused, FRAN, START)
    for press in (clock.pause, clock.resume):
        with pytest.raises(NotFacilitator):
            press(meeting, ANA, START)


def test_the_next_stage_ends_a_pause():
    paused = clock.pause(evening(6, StageKey.DISCUSSION), FRAN, later(4))
    moved = stages.advance(paused, FRAN, later(9), paused.place)
    assert moved.paused_at is None
    assert clock.spent(moved, later(9), 4) == 4 * MINUTE


def test_the_card_is_drawn_anew_when_the_turn_or_the_stage_is_over_or_a_call_has_dropped():
    meeting = evening(6)
    assert clock.next_change(meeting, START) == meeting.round.turn_ends_at == later(3)
    assert clock.next_change(meeting, later(4)) == later(18)
    away = out_of_voice(all_in_voice(meeting), ANA, later(1))
    assert clock.next_change(away, later(1)) == later(2)
    assert clock.next_change(meeting, later(19)) is None
    assert clock.next_change(clock.pause(meeting, FRAN, START), START) is None


def test_the_last_third_of_the_working_stage_is_for_talking_about_it():
    meeting = evening(6, StageKey.WORKING)
    assert clock.talk_from(meeting, START) == later(13, 20)
    assert clock.next_change(meeting, START) == later(13, 20)


def test_back_finds_the_turn_with_the_time_it_had_left():
    meeting = evening(6)
    moved = stages.advance(meeting, FRAN, later(1), meeting.place, sure=True)
    assert moved.check_in.turn_ends_at is None
    back = stages.back(moved, FRAN, later(7), moved.place)
    assert back.round.floor == ANA.id
    assert back.round.turn_ends_at == later(9)
    assert clock.left(back, later(7)) == 17 * MINUTE


def test_back_finds_the_next_speaker_when_the_one_who_spoke_has_left():
    meeting = evening(6)
    moved = stages.advance(meeting, FRAN, later(1), meeting.place, sure=True)
    alone = leaving.leave(moved, ANA, later(2))
    back = stages.back(alone, FRAN, later(3), alone.place)
    assert back.round.floor == BEN.id
    assert back.round.number > meeting.round.number
    assert back.round.turn_ends_at == later(6)
