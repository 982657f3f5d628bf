"""The floor: dropped calls, coming and going during a round, and how many there are."""

import pytest

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.meeting import clock, stages
from bot.domain.meeting.members import leaving, participation
from bot.domain.meeting.rights import StageOver
from bot.domain.meeting.round import floor
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.round.seating import standing
from bot.domain.meeting.round_state import Mode, Turn
from bot.domain.person import Way
from bot.domain.template import StageKey
from tests.domain.evenings import (
    ANA,
    BEN,
    CHI,
    DAN,
    EVA,
    FAY,
    FRAN,
    GIL,
    GUS,
    all_in_voice,
    evening,
    into_voice,
    join,
    later,
    lobby,
    out_of_voice,
    seat,
    speak_in_turn,
    turn,
)

AT = later()

# ------------------------------------------------------------------------ dropped calls


def test_a_drop_of_less_than_a_minute_changes_nothing():
    meeting = all_in_voice(evening(5))
    away = out_of_voice(meeting, ANA, later(1))
    back = into_voice(away, ANA, later(1, 59))
    assert back.round == meeting.round


def test_a_call_dropped_for_a_minute_comes_back_later_and_is_no_pass():
    meeting = all_in_voice(evening(5))
    away = out_of_voice(meeting, ANA, later(1))
    dropped = floor.drop(away, later(2))
    assert (turn(dropped, ANA), dropped.round.floor) == (Turn.LATER, BEN.id)
    assert not seat(dropped, ANA).came_back
    back = into_voice(dropped, ANA, later(3))
    assert speak_in_turn(back)[0] == ["Ben", "Chi", "Dan", "Eva", "Ana"]


def test_whoever_waits_and_drops_comes_at_the_end_even_when_nobody_looked_meanwhile():
    meeting = out_of_voice(all_in_voice(evening(5)), BEN, later(1))
    back = into_voice(meeting, BEN, later(3))
    assert turn(back, BEN) is Turn.LATER
    assert speak_in_turn(back)[0] == ["Ana", "Chi", "Dan", "Eva", "Ben"]


def test_a_dropped_member_is_not_called_while_away_and_can_be_called_on_return():
    meeting = out_of_voice(all_in_voice(evening(4)), ANA, later(1))
    for actor in (None, BEN, CHI, DAN):
        meeting = floor.drop(meeting, later(3))
        if actor:
            meeting = rounds.finish(meeting, actor, later(3), meeting.place)
    assert meeting.round.floor is None
    with pytest.raises(rounds.NobodyNext):
        rounds.next_speaker(meeting, FRAN, later(3), meeting.place)
    back = into_voice(meeting, ANA, later(4))
    assert rounds.next_speaker(back, FRAN, later(4), back.place).round.floor == ANA.id


def test_only_those_who_were_in_voice_can_drop():
    meeting = evening(5)
    assert floor.drop(meeting, later(30)).round.floor == ANA.id


def test_nobody_drops_where_there_are_no_turns():
    for meeting in (evening(2), evening(5, StageKey.DISCUSSION)):
        away = out_of_voice(all_in_voice(meeting), ANA, later(1))
        assert floor.drop(away, later(5)) == away


def test_a_pause_waits_for_a_dropped_call():
    meeting = out_of_voice(all_in_voice(evening(5)), ANA, later(1))
    paused = clock.pause(meeting, FRAN, later(1, 30))
    assert floor.drop(paused, later(9)).round.floor == ANA.id
    resumed = clock.resume(paused, FRAN, later(10))
    assert floor.drop(resumed, later(10, 29)).round.floor == ANA.id
    assert floor.drop(resumed, later(10, 30)).round.floor == BEN.id


def test_two_who_drop_together_are_both_passed_over():
    meeting = all_in_voice(evening(5))
    away = participation.voice_is(meeting, meeting.in_voice - {ANA.id, BEN.id}, later(1))
    dropped = floor.drop(away, later(2))
    assert dropped.round.floor == CHI.id
    assert {turn(dropped, ANA), turn(dropped, BEN)} == {Turn.LATER}


# --------------------------------------------------------------- coming and going meanwhile


def test_the_speaker_leaves_and_the_next_one_has_the_floor():
    meeting = evening(5)
    left = leaving.leave(meeting, ANA, AT)
    assert left.round.floor == BEN.id
    assert left.round.seat(ANA.id) is None
    with pytest.raises(StageOver):
        rounds.next_speaker(left, FRAN, AT, meeting.place)


