"""Who gets a place: so many people, the holders of one role, and those who lead."""

from dataclasses import replace

import pytest

from bot.domain.ids import RoleId
from bot.domain.meeting.members import leaving, participation
from bot.domain.meeting.members.participation import MeetingFull, RoleMissing
from bot.domain.person import Actor, Way
from tests.domain.evenings import ANA, BEN, CHI, FRAN, GUS, later, lobby

WOMEN = RoleId(77)


def _join(meeting, who: Actor, way: Way = Way.SPEAKING):
    return participation.join(meeting, who, later(), way, first_time=False)


def test_the_last_place_goes_to_one_and_a_place_that_is_left_to_the_next():
    full = replace(lobby(2), capacity=2)
    with pytest.raises(MeetingFull) as refused:
        _join(full, CHI)
    assert refused.value.facts["count"] == 2
    free = leaving.leave(full, ANA, later())
    taken = _join(free, CHI)
    with pytest.raises(MeetingFull):
        _join(taken, ANA)


def test_whoever_is_in_changes_their_way_though_it_is_full():
    full = replace(lobby(2), capacity=2)
    assert _join(full, BEN, Way.LISTENING).person(BEN.id).way is Way.LISTENING


def test_those_who_lead_take_nobodys_place_and_need_none():
    led = _join(replace(lobby(2), capacity=3), FRAN)
    full = _join(led, CHI)
    assert _join(full, GUS).person(GUS.id) is not None


def test_the_next_date_is_named_where_there_is_one():
    once = replace(lobby(1), capacity=1)
    weekly = replace(once, next_at=later(minutes=7 * 24 * 60))
    said = []
    for meeting in (once, weekly):
        with pytest.raises(MeetingFull) as refused:
            _join(meeting, CHI)
        said.append(refused.value.facts["then"].key)
    assert said == ["meeting.full_then_list", "meeting.full_then"]


def test_a_meeting_for_one_role_takes_its_holders_and_those_who_lead_or_manage():
    kept = replace(lobby(0), visible_to=WOMEN)
    manager = replace(BEN, manages=True)
    for who in (replace(ANA, roles=frozenset({WOMEN})), FRAN, manager):
        kept = _join(kept, who)
    for who in (CHI, replace(CHI, roles=frozenset({RoleId(78)}))):
        with pytest.raises(RoleMissing):
            _join(kept, who)


def test_who_is_in_stays_though_the_role_is_taken_from_them():
    kept = _join(replace(lobby(0), visible_to=WOMEN), replace(ANA, roles=frozenset({WOMEN})))
    assert _join(kept, ANA, Way.TYPING).person(ANA.id).way is Way.TYPING
