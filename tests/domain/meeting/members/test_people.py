"""Coming in, leaving, being removed and being forgotten."""

from dataclasses import replace

import pytest

from bot.domain.errors import AskFirst
from bot.domain.ids import MemberId
from bot.domain.meeting.members import leading, leaving, participation
from bot.domain.meeting.rights import NotFacilitator, NotHere, Removed
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.round_state import Turn
from bot.domain.meeting.talk import agenda, hands
from bot.domain.person import Actor, Way
from bot.domain.template import StageKey
from tests.domain.evenings import (
    ANA,
    BEN,
    CHI,
    DAN,
    EVA,
    FRAN,
    GIL,
    GUS,
    all_in_voice,
    ask_for,
    evening,
    floor,
    forget,
    hold,
    into_voice,
    join,
    later,
    lobby,
    names,
    out_of_voice,
    turn,
)
from tests.domain.traces import numbers_in

AT = later()


def test_who_comes_in_is_here_in_the_order_of_arrival():
    meeting = lobby(3)
    assert [one.name for one in meeting.here] == ["Ana", "Ben", "Chi"]
    assert len(meeting.heads) == 3


def test_being_in_the_voice_room_alone_only_counts_heads():
    meeting = into_voice(evening(5), GUS, AT)
    assert (len(meeting.heads), len(meeting.here)) == (6, 5)
    assert meeting.round.seat(GUS.id) is None


def test_pressing_join_twice_is_being_here_once():
    meeting = join(evening(5), ANA, later(3))
    assert meeting == evening(5)


def test_the_way_of_taking_part_can_be_changed_at_any_time():
    meeting = join(evening(5), EVA, later(1), Way.LISTENING)
    assert meeting.round.seat(EVA.id) is None
    assert EVA.id not in {one.id for one in meeting.taking_part}
    assert turn(join(meeting, EVA, later(2), Way.TYPING), EVA) is Turn.WAITING


def test_leaving_takes_hand_vote_and_readiness_along():
    meeting = evening(5, StageKey.AGENDA)
    for each in ("rest", "work", "sleep", "money"):
        meeting = agenda.suggest(meeting, BEN, each)
    meeting = agenda.vote(meeting, ANA, meeting.place, meeting.topics[0].number)
    meeting = hands.ready(hands.raise_hand(meeting, ANA, meeting.place), ANA, meeting.place)
    left = leaving.leave(meeting, ANA, later(1))
    assert (left.hands, left.ready, left.topics[0].votes) == ((), frozenset(), frozenset())
    with pytest.raises(NotHere):
        leaving.leave(left, ANA, later(1))


def test_a_new_name_stands_wherever_the_old_one_stood():
    meeting = evening(5, with_fran=True)
    renamed = participation.rename(participation.rename(meeting, ANA, "Anouk"), FRAN, "Franka")
    assert [one.name for one in renamed.here][:2] == ["Anouk", "Ben"]
    assert renamed.lead_known_as == "Franka"
    with pytest.raises(NotHere):
        participation.rename(meeting, GUS, "Gustav")


def test_a_closed_door_lets_nobody_new_in_but_everybody_back():
    closed = participation.close_door(leaving.leave(evening(5), EVA, AT), FRAN)
    with pytest.raises(participation.DoorClosed):
        join(closed, GIL, AT)
    assert closed.person(EVA.id).gone
    assert not join(closed, EVA, later(1)).person(EVA.id).gone
    assert join(closed, FRAN, AT).person(FRAN.id)
    assert join(closed, replace(GIL, manages=True), AT).person(GIL.id), "looks after the server"
    assert participation.close_door(closed, FRAN).door_closed, (
        "two who close it at once do not open it"
    )
    opened = participation.close_door(closed, FRAN, closed=False)
    assert join(opened, GIL, AT).person(GIL.id)
    with pytest.raises(NotFacilitator):
        participation.close_door(closed, ANA)


def test_removing_somebody_asks_once_and_ends_their_access():
    meeting = evening(5)
    with pytest.raises(AskFirst) as asked:
        leaving.remove(meeting, FRAN, AT, ANA.id)
    assert asked.value.facts == {"name": "Ana"}
    removed = leaving.remove(meeting, FRAN, AT, ANA.id, sure=True)
    assert removed.round.floor == BEN.id
    assert removed.person(ANA.id).gone
    assert leaving.remove(removed, FRAN, AT, ANA.id) == removed
    with pytest.raises(Removed):
        join(removed, ANA, later(1))


def held(meeting, actor, place):
    return hold(meeting, actor, place=place)


def test_whoever_was_removed_hears_the_same_sentence_whatever_they_press():
    meeting = evening(5, StageKey.DISCUSSION)
    removed = leaving.remove(meeting, FRAN, AT, ANA.id, sure=True)
    for press in (hands.raise_hand, hands.ready, held):
        with pytest.raises(Removed):
            press(removed, ANA, removed.place)


def test_a_removal_is_undone_in_one_press():
    removed = leaving.remove(evening(5), FRAN, AT, ANA.id, sure=True)
    with pytest.raises(NotFacilitator):
        leaving.let_back_in(removed, BEN, ANA.id)
    let_in = leaving.let_back_in(removed, FRAN, ANA.id)
    assert turn(join(let_in, ANA, later(1)), ANA) is Turn.WAITING