def test_the_speaker_turns_to_listening_and_back_again_and_waits_anew():
    meeting = evening(5)
    listens = join(meeting, ANA, AT, Way.LISTENING)
    assert listens.round.floor == BEN.id
    assert turn(join(listens, ANA, AT), ANA) is Turn.WAITING


def test_whoever_has_spoken_and_comes_back_in_is_not_asked_again():
    meeting = rounds.finish(evening(5), ANA, AT, evening(5).place)
    again = join(leaving.leave(meeting, ANA, AT), ANA, later(2))
    assert turn(again, ANA) is Turn.FINISHED


def test_arriving_during_the_round_is_waiting_at_its_end():
    meeting = join(evening(5), GIL, later(1))
    assert speak_in_turn(meeting)[0] == ["Ana", "Ben", "Chi", "Dan", "Eva", "Gil"]


def test_arriving_after_check_in_is_not_being_asked_to_check_in():
    meeting = join(evening(5, StageKey.AGENDA), GIL, later(1))
    back = stages.back(meeting, FRAN, later(2), meeting.place)
    assert back.round.seat(GIL.id) is None
    wants = join(back, GIL, later(3))
    assert turn(wants, GIL) is Turn.WAITING


def test_arriving_after_check_in_is_being_asked_in_the_check_out():
    meeting = join(evening(5, StageKey.WORKING), GIL, later(1))
    out = stages.advance(meeting, FRAN, later(2), meeting.place)
    assert speak_in_turn(out)[0] == ["Ana", "Ben", "Chi", "Dan", "Eva", "Gil"]


# --------------------------------------------------------------------------------- size


def test_three_talk_freely_without_order_and_clock():
    meeting = evening(3)
    assert (meeting.round.mode, meeting.round.floor) == (Mode.FREE, None)
    assert meeting.round.turn_ends_at is None


def test_a_fourth_person_changes_nothing_until_the_facilitator_chooses_an_order():
    few = evening(3)
    meeting = join(few, DAN, later(1))
    assert (meeting.round.mode, meeting.round.floor) == (Mode.FREE, None)
    assert (floor.has_outgrown(few), floor.has_outgrown(meeting)) == (False, True)
    chosen = rounds.choose_mode(meeting, FRAN, later(2), Mode.TURNS)
    assert (chosen.round.mode, chosen.round.floor) == (Mode.TURNS, ANA.id)
    assert not floor.has_outgrown(chosen)


def test_a_round_of_turns_stays_one_when_people_leave():
    meeting = leaving.leave(evening(4), DAN, later(1))
    assert meeting.round.mode is Mode.TURNS


@pytest.mark.parametrize(("who", "mode"), [(9, Mode.TURNS), (3, Mode.FREE)])
def test_while_people_fit_the_stage_they_take_turns(who, mode):
    assert floor.fitting_mode(lobby(who), 18) is mode


def test_more_than_fits_answer_together_and_so_does_every_text_room():
    assert floor.fitting_mode(lobby(9), 6) is Mode.TOGETHER
    assert floor.fitting_mode(lobby(9), 7) is Mode.TURNS
    assert floor.fitting_mode(lobby(4, room=RoomKind.TEXT), 18) is Mode.TOGETHER
    assert floor.fitting_mode(lobby(3, room=RoomKind.TEXT), 18) is Mode.FREE


def test_a_listener_does_not_count_for_the_size():
    assert evening(4, listening={ANA}).round.mode is Mode.FREE


def test_standing_names_every_way_to_be_in_a_round():
    meeting = evening(6, listening={FAY})
    meeting = rounds.pass_on(meeting, DAN, AT, meeting.place)
    meeting = rounds.come_back(rounds.pass_on(meeting, EVA, AT, meeting.place), EVA, meeting.place)
    meeting = rounds.finish(meeting, ANA, AT, meeting.place)
    found = [standing(meeting, one.id) for one in (ANA, BEN, CHI, DAN, EVA, FAY, GUS)]
    assert found == [
        Turn.FINISHED,
        Turn.FLOOR,
        Turn.WAITING,
        Turn.PASSED,
        Turn.LATER,
        Turn.LISTENING,
        None,
    ]
    assert standing(evening(6, StageKey.AGENDA), ANA.id) is None
