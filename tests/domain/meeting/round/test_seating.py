"""The order of a round: the facilitator, then arrivals; newcomers are never put first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.meeting.members import leading, leaving, participation
from bot.domain.meeting.round import floor
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.round.seating import sure_to_come
from bot.domain.person import Way
from bot.domain.template import StageKey
from tests.domain.evenings import (
    ANA,
    BEN,
    CAST,
    CHI,
    DAN,
    EVA,
    FAY,
    FRAN,
    GIL,
    all_in_voice,
    at_stage,
    evening,
    join,
    later,
    lobby,
    out_of_voice,
    speak_in_turn,
)


def order(meeting):
    return speak_in_turn(meeting)[0]


def test_the_facilitator_begins_when_taking_part_although_she_came_last():
    assert order(evening(4, with_fran=True)) == ["Fran", "Ana", "Ben", "Chi", "Dan"]


def test_a_facilitator_who_comes_during_the_round_waits_like_anybody():
    meeting = join(evening(5), FRAN, later(1))
    assert order(meeting) == ["Ana", "Ben", "Chi", "Dan", "Eva", "Fran"]


def test_handing_over_during_the_round_moves_nobody_forward():
    meeting = leading.hand_over(evening(5), FRAN, later(1), EVA.id)
    meeting = join(meeting, FAY, later(2))
    assert rounds.next_speaker(meeting, EVA, later(2), meeting.place).round.floor == BEN.id


def test_a_newcomer_who_came_first_speaks_fourth():
    assert order(evening(6, new={ANA})) == ["Ben", "Chi", "Dan", "Ana", "Eva", "Fay"]


def test_a_newcomer_who_came_late_is_not_put_further_back():
    assert order(evening(6, new={EVA})) == ["Ana", "Ben", "Chi", "Dan", "Eva", "Fay"]


def test_in_a_round_of_four_the_newcomer_comes_last():
    assert order(evening(4, new={BEN})) == ["Ana", "Chi", "Dan", "Ben"]


def test_a_newcomer_who_asks_speaks_where_arrival_puts_them():
    meeting = participation.speak_early(lobby(6, new={ANA}), ANA, later(-1))
    assert order(at_stage(meeting, StageKey.CHECK_IN))[0] == "Ana"


def test_a_newcomer_may_ask_to_speak_early_during_the_round():
    meeting = participation.speak_early(evening(6, new={BEN}), BEN, later(1))
    assert order(meeting)[:2] == ["Ana", "Ben"]


def test_a_newcomer_who_facilitates_begins_all_the_same():
    meeting = participation.join(lobby(5), FRAN, later(-1), Way.SPEAKING, first_time=True)
    assert order(at_stage(meeting, StageKey.CHECK_IN))[0] == "Fran"


def test_newcomers_who_come_during_the_round_are_not_among_the_first_three():
    meeting = leaving.leave(evening(5), EVA, later(1))
    meeting = join(meeting, GIL, later(1), new=True)
    meeting = join(meeting, EVA, later(2))
    assert order(meeting) == ["Ana", "Ben", "Chi", "Dan", "Gil", "Eva"]


def test_a_newcomer_comes_last_once_the_round_has_shrunk_to_four():
    meeting = leaving.leave(evening(5, new={DAN}), BEN, later(1))
    assert order(meeting) == ["Ana", "Chi", "Eva", "Dan"]


def test_passes_do_not_bring_a_newcomer_among_the_first_three_who_speak():
    meeting = evening(7, new={DAN})
    for actor in (BEN, CHI):
        meeting = rounds.pass_on(meeting, actor, later(1), meeting.place)
    assert order(meeting) == ["Ana", "Eva", "Fay", "Dan", "Gil"]


def test_dropped_calls_do_not_bring_a_newcomer_among_the_first_three_who_speak():
    meeting = all_in_voice(evening(7, new={DAN}))
    for actor in (BEN, CHI):
        meeting = out_of_voice(meeting, actor, later(1))
    after = rounds.next_speaker(meeting, FRAN, later(3), meeting.place)
    assert after.round.floor == EVA.id


def test_where_everybody_is_new_somebody_speaks_all_the_same():
    assert order(evening(5, new=set(CAST[:5]))) == ["Ana", "Ben", "Chi", "Dan", "Eva"]


@pytest.mark.at_length
@pytest.mark.parametrize("who", range(4, 10))
@given(new=st.sets(st.integers(0, 8)), early=st.sets(st.integers(0, 8)))
def test_nobody_new_is_among_the_first_while_enough_others_are_there(who, new, early):
    meeting = lobby(who, new={CAST[number] for number in new})
    for number in early & set(range(who)):
        meeting = participation.speak_early(meeting, CAST[number], later(-1))
    heard = order(at_stage(meeting, StageKey.CHECK_IN))
    shy = {CAST[number].name for number in (new - early) & set(range(who))}
    others = who - len(shy)
    first = others if who == 4 else min(3, others)
    assert not shy & set(heard[:first])
    assert sorted(heard) == sorted(actor.name for actor in CAST[:who])


def sure(meeting, minute):
    return sure_to_come(meeting, meeting.round, floor.coming(meeting, later(minute)))


def test_nobody_is_named_as_next_whom_a_pass_would_put_back():
    meeting = evening(6, new={CHI})
    for minute in (1, 2):
        meeting = rounds.next_speaker(meeting, FRAN, later(minute), meeting.place)
    assert meeting.round.floor == DAN.id
    assert floor.coming(meeting, later(3)) == (CHI.id, EVA.id, FAY.id)
    assert sure(meeting, 3) == ()
    passed = rounds.pass_on(meeting, DAN, later(3), meeting.place)
    assert passed.round.floor == EVA.id, "not Chi, who is new"
    heard = rounds.next_speaker(meeting, FRAN, later(3), meeting.place)
    assert heard.round.floor == CHI.id
    assert sure(heard, 4) == (EVA.id, FAY.id)


@given(new=st.sets(st.integers(0, 8)), passes=st.lists(st.booleans(), max_size=7))
def test_whoever_is_named_as_next_is_next_whether_it_is_a_turn_or_a_pass(new, passes):
    meeting = evening(9, new={CAST[number] for number in new})
    for minute, passing in enumerate(passes, 1):
        named, has = sure(meeting, minute), meeting.round.floor
        who = next(actor for actor in CAST if actor.id == has)
        press = rounds.pass_on if passing else rounds.finish
        meeting = press(meeting, who, later(minute), meeting.place)
        assert named[:1] in ((), (meeting.round.floor,))
