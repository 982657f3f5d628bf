"""Power can be taken back: by the role, by who leads, and by whoever manages the server."""

from dataclasses import replace

import pytest

from bot.domain.ids import MemberId
from bot.domain.meeting import clock, stages
from bot.domain.meeting.members import leading, leaving, participation
from bot.domain.meeting.rights import NotFacilitator, NotNow, Removed, RoleGone, TakenOff, hosts
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.talk import agenda, board, hands, questions
from bot.domain.person import Actor
from tests.domain.evenings import ANA, BEN, CHI, FRAN, GUS, evening, join, later, lobby

AT = later(1)
OLU = Actor(MemberId(5_000_003), "Olu", manages=True)
"""Manages the server, and does not hold the facilitator role."""
NO_ROLE = replace(FRAN, leads=False)
"""Who began, after the role was taken away."""
LEADING = (
    lambda m, by: stages.advance(m, by, AT, m.place, sure=True),
    lambda m, by: stages.back(m, by, AT, m.place),
    lambda m, by: stages.end(m, by, m.place, sure=True),
    lambda m, by: clock.pause(m, by, AT),
    lambda m, by: clock.extend(m, by, AT),
    lambda m, by: rounds.next_speaker(m, by, AT, m.place),
    lambda m, by: leaving.remove(m, by, AT, ANA.id, sure=True),
    lambda m, by: leaving.let_back_in(m, by, ANA.id),
    participation.close_door,
    lambda m, by: leading.hand_over(m, by, AT, ANA.id),
    lambda m, by: leading.add_co_facilitator(m, by, ANA.id),
    lambda m, by: leading.drop_co_facilitator(m, by, BEN.id),
    lambda m, by: board.release(m, by, 1),
    lambda m, by: board.take_down(m, by, 1),
    lambda m, by: questions.suggest(m, by, (), ()),
    lambda m, by: agenda.talk_about(m, by, AT, m.place, 1),
    lambda m, by: hands.call_next(m, by, m.place),
    lambda m, by: hands.finish_for(m, by, m.place),
)
"""What only those do who lead."""


def helped():
    return leading.add_co_facilitator(evening(5), FRAN, BEN.id)


@pytest.mark.parametrize("press", LEADING)
def test_whoever_began_and_lost_the_role_leads_no_more(press):
    with pytest.raises(RoleGone):
        press(helped(), NO_ROLE)


def test_whoever_is_asked_to_lead_needs_no_role():
    meeting = leading.hand_over(helped(), FRAN, AT, ANA.id)
    for appointed in (ANA, BEN):
        assert clock.pause(meeting, appointed, AT).paused_at
    assert not hosts(meeting, NO_ROLE)
    assert hosts(meeting, FRAN)


def test_nobody_appoints_themselves():
    meeting = leading.hand_over(evening(5, with_fran=True), FRAN, AT, FRAN.id)
    meeting = leading.add_co_facilitator(meeting, FRAN, FRAN.id)
    with pytest.raises(RoleGone):
        clock.pause(meeting, NO_ROLE, AT)


def test_somebody_else_takes_over_at_once_from_who_lost_the_role():
    with pytest.raises(leading.FacilitatorHere):
        leading.take_over(helped(), GUS, AT)
    taken = leading.take_over(helped(), GUS, AT, lost=FRAN.id)
    assert taken.facilitators == (GUS.id, BEN.id)
    assert taken.by_role == {GUS.id}


def test_it_matters_only_whether_the_one_who_leads_now_lost_the_role():
    taken = leading.take_over(helped(), GUS, AT, lost=FRAN.id)
    with pytest.raises(leading.FacilitatorHere):
        leading.take_over(taken, BEN, AT, lost=FRAN.id)


def test_whoever_manages_the_server_takes_over_at_any_time_and_takes_the_other_off():
    taken = leading.take_over(helped(), OLU, AT)
    assert taken.facilitators == (OLU.id, FRAN.id, BEN.id)
    alone = leading.drop_co_facilitator(taken, OLU, FRAN.id)
    with pytest.raises(NotFacilitator):
        clock.pause(alone, FRAN, AT)
    removed = leaving.remove(join(alone, FRAN, AT), OLU, AT, FRAN.id, sure=True)
    with pytest.raises(Removed):
        leading.take_over(removed, FRAN, later(60))


def test_whoever_manages_the_server_ends_the_meeting_at_any_time():
    for meeting in (lobby(3), helped()):
        with pytest.raises(stages.SureToEnd):
            stages.end(meeting, OLU, meeting.place)
        assert stages.end(meeting, OLU, meeting.place, sure=True) == meeting
    with pytest.raises(NotNow):
        leading.take_over(lobby(3), OLU, AT)


def test_whoever_manages_the_server_only_takes_over_or_ends_before_they_lead():
    for press in (one for one in LEADING if one is not LEADING[2]):
        with pytest.raises(NotFacilitator):
            press(helped(), OLU)


def test_whoever_manages_the_server_is_not_removed():
    meeting = join(evening(5), OLU, AT)
    with pytest.raises(leaving.LooksAfterServer):
        leaving.remove(meeting, FRAN, AT, OLU.id, sure=True, manages=True)


def test_a_co_facilitator_is_taken_off_by_the_one_who_leads_and_steps_back_alone():
    meeting = leading.add_co_facilitator(helped(), FRAN, CHI.id)
    with pytest.raises(leading.OnlyTheLead):
        leading.drop_co_facilitator(meeting, CHI, BEN.id)
    assert leading.drop_co_facilitator(meeting, FRAN, BEN.id).facilitators == (FRAN.id, CHI.id)
    assert leading.drop_co_facilitator(meeting, CHI, CHI.id).facilitators == (FRAN.id, BEN.id)
    for nobody in (FRAN.id, ANA.id):
        with pytest.raises(leading.NotHelping):
            leading.drop_co_facilitator(meeting, FRAN, nobody)


def test_a_co_facilitator_neither_takes_the_lead_nor_gives_it_away():
    for to in (BEN.id, ANA.id):
        with pytest.raises(leading.OnlyTheLead):
            leading.hand_over(helped(), BEN, AT, to)


def test_a_co_facilitator_who_was_taken_off_can_be_removed():
    meeting = leading.drop_co_facilitator(helped(), FRAN, BEN.id)
    assert leaving.remove(meeting, FRAN, AT, BEN.id, sure=True).is_removed(BEN.id)


def test_whoever_is_taken_off_is_told_so_at_each_press_of_who_leads():
    off = leading.drop_co_facilitator(helped(), FRAN, BEN.id)
    for press in LEADING:
        with pytest.raises(TakenOff):
            press(off, BEN)
    again = leading.add_co_facilitator(off, FRAN, BEN.id)
    assert again.taken_off == frozenset()
    assert leading.hand_over(off, FRAN, AT, BEN.id).taken_off == frozenset()


def test_whoever_steps_back_or_never_helped_hears_that_others_lead():
    stepped_back = leading.drop_co_facilitator(helped(), BEN, BEN.id)
    for who in (BEN, ANA):
        with pytest.raises(NotFacilitator) as refused:
            clock.pause(stepped_back, who, AT)
        assert not isinstance(refused.value, TakenOff)


def test_that_somebody_was_taken_off_is_forgotten_with_them():
    off = leading.drop_co_facilitator(helped(), FRAN, BEN.id)
    assert leaving.forget(off, BEN.id, AT, "5e" * 16).taken_off == frozenset()
