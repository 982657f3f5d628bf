"""Moving through the evening, and what asks first."""

from dataclasses import replace

import pytest

from bot.domain.errors import AskFirst
from bot.domain.meeting import clock, stages
from bot.domain.meeting.members import participation
from bot.domain.meeting.rights import NotFacilitator, NotNow, StageOver
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.round_state import Mode, Place
from bot.domain.meeting.talk import agenda, hands
from bot.domain.sentence import Sentence
from bot.domain.template import StageKey
from tests.domain.evenings import (
    ANA,
    BEN,
    FRAN,
    GUS,
    STANDARD,
    START,
    all_in_voice,
    evening,
    floor,
    join,
    later,
    lobby,
    out_of_voice,
    speak_in_turn,
)

AT = later()


def test_any_facilitator_begins_and_leads_from_then_on():
    meeting = lobby(5)
    begun = stages.begin(meeting, GUS, AT, meeting.place)
    assert (begun.now_in, begun.lead, begun.lead_name) == (StageKey.WELCOME, GUS.id, "Gus")
    assert begun.cards == meeting.cards + 1


def test_whoever_begins_leads_under_the_name_chosen_at_the_door():
    meeting = participation.rename(join(lobby(5), FRAN, AT), FRAN, "Franka")
    assert stages.begin(meeting, FRAN, AT, meeting.place).lead_known_as == "Franka"


def test_a_second_facilitator_who_presses_begin_hears_who_leads():
    meeting = participation.rename(join(lobby(5), FRAN, AT), FRAN, "Franka")
    begun = stages.begin(meeting, FRAN, AT, meeting.place)
    with pytest.raises(stages.BegunAlready) as told:
        stages.begin(begun, GUS, AT, meeting.place)
    assert told.value.facts == {"name": "Franka"}
    with pytest.raises(StageOver):
        stages.begin(begun, FRAN, AT, meeting.place)


def test_members_do_not_begin_and_nobody_begins_twice():
    meeting = lobby(5)
    with pytest.raises(NotFacilitator):
        stages.begin(meeting, ANA, AT, meeting.place)
    begun = stages.begin(meeting, FRAN, AT, meeting.place)
    with pytest.raises(StageOver):
        stages.begin(begun, GUS, AT, meeting.place)
    with pytest.raises(NotNow):
        stages.begin(begun, FRAN, AT, begun.place)


def test_long_before_the_planned_time_beginning_asks_first_and_shortly_before_it_does_not():
    meeting = lobby(5)
    with pytest.raises(stages.LongBefore) as asked:
        stages.begin(meeting, FRAN, later(-8), meeting.place, sure=False)
    assert asked.value.facts == {"at": int(START.timestamp())}
    assert stages.begin(meeting, FRAN, later(-8), meeting.place, sure=True).lead == FRAN.id
    for soon in (later(-3), later(), later(5)):
        assert stages.begin(meeting, FRAN, soon, meeting.place, sure=False).lead == FRAN.id


def test_who_may_not_begin_is_not_asked_whether_it_is_early():
    meeting = lobby(5)
    with pytest.raises(NotFacilitator):
        stages.begin(meeting, ANA, later(-8), meeting.place, sure=False)


def test_the_evening_goes_through_its_stages_in_order():
    meeting = evening(5, StageKey.WELCOME)
    seen = [meeting.now_in]
    while stages.next_stage(meeting) is not None:
        meeting = stages.advance(meeting, FRAN, AT, meeting.place, sure=True)
        seen.append(meeting.now_in)
    assert seen == [stage.key for stage in STANDARD[1:]]
    with pytest.raises(NotNow):
        stages.advance(meeting, FRAN, AT, meeting.place, sure=True)


def test_a_double_press_of_next_stage_moves_one_stage():
    meeting = evening(5, StageKey.WELCOME)
    once = stages.advance(meeting, FRAN, AT, meeting.place)
    with pytest.raises(StageOver):
        stages.advance(once, FRAN, AT, meeting.place, sure=True)


