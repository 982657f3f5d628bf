"""How a round goes: by turns, together or freely, and who chooses."""

import pytest

from bot.domain.meeting import stages
from bot.domain.meeting.rights import NotFacilitator, NotNow
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.round_state import Mode, Turn
from bot.domain.meeting.talk import hands
from bot.domain.template import StageKey
from tests.domain.evenings import ANA, BEN, FRAN, evening, later, speak_in_turn, turn

AT = later()


def test_together_takes_the_floor_from_nobody_who_waits():
    meeting = evening(5)
    together = rounds.choose_mode(meeting, FRAN, AT, Mode.TOGETHER)
    assert together.round.floor is None
    assert turn(together, ANA) is Turn.WAITING
    assert together.round.turn_ends_at is None
    with pytest.raises(NotNow):
        rounds.finish(together, ANA, AT, meeting.place)


def test_turns_anyway_after_together_keeps_who_has_answered():
    together = rounds.choose_mode(evening(5), FRAN, AT, Mode.TOGETHER)
    typed = rounds.typed(together, ANA, AT, together.place)
    turns = rounds.choose_mode(typed, FRAN, AT, Mode.TURNS)
    assert speak_in_turn(turns)[0] == ["Ben", "Chi", "Dan", "Eva"]


def test_choosing_the_same_again_changes_nothing():
    chosen = rounds.choose_mode(evening(5), FRAN, AT, Mode.TURNS)
    assert chosen.round.floor == ANA.id
    assert rounds.choose_mode(chosen, FRAN, AT, Mode.TURNS) == chosen


def test_turns_anyway_is_chosen_before_the_round_begins_and_may_be_chosen_anew():
    meeting = evening(5, StageKey.WELCOME)
    changed = rounds.choose_mode(meeting, FRAN, AT, Mode.TOGETHER)
    changed = rounds.choose_mode(changed, FRAN, AT, Mode.TURNS)
    changed = rounds.choose_mode(changed, FRAN, AT, Mode.TOGETHER)
    assert changed.check_out is None
    begun = stages.advance(changed, FRAN, AT, changed.place)
    assert (begun.round.mode, begun.round.floor) == (Mode.TOGETHER, None)
    assert {one.turn for one in begun.round.seats} == {Turn.WAITING}


def test_turns_anyway_between_the_rounds_is_for_the_check_out():
    meeting = evening(3, StageKey.DISCUSSION)
    chosen = rounds.choose_mode(meeting, FRAN, AT, Mode.TURNS)
    assert chosen.check_in == meeting.check_in
    working = stages.advance(chosen, FRAN, AT, chosen.place)
    out = stages.advance(working, FRAN, AT, working.place)
    assert (out.round.mode, out.round.floor) == (Mode.TURNS, ANA.id)


def test_there_is_no_round_to_choose_for_at_the_close_and_free_talk_is_not_chosen():
    close, check_in = evening(5, StageKey.CLOSE), evening(5)
    with pytest.raises(NotNow):
        rounds.choose_mode(close, FRAN, AT, Mode.TURNS)
    with pytest.raises(NotNow):
        rounds.choose_mode(check_in, FRAN, AT, Mode.FREE)
    with pytest.raises(NotFacilitator):
        rounds.choose_mode(check_in, ANA, AT, Mode.TURNS)


def test_hands_come_down_when_turns_begin():
    together = rounds.choose_mode(evening(5), FRAN, AT, Mode.TOGETHER)
    up = hands.raise_hand(together, BEN, together.place)
    turns = rounds.choose_mode(up, FRAN, AT, Mode.TURNS)
    assert turns.hands == ()
