"""Raised hands, calling them, and being ready to move on."""

from dataclasses import replace

import pytest

from bot.domain.ids import MessageId
from bot.domain.meeting import stages
from bot.domain.meeting.form_entries import Post
from bot.domain.meeting.members import leaving
from bot.domain.meeting.rights import NotFacilitator, NotHere, NotNow, StageOver
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.round_state import Place
from bot.domain.meeting.summary import summary_of
from bot.domain.meeting.talk import hands
from bot.domain.template import StageKey
from tests.domain.evenings import (
    ANA,
    BEN,
    CHI,
    DAN,
    EVA,
    FAY,
    FRAN,
    GUS,
    START,
    evening,
    join,
    later,
    names,
)

AT = later()


def talk(who=6, **how):
    return evening(who, StageKey.DISCUSSION, **how)


def raised(meeting, *actors):
    for actor in actors:
        meeting = hands.raise_hand(meeting, actor, meeting.place)
    return meeting


def test_a_hand_that_is_up_stays_up_and_comes_down_by_its_own_button():
    up = raised(talk(), ANA)
    assert [hand.member for hand in up.hands] == [ANA.id]
    assert raised(up, ANA) == up
    assert hands.lower_hand(up, ANA, up.place).hands == ()
    assert hands.lower_hand(up, BEN, up.place) == up


def test_a_hand_pressed_again_keeps_its_place_and_its_note():
    meeting = hands.raise_hand(talk(), ANA, talk().place, "about sleep")
    meeting = raised(meeting, BEN, ANA)
    assert [(hand.member, hand.note) for hand in meeting.hands] == [
        (ANA.id, "about sleep"),
        (BEN.id, ""),
    ]


def test_a_note_stands_beside_the_hand_and_a_new_note_keeps_the_place():
    meeting = hands.raise_hand(talk(), ANA, talk().place, "  about sleep ")
    meeting = raised(meeting, BEN)
    meeting = hands.raise_hand(meeting, ANA, meeting.place, "x" * 200)
    assert [hand.member for hand in meeting.hands] == [ANA.id, BEN.id]
    assert meeting.hands[0].note == "x" * 100


def test_hands_are_called_in_the_order_they_went_up():
    meeting = hands.call_next(raised(talk(), CHI, ANA), FRAN, talk().place)
    assert (meeting.called, [hand.member for hand in meeting.hands]) == (CHI.id, [ANA.id])


def test_a_double_press_calls_one_hand():
    meeting = raised(talk(), CHI, ANA)
    once = hands.call_next(meeting, FRAN, meeting.place)
    with pytest.raises(StageOver):
        hands.call_next(once, FRAN, meeting.place)
    assert hands.call_next(once, FRAN, once.place).called == ANA.id


def test_there_is_no_hand_to_call_and_members_call_none():
    meeting = talk()
    with pytest.raises(hands.NoHands):
        hands.call_next(meeting, FRAN, meeting.place)
    with pytest.raises(NotFacilitator):
        hands.call_next(raised(meeting, ANA), ANA, meeting.place)
    with pytest.raises(StageOver):
        hands.call_next(raised(meeting, ANA), FRAN, Place(1))


@pytest.mark.parametrize("stage", [StageKey.WELCOME, StageKey.CHECK_IN, StageKey.CLOSE])
def test_hands_belong_to_the_talk_and_not_to_turns(stage):
    meeting = evening(5, stage)
    with pytest.raises(NotNow):
        raised(meeting, ANA)


def test_in_a_round_by_turns_a_hand_is_told_that_the_turn_comes_or_was():
    meeting = evening(5, StageKey.CHECK_IN)
    with pytest.raises(hands.TurnsInOrder):
        raised(meeting, ANA)
    heard = rounds.pass_on(meeting, ANA, AT, meeting.place)
    with pytest.raises(rounds.HadYourTurn):
        raised(heard, ANA)


def test_who_was_called_ends_that_by_themselves_and_nobody_else_does():
    meeting = raised(talk(), CHI, ANA)
    with pytest.raises(rounds.NotYourTurn):
        hands.finish(meeting, CHI, meeting.place)
    called = hands.call_next(meeting, FRAN, meeting.place)
    assert hands.has_floor(called) == CHI.id
    for other in (ANA, FRAN):
        with pytest.raises(rounds.NotYourTurn):
            hands.finish(called, other, called.place)
    done = hands.finish(called, CHI, called.place)
    assert hands.has_floor(done) is None
    again = hands.call_next(raised(done, CHI), FRAN, done.place)
    again = hands.call_next(again, FRAN, again.place)
    assert again.called == CHI.id
    with pytest.raises(rounds.NotYourTurn):
        hands.finish(again, CHI, called.place)


