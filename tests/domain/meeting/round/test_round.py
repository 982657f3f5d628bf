"""The round: who speaks when, and how a turn ends."""

import pytest

from bot.domain.meeting.members import leaving
from bot.domain.meeting.rights import NotFacilitator, NotHere, NotNow, StageOver
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.round_state import Place, Turn
from bot.domain.person import Way
from bot.domain.template import StageKey
from tests.domain.evenings import (
    ANA,
    BEN,
    CHI,
    FAY,
    FRAN,
    GUS,
    evening,
    join,
    later,
    speak_in_turn,
    turn,
)

AT = later()


# ------------------------------------------------------------------------------- turns


def test_everybody_gets_the_floor_once_in_the_order_they_came():
    heard, done = speak_in_turn(evening(5))
    assert heard == ["Ana", "Ben", "Chi", "Dan", "Eva"]
    assert {one.turn for one in done.round.seats} == {Turn.FINISHED}


def test_next_speaker_has_nobody_left_to_call_at_the_end():
    _, done = speak_in_turn(evening(5))
    with pytest.raises(rounds.NobodyNext):
        rounds.next_speaker(done, FRAN, AT, done.place)


def test_a_double_press_moves_one_speaker():
    meeting = evening(5)
    pressed = meeting.place
    once = rounds.next_speaker(meeting, FRAN, AT, pressed)
    with pytest.raises(StageOver):
        rounds.next_speaker(once, FRAN, AT, pressed)
    assert once.round.floor == BEN.id


def test_only_facilitators_call_the_next_speaker_or_skip():
    meeting = evening(5)
    for press in (rounds.next_speaker, rounds.skip):
        for actor in (ANA, BEN, GUS):
            with pytest.raises(NotFacilitator):
                press(meeting, actor, AT, meeting.place)


def test_the_one_who_speaks_ends_the_turn_and_the_next_one_has_the_floor():
    meeting = evening(5)
    after = rounds.finish(meeting, ANA, AT, meeting.place)
    assert (turn(after, ANA), after.round.floor) == (Turn.FINISHED, BEN.id)


def test_the_facilitator_may_end_a_turn_and_nobody_else():
    meeting = evening(5)
    assert rounds.finish(meeting, FRAN, AT, meeting.place, sure=True).round.floor == BEN.id
    for actor in (BEN, GUS):
        with pytest.raises(rounds.NotYourTurn):
            rounds.finish(meeting, actor, AT, meeting.place)


def test_a_late_press_of_finished_does_not_end_a_turn_that_has_just_begun():
    meeting = evening(5)
    seen_by_ben = meeting.place
    bens = rounds.finish(meeting, ANA, AT, meeting.place)
    with pytest.raises(StageOver):
        rounds.finish(bens, BEN, AT, seen_by_ben)


def test_a_facilitator_is_asked_by_name_before_ending_somebody_else_s_turn():
    meeting = evening(5, with_fran=True)
    anas = rounds.finish(meeting, FRAN, AT, meeting.place)
    with pytest.raises(rounds.SureToFinish) as asked:
        rounds.finish(anas, FRAN, AT, anas.place)
    assert asked.value.facts == {"name": "Ana"}
    bens = rounds.finish(anas, FRAN, AT, anas.place, sure=True)
    with pytest.raises(StageOver):
        rounds.finish(bens, FRAN, AT, anas.place, sure=True)


def test_a_facilitator_who_ends_her_own_turn_twice_ends_one_turn():
    meeting = evening(5, with_fran=True)
    once = rounds.finish(meeting, FRAN, AT, meeting.place)
    with pytest.raises(StageOver):
        rounds.finish(once, FRAN, AT, meeting.place)
    assert once.round.floor == ANA.id


def test_turn_buttons_of_another_stage_are_over():
    meeting = evening(5)
    for place in (Place(1, meeting.round.number), Place(99)):
        with pytest.raises(StageOver):
            rounds.finish(meeting, ANA, AT, place)


def test_turn_buttons_belong_to_a_round_of_turns():
    talk, free = evening(5, StageKey.DISCUSSION), evening(2)
    for meeting in (talk, free):
        with pytest.raises(NotNow):
            rounds.next_speaker(meeting, FRAN, AT, meeting.place)


def test_skip_passes_over_the_speaker_who_may_still_come_back():
    meeting = evening(5)
    skipped = rounds.skip(meeting, FRAN, AT, meeting.place)
    assert (turn(skipped, ANA), skipped.round.floor) == (Turn.PASSED, BEN.id)
    back = rounds.come_back(skipped, ANA, skipped.place)
    assert speak_in_turn(back)[0] == ["Ben", "Chi", "Dan", "Eva", "Ana"]


def test_there_is_nobody_to_skip_when_nobody_has_the_floor():
    _, done = speak_in_turn(evening(5))
    with pytest.raises(rounds.NotYourTurn):
        rounds.skip(done, FRAN, AT, done.place)
    with pytest.raises(rounds.NotYourTurn):
        rounds.finish(done, FRAN, AT, done.place)


