"""Who leads: handing over, helping, and taking over when the facilitator is away."""

import pytest

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.meeting import stages
from bot.domain.meeting.members import leading, leaving, participation
from bot.domain.meeting.rights import NotFacilitator, NotHere, NotNow, Removed
from bot.domain.person import Actor
from tests.domain.evenings import (
    ANA,
    BEN,
    CAST,
    CHI,
    FRAN,
    GUS,
    evening,
    into_voice,
    join,
    later,
    lobby,
    out_of_voice,
)


def with_fran_in_voice():
    return into_voice(evening(5, with_fran=True), FRAN, later())


def test_after_handing_over_both_have_the_console():
    meeting = leading.hand_over(evening(5), FRAN, later(1), ANA.id)
    assert (meeting.lead, meeting.lead_name) == (ANA.id, "Ana")
    assert set(meeting.facilitators) == {ANA.id, FRAN.id}
    assert stages.advance(meeting, FRAN, later(1), meeting.place, sure=True).stage == 3


def test_whoever_takes_over_is_shown_by_the_name_chosen_at_the_door():
    away = out_of_voice(with_fran_in_voice(), FRAN, later(5))
    chosen = participation.rename(join(away, GUS, later(6)), GUS, "Heron")
    assert leading.take_over(chosen, GUS, later(9)).lead_known_as == "Heron"


def test_a_co_facilitator_has_the_same_console():
    meeting = leading.add_co_facilitator(evening(5), FRAN, BEN.id)
    assert meeting.lead == FRAN.id
    assert leading.add_co_facilitator(meeting, FRAN, BEN.id) == meeting
    assert stages.advance(meeting, BEN, later(1), meeting.place, sure=True).stage == 3
    assert leading.add_co_facilitator(meeting, BEN, CHI.id).facilitators[1:] == (BEN.id, CHI.id)


def test_leading_is_given_to_people_who_are_here_by_those_who_lead():
    meeting = leaving.leave(evening(5), CHI, later())
    for member in (GUS.id, CHI.id):
        with pytest.raises(NotHere):
            leading.hand_over(meeting, FRAN, later(), member)
        with pytest.raises(NotHere):
            leading.add_co_facilitator(meeting, FRAN, member)
    with pytest.raises(NotFacilitator):
        leading.hand_over(meeting, ANA, later(), ANA.id)
    with pytest.raises(NotFacilitator):
        leading.add_co_facilitator(meeting, GUS, ANA.id)


def test_five_facilitators_are_enough():
    meeting = evening(6)
    for actor in CAST[:4]:
        meeting = leading.add_co_facilitator(meeting, FRAN, actor.id)
    with pytest.raises(leading.EnoughFacilitators):
        leading.add_co_facilitator(meeting, FRAN, CAST[4].id)


def test_somebody_takes_over_after_three_minutes_without_the_facilitator():
    away = out_of_voice(with_fran_in_voice(), FRAN, later(5))
    with pytest.raises(leading.FacilitatorHere):
        leading.take_over(away, GUS, later(7, 59))
    taken = leading.take_over(away, GUS, later(8))
    assert (taken.lead, taken.lead_name) == (GUS.id, "Gus")
    assert FRAN.id in taken.facilitators
    assert leading.take_over(taken, GUS, later(8)) == taken


def test_a_facilitator_in_the_voice_room_is_never_away():
    assert not leading.is_away(with_fran_in_voice(), later(80))


def test_a_press_counts_as_being_here():
    away = out_of_voice(with_fran_in_voice(), FRAN, later(5))
    pressed = leading.seen(away, FRAN, later(7))
    assert not leading.is_away(pressed, later(9, 59))
    assert leading.is_away(pressed, later(10))
    assert leading.seen(away, ANA, later(7)) == away


def test_in_a_text_room_it_takes_ten_minutes_without_a_press():
    meeting = evening(5, room=RoomKind.TEXT)
    assert not leading.is_away(meeting, later(9, 59))
    assert leading.is_away(meeting, later(10))


def test_the_role_is_needed_to_take_over_unless_one_helps_to_lead_already():
    away = leading.add_co_facilitator(evening(5), FRAN, ANA.id)
    with pytest.raises(NotFacilitator):
        leading.take_over(away, BEN, later(30))
    assert leading.take_over(away, ANA, later(30)).facilitators == (ANA.id, FRAN.id)


def test_there_is_nothing_to_take_over_before_the_beginning():
    with pytest.raises(NotNow):
        leading.take_over(lobby(5), GUS, later(30))
    assert not leading.is_away(lobby(5), later(30))


def test_whoever_was_removed_does_not_take_over():
    ana = Actor(ANA.id, ANA.name, leads=True)
    removed = leaving.remove(evening(5), FRAN, later(), ANA.id, sure=True)
    with pytest.raises(Removed):
        leading.take_over(removed, ana, later(30))