def test_whoever_leads_ends_for_who_was_called_that_call_and_no_later_one():
    meeting = raised(talk(), CHI)
    with pytest.raises(StageOver):
        hands.finish_for(meeting, FRAN, meeting.place)
    called = hands.call_next(meeting, FRAN, meeting.place)
    with pytest.raises(NotFacilitator):
        hands.finish_for(called, CHI, called.place)
    done = hands.finish_for(called, FRAN, called.place)
    assert done == hands.finish(called, CHI, called.place)
    again = hands.call_next(raised(done, ANA), FRAN, done.place)
    for moved_on in (done, again):
        with pytest.raises(StageOver):
            hands.finish_for(moved_on, FRAN, called.place)


def test_hands_are_raised_where_people_talk_freely():
    assert raised(evening(3), ANA).hands


def test_strangers_raise_no_hand_and_are_not_ready():
    meeting = talk()
    for press in (hands.raise_hand, hands.lower_hand, hands.ready, hands.not_ready):
        with pytest.raises(NotHere):
            press(meeting, GUS, meeting.place)
        with pytest.raises(StageOver):
            press(meeting, ANA, Place(1))


def test_readiness_is_counted_and_can_be_taken_back():
    meeting = talk()
    for actor in (ANA, BEN, CHI):
        meeting = hands.ready(meeting, actor, meeting.place)
    assert hands.ready_count(meeting) == 3
    meeting = leaving.leave(hands.ready(meeting, ANA, meeting.place), BEN, AT)
    assert hands.ready_count(meeting) == 1
    assert hands.ready_count(hands.not_ready(meeting, CHI, meeting.place)) == 0


def test_readiness_belongs_to_the_talk():
    meeting = evening(5)
    with pytest.raises(NotNow):
        hands.ready(meeting, ANA, meeting.place)


def test_not_heard_yet_names_those_who_take_part_and_did_neither_speak_nor_pass():
    meeting = evening(6, listening={FAY})
    meeting = rounds.finish(meeting, ANA, AT, meeting.place)
    meeting = rounds.pass_on(meeting, CHI, AT, meeting.place)
    assert names(meeting, hands.not_heard_yet(meeting)) == ["Dan", "Eva"]


def test_somebody_who_came_late_is_not_heard_yet_until_called():
    meeting = join(talk(4), EVA, later(1))
    assert set(hands.not_heard_yet(meeting)) == {ANA.id, BEN.id, CHI.id, DAN.id, EVA.id}
    called = hands.call_next(raised(meeting, EVA), FRAN, meeting.place)
    assert EVA.id not in hands.not_heard_yet(called)
    done = hands.finish(called, EVA, called.place)
    assert EVA.id not in hands.not_heard_yet(done)
    assert done.spoke_last == EVA.id
    left = leaving.leave(done, EVA, later(2))
    assert (EVA.id in left.spoke_by_hand, left.spoke_last) == (False, None)


def test_whoever_is_not_heard_yet_in_the_talk_is_summed_up_without_a_turn():
    """Ana spoke, Ben had the floor for a moment, Chi was skipped, Dan typed, Eva was called."""
    meeting = rounds.finish(evening(6), ANA, AT, Place(2, 1))
    meeting = rounds.pass_on(meeting, CHI, AT, meeting.place)
    meeting = stages.advance(meeting, FRAN, later(0, 5), meeting.place, sure=True)
    meeting = stages.advance(meeting, FRAN, later(1), meeting.place)
    posts = (Post(1, meeting.room, MessageId(1), DAN.id),)
    meeting = hands.call_next(raised(replace(meeting, posts=posts), EVA), FRAN, meeting.place)
    assert names(meeting, hands.not_heard_yet(meeting)) == ["Ben", "Fay"]
    counts = dict(summary_of(meeting, START, later(9)).counts)
    assert counts == {"spoke": 2, "typed": 1, "passed": 1, "not_heard": 2}


def test_in_the_check_out_the_check_out_counts():
    meeting = evening(5, StageKey.CHECK_OUT)
    assert names(meeting, hands.not_heard_yet(meeting)) == ["Ben", "Chi", "Dan", "Eva"]
    welcome = evening(5, StageKey.WELCOME)
    assert len(hands.not_heard_yet(welcome)) == 5