def test_only_those_who_lead_move_stages():
    meeting = evening(5, StageKey.DISCUSSION)
    for actor in (ANA, GUS):
        for press in (stages.advance, stages.back):
            with pytest.raises(NotFacilitator):
                press(meeting, actor, AT, meeting.place)
        with pytest.raises(NotFacilitator):
            stages.end(meeting, actor, meeting.place, sure=True)


def test_next_stage_asks_once_while_people_wait():
    meeting = evening(5)
    with pytest.raises(stages.PeopleWaiting) as asked:
        stages.advance(meeting, FRAN, AT, meeting.place)
    assert asked.value.facts == {"count": 4, "name": "Ben"}
    assert stages.advance(meeting, FRAN, AT, meeting.place, sure=True).now_in is StageKey.AGENDA


def test_next_stage_asks_once_where_the_last_turn_has_only_just_begun():
    meeting = evening(5)
    for _ in range(4):
        meeting = rounds.next_speaker(meeting, FRAN, AT, meeting.place)
    with pytest.raises(stages.TurnJustBegun) as asked:
        stages.advance(meeting, FRAN, AT, meeting.place)
    assert asked.value.facts == {"name": "Eva"}
    assert stages.advance(meeting, FRAN, later(1), meeting.place).now_in is StageKey.AGENDA


def test_next_stage_does_not_ask_when_nobody_waits_or_only_a_dropped_call():
    _, done = speak_in_turn(evening(5))
    assert stages.advance(done, FRAN, AT, done.place).now_in is StageKey.AGENDA
    away = out_of_voice(all_in_voice(evening(4)), ANA, later(1))
    for actor in ("Ben", "Chi", "Dan"):
        away = rounds.next_speaker(away, FRAN, later(3), away.place)
        assert away.person(floor(away)).name == actor
    assert stages.advance(away, FRAN, later(4), away.place).stage == 3


def test_the_discussion_does_not_close_silently_over_raised_hands():
    meeting = evening(5, StageKey.DISCUSSION)
    up = hands.raise_hand(meeting, ANA, meeting.place)
    with pytest.raises(stages.CutShort) as asked:
        stages.advance(up, FRAN, AT, up.place)
    assert asked.value.facts == {
        "what": Sentence("still.hands", {"count": 1}),
        "stage": Sentence("stage.working"),
    }
    moved = stages.advance(up, FRAN, AT, up.place, sure=True)
    assert (moved.now_in, moved.hands) == (StageKey.WORKING, ())


def test_a_round_together_asks_about_hands_and_not_about_those_who_wait():
    meeting = rounds.choose_mode(evening(5), FRAN, AT, Mode.TOGETHER)
    assert stages.advance(meeting, FRAN, AT, meeting.place).now_in is StageKey.AGENDA
    up = hands.raise_hand(meeting, ANA, meeting.place)
    with pytest.raises(stages.CutShort):
        stages.advance(up, FRAN, AT, up.place)


def test_a_talk_asks_while_somebody_who_was_called_speaks_unless_it_is_who_leads():
    meeting = evening(5, StageKey.WORKING, with_fran=True)
    called = replace(meeting, called=ANA.id)
    with pytest.raises(stages.CutShort) as asked:
        stages.advance(called, FRAN, AT, called.place)
    assert asked.value.facts["what"] == Sentence("still.speaking", {"name": "Ana"})
    for quiet in (hands.finish(called, ANA, called.place), replace(meeting, called=FRAN.id)):
        assert stages.advance(quiet, FRAN, AT, quiet.place).now_in is StageKey.CHECK_OUT