# ---------------------------------------------------------------- passing and coming back


def test_the_speaker_passes_and_the_floor_goes_on():
    meeting = evening(5)
    passed = rounds.pass_on(meeting, ANA, AT, meeting.place)
    assert (turn(passed, ANA), passed.round.floor) == (Turn.PASSED, BEN.id)


def test_somebody_passes_before_the_turn_comes_and_the_speaker_goes_on():
    meeting = evening(5)
    passed = rounds.pass_on(meeting, CHI, AT, meeting.place)
    assert passed.round.floor == ANA.id
    assert passed.place == meeting.place
    assert speak_in_turn(passed)[0] == ["Ana", "Ben", "Dan", "Eva"]


def test_passing_twice_is_passing_once():
    meeting = evening(5)
    once = rounds.pass_on(meeting, ANA, AT, meeting.place)
    assert rounds.pass_on(once, ANA, AT, meeting.place) == once


def test_whoever_has_spoken_cannot_pass_any_more():
    meeting = evening(5)
    spoke = rounds.finish(meeting, ANA, AT, meeting.place)
    with pytest.raises(rounds.HadYourTurn):
        rounds.pass_on(spoke, ANA, AT, spoke.place)
    with pytest.raises(rounds.HadYourTurn):
        rounds.come_back(spoke, ANA, spoke.place)


def test_a_listener_may_press_pass_and_nothing_changes():
    meeting = evening(6, listening={FAY})
    assert rounds.pass_on(meeting, FAY, AT, meeting.place) == meeting
    assert rounds.come_back(meeting, FAY, meeting.place) == meeting


def test_coming_back_is_at_the_end_of_the_round_and_once():
    meeting = rounds.pass_on(evening(5), ANA, AT, evening(5).place)
    again = rounds.come_back(meeting, ANA, meeting.place)
    assert rounds.come_back(again, ANA, again.place) == again
    heard, _ = speak_in_turn(again)
    assert heard == ["Ben", "Chi", "Dan", "Eva", "Ana"]
    passed = rounds.pass_on(again, ANA, AT, again.place)
    with pytest.raises(rounds.HadYourTurn):
        rounds.come_back(passed, ANA, passed.place)


def test_a_listener_who_passed_before_takes_part_again_by_coming_back():
    meeting = rounds.pass_on(evening(5), ANA, AT, evening(5).place)
    listens = join(meeting, ANA, AT, Way.LISTENING)
    back = rounds.come_back(listens, ANA, listens.place)
    assert (turn(back, ANA), back.person(ANA.id).way) == (Turn.LATER, Way.SPEAKING)
    assert speak_in_turn(back)[0][-1] == "Ana"


def test_whoever_still_waits_has_no_need_to_come_back():
    meeting = evening(5)
    assert rounds.come_back(meeting, BEN, meeting.place) == meeting


def test_strangers_pass_come_back_and_type_to_no_avail():
    meeting = evening(5)
    for press in (rounds.pass_on, rounds.typed):
        with pytest.raises(NotHere):
            press(meeting, GUS, AT, meeting.place)
    with pytest.raises(NotHere):
        rounds.come_back(meeting, GUS, meeting.place)


def test_passing_belongs_to_a_round():
    meeting = evening(5, StageKey.DISCUSSION)
    with pytest.raises(NotNow):
        rounds.pass_on(meeting, ANA, AT, meeting.place)


# ------------------------------------------------------------------------------- typing


def test_typed_words_are_the_turn_also_ahead_of_time():
    meeting = evening(5)
    typed = rounds.typed(meeting, CHI, AT, meeting.place)
    assert typed.round.floor == ANA.id
    assert speak_in_turn(typed)[0] == ["Ana", "Ben", "Dan", "Eva"]


def test_typed_words_of_the_speaker_pass_the_floor_on():
    meeting = evening(5)
    assert rounds.typed(meeting, ANA, AT, meeting.place).round.floor == BEN.id


def test_what_somebody_removed_typed_is_not_offered_to_be_read_aloud():
    meeting = rounds.typed(evening(5), ANA, AT, evening(5).place)
    assert rounds.typed_last(meeting) == ANA.id
    assert rounds.typed_last(leaving.remove(meeting, FRAN, AT, ANA.id, sure=True)) is None


def test_whoever_passed_may_still_type():
    meeting = rounds.pass_on(evening(5), ANA, AT, evening(5).place)
    assert turn(rounds.typed(meeting, ANA, AT, meeting.place), ANA) is Turn.FINISHED


def test_typing_once_more_or_outside_a_round_changes_nothing():
    talk, check_in = evening(5, StageKey.DISCUSSION), evening(5)
    assert rounds.typed(talk, ANA, AT, talk.place) == talk
    once = rounds.typed(check_in, ANA, AT, check_in.place)
    assert rounds.typed(once, ANA, AT, once.place) == once
    with pytest.raises(StageOver):
        rounds.typed(talk, ANA, AT, check_in.place)
