"""Nobody has two turns in a round by having themselves forgotten, and nobody loses one by it."""

import pytest

from bot.domain.meeting import stages
from bot.domain.meeting.members import leaving
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.round.round import HadYourTurn
from bot.domain.meeting.round_state import Mode, Turn
from bot.domain.meeting.talk import taking_down
from bot.domain.person import Actor
from bot.domain.template import StageKey
from tests.domain.evenings import (
    ANA,
    BEN,
    CHI,
    FRAN,
    evening,
    forget,
    join,
    later,
    speak_in_turn,
    turn,
)
from tests.domain.traces import numbers_in

AT, BACK = later(1), later(2)


def finished(meeting):
    return rounds.finish(meeting, ANA, AT, meeting.place)


def passed(meeting):
    return rounds.pass_on(meeting, ANA, AT, meeting.place)


def typed(meeting):
    return rounds.typed(meeting, ANA, AT, meeting.place)


def has_the_floor(meeting):
    assert meeting.round.floor == ANA.id
    return meeting


@pytest.mark.parametrize("had", [finished, passed, typed, has_the_floor])
@pytest.mark.parametrize("called", ["Ana", "Somebody new"])
def test_whoever_had_their_turn_has_had_it_after_being_forgotten(had, called):
    gone = forget(had(evening(5)), ANA, AT)
    assert ANA.id not in numbers_in(gone)
    back = join(gone, Actor(ANA.id, called), BACK, new=True)
    assert turn(back, ANA) is Turn.FINISHED
    assert called not in speak_in_turn(back)[0]
    with pytest.raises(HadYourTurn):
        rounds.come_back(back, ANA, back.place)


def test_it_is_so_however_often_somebody_has_themselves_forgotten():
    meeting = finished(evening(5))
    for minute in range(3):
        meeting = join(forget(meeting, ANA, later(minute)), ANA, later(minute))
    assert turn(meeting, ANA) is Turn.FINISHED


def test_whoever_still_waited_has_their_turn_and_so_has_everybody_else():
    gone = forget(evening(5), CHI, AT)
    back = join(gone, CHI, BACK)
    assert turn(back, CHI) is Turn.WAITING
    assert sorted(speak_in_turn(back)[0]) == ["Ana", "Ben", "Chi", "Dan", "Eva"]


def test_each_round_has_turns_of_its_own():
    back = join(forget(finished(evening(5)), ANA, AT), ANA, BACK)
    while back.now_in is not StageKey.CHECK_OUT:
        back = stages.advance(back, FRAN, BACK, back.place, sure=True)
    assert turn(back, ANA) in {Turn.FLOOR, Turn.WAITING}


def test_where_all_write_together_one_answer_stays_one():
    meeting = rounds.choose_mode(evening(5), FRAN, AT, Mode.TOGETHER)
    back = join(forget(typed(meeting), ANA, AT), ANA, BACK)
    assert turn(back, ANA) is Turn.FINISHED


def test_what_ben_typed_is_still_offered_to_be_read_when_somebody_comes_back():
    meeting = rounds.typed(forget(finished(evening(5)), ANA, AT), BEN, AT, evening(5).place)
    assert rounds.typed_last(meeting) == BEN.id
    assert rounds.typed_last(join(meeting, ANA, BACK)) == BEN.id


def test_whoever_is_let_back_in_after_both_has_no_second_turn_either():
    meeting = leaving.remove(finished(evening(5)), FRAN, AT, ANA.id, sure=True)
    back = leaving.let_back_in(forget(meeting, ANA, AT), FRAN, ANA.id)
    assert turn(join(back, ANA, BACK), ANA) is Turn.FINISHED
    assert taking_down.without_words_of(back, {ANA.id}).check_in.had_turn.knows(ANA.id)