def test_the_discussion_asks_while_topics_are_to_come_and_once_for_all_of_it():
    meeting = agenda.suggest(evening(5, StageKey.AGENDA), ANA, "Sleep")
    talk = stages.advance(meeting, FRAN, AT, meeting.place)
    assert stages.advance(talk, FRAN, AT, talk.place).now_in is StageKey.WORKING
    more = agenda.suggest(talk, BEN, "Work")
    left = Sentence("still.topics", {"count": 1})
    with pytest.raises(stages.CutShort) as asked:
        stages.advance(more, FRAN, AT, more.place)
    assert asked.value.facts["what"] == left
    up = hands.raise_hand(more, ANA, more.place)
    with pytest.raises(stages.CutShort) as asked:
        stages.advance(up, FRAN, AT, up.place)
    first = Sentence("still.hands", {"count": 1})
    assert asked.value.facts["what"] == Sentence("still.both", {"first": first, "more": left})
    last = agenda.talk_about(more, FRAN, AT, more.place, more.topics[-1].number)
    assert stages.advance(last, FRAN, AT, last.place).now_in is StageKey.WORKING


def test_the_agenda_is_left_out_with_three_people_or_fewer():
    three, four = evening(3), evening(4)
    assert stages.advance(three, FRAN, AT, three.place).now_in is StageKey.DISCUSSION
    assert stages.advance(four, FRAN, AT, four.place, sure=True).now_in is StageKey.AGENDA


def test_back_skips_an_agenda_that_never_was_and_finds_one_that_was():
    three = stages.advance(evening(3), FRAN, later(5), evening(3).place)
    back = stages.back(three, FRAN, later(6), three.place)
    assert back.now_in is StageKey.CHECK_IN
    agenda = evening(5, StageKey.AGENDA)
    talk = stages.advance(agenda, FRAN, later(2), agenda.place)
    assert stages.back(talk, FRAN, later(3), talk.place).now_in is StageKey.AGENDA


def test_back_finds_the_round_and_the_time_as_they_were_left():
    meeting = evening(5)
    meeting = rounds.next_speaker(meeting, FRAN, later(2), meeting.place)
    moved = stages.advance(meeting, FRAN, later(4), meeting.place, sure=True)
    back = stages.back(moved, FRAN, later(9), moved.place)
    stand = [[(one.member, one.turn) for one in each.round.seats] for each in (meeting, back)]
    assert stand[0] == stand[1]
    assert back.round.number == meeting.round.number
    assert clock.left(back, later(9)) == clock.left(meeting, later(4))
    assert back.cards == meeting.cards + 2


def test_a_double_press_of_back_goes_back_once_and_never_into_the_lobby():
    meeting = evening(5, StageKey.WORKING)
    once = stages.back(meeting, FRAN, AT, meeting.place)
    with pytest.raises(StageOver):
        stages.back(once, FRAN, AT, meeting.place)
    welcome = evening(5, StageKey.WELCOME)
    with pytest.raises(stages.NothingBefore):
        stages.back(welcome, FRAN, AT, welcome.place)


def test_what_belonged_to_a_stage_is_cleared_in_the_next():
    meeting = evening(5, StageKey.AGENDA)
    meeting = hands.ready(hands.raise_hand(meeting, ANA, meeting.place), BEN, meeting.place)
    moved = stages.advance(meeting, FRAN, AT, meeting.place, sure=True)
    assert (moved.hands, moved.called, moved.ready, moved.question) == ((), None, frozenset(), None)


@pytest.mark.parametrize(("stage", "last"), [(StageKey.DISCUSSION, 0), (StageKey.CLOSE, 1)])
def test_ending_the_meeting_asks_once(stage, last):
    meeting = evening(5, stage)
    with pytest.raises(AskFirst) as asked:
        stages.end(meeting, FRAN, meeting.place)
    room = Sentence("room_after.voice")
    assert asked.value.facts == {"title": meeting.title, "room": room, "last": last}
    assert stages.end(meeting, FRAN, meeting.place, sure=True) == meeting
    with pytest.raises(StageOver):
        stages.end(meeting, FRAN, Place(2), sure=True)