def test_somebody_in_voice_alone_can_be_removed_too():
    meeting = into_voice(evening(5), GUS, AT)
    removed = leaving.remove(meeting, FRAN, AT, GUS.id, sure=True)
    with pytest.raises(Removed):
        join(removed, GUS, AT)


def test_nobody_removes_facilitators_or_strangers_and_members_remove_nobody():
    meeting = leading.add_co_facilitator(evening(5), FRAN, BEN.id)
    for member in (FRAN, BEN):
        with pytest.raises(leaving.NotYourself):
            leaving.remove(meeting, FRAN, AT, member.id, sure=True)
    with pytest.raises(NotHere):
        leaving.remove(meeting, FRAN, AT, GUS.id, sure=True)
    with pytest.raises(NotFacilitator):
        leaving.remove(meeting, ANA, AT, CHI.id, sure=True)


def test_only_whoever_came_in_asks_to_speak_early():
    with pytest.raises(NotHere):
        participation.speak_early(evening(5), GUS, AT)


def test_the_voice_room_keeps_no_trace_of_who_never_came_through_the_door():
    meeting = into_voice(into_voice(evening(5), GUS, AT), ANA, AT)
    left = participation.voice_is(meeting, set(), later(1))
    assert [(one.member, one.left_at) for one in left.voice] == [(ANA.id, later(1))]


def test_the_time_somebody_went_out_stays_until_they_are_back():
    meeting = out_of_voice(all_in_voice(evening(5)), BEN, later(1))
    again = out_of_voice(meeting, CHI, later(1, 30))
    went = {one.member: one.left_at for one in again.voice if one.left_at}
    assert went == {BEN.id: later(1), CHI.id: later(1, 30)}


# ---------------------------------------------------------------------------- forgetting


def busy_evening():
    """An evening in which Ana has left every trace a member can leave, and then leads it."""
    meeting = all_in_voice(evening(6, StageKey.AGENDA, new={ANA}))
    for each in ("rest", "work", "sleep", "money"):
        meeting = agenda.suggest(meeting, ANA, each, with_name=each != "money")
    meeting = agenda.vote(meeting, ANA, meeting.place, meeting.topics[0].number)
    meeting = hands.raise_hand(meeting, ANA, meeting.place, "about rest")
    meeting = hands.call_next(meeting, FRAN, meeting.place)
    meeting = hands.ready(hands.raise_hand(meeting, ANA, meeting.place), ANA, meeting.place)
    meeting = ask_for(meeting, ANA, note="it is loud")
    return leading.hand_over(meeting, FRAN, AT, ANA.id)


def test_whoever_is_forgotten_leaves_no_trace():
    meeting = busy_evening()
    assert ANA.id in numbers_in(meeting)
    gone = forget(meeting, ANA, later(1))
    assert ANA.id not in numbers_in(gone)
    assert "Ana" not in repr(gone)
    assert [topic.text for topic in gone.topics] == ["money"], "what was given without a name"


def test_of_two_people_with_one_name_only_the_forgotten_one_leaves_the_agenda():
    twin = Actor(MemberId(6_500_001), "Ana")
    meeting = join(evening(5, StageKey.AGENDA), twin, AT)
    meeting = agenda.suggest(meeting, ANA, "rest", with_name=True)
    meeting = agenda.suggest(meeting, twin, "work", with_name=True)
    gone = forget(meeting, ANA, later(1))
    assert [(topic.text, topic.by) for topic in gone.topics] == [("work", twin.id)]


def test_after_the_one_who_leads_the_next_facilitator_leads():
    gone = forget(busy_evening(), ANA, later(1))
    assert (gone.lead, gone.lead_name) == (FRAN.id, "")
    helped = leading.add_co_facilitator(evening(5), FRAN, BEN.id)
    assert forget(helped, FRAN, AT).lead_name == "Ben"


def test_when_the_only_facilitator_is_forgotten_anybody_with_the_role_takes_over():
    gone = forget(evening(5), FRAN, AT)
    assert (gone.lead, gone.lead_name) == (None, "")
    assert leading.take_over(gone, GUS, AT).lead == GUS.id


def test_being_forgotten_in_the_middle_of_a_turn_passes_the_floor_on():
    meeting = evening(5)
    gone = forget(meeting, ANA, later(1))
    assert gone.round.floor == BEN.id
    assert gone.round.number > meeting.round.number
    assert ANA.id not in numbers_in(gone)


def test_being_forgotten_takes_places_in_earlier_rounds_away_too():
    meeting = evening(5)
    meeting = rounds.finish(meeting, ANA, AT, meeting.place)
    assert names(meeting, [floor(meeting)]) == ["Ben"]
    gone = forget(leaving.remove(meeting, FRAN, AT, ANA.id, sure=True), ANA, AT)
    assert ANA.id not in numbers_in(gone)


def test_forgetting_a_stranger_changes_nothing():
    meeting = evening(5)
    assert forget(meeting, GUS, AT) == meeting
    assert forget(lobby(2), DAN, AT) == lobby(2)
