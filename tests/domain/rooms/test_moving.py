"""Moving to a new room: for whom it is there, how often, and what becomes of the old one."""

from dataclasses import replace

import pytest

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.ids import ChannelId
from bot.domain.meeting.members import leading, leaving, participation
from bot.domain.meeting.rights import NotFacilitator, Removed
from bot.domain.rooms import moving
from bot.domain.server.onlookers import Doorway
from tests.domain.evenings import (
    ANA,
    BEN,
    FRAN,
    all_in_voice,
    evening,
    forget,
    later,
    lobby,
    out_of_voice,
)

AT = later(1)
CLOSED = Doorway(closed=True)


def with_ana_removed():
    """Ana was removed, and sits in the voice room all the same."""
    return leaving.remove(all_in_voice(evening(5)), FRAN, AT, ANA.id, sure=True)


def test_a_meeting_moves_when_whoever_was_removed_stays_in_voice():
    asked = moving.move(with_ana_removed(), FRAN)
    assert (asked.moving, asked.moves) == (True, 1)
    assert moving.move(asked, FRAN) == asked, "a double press is one move"
    assert not moving.is_offered(asked)
    there = moving.moved(asked, ChannelId(77), CLOSED)
    assert (there.room, there.moving, there.cards) == (ChannelId(77), False, asked.cards + 1)
    assert there.still_in_voice == frozenset()
    assert there.round == asked.round, "nobody loses a turn by moving"
    assert not leading.is_away(there, later(2))


def test_whoever_was_removed_and_forgotten_is_left_behind_too():
    meeting = participation.voice_is(forget(with_ana_removed(), ANA, AT), {ANA.id, BEN.id}, AT)
    assert moving.may_move(meeting)


@pytest.mark.parametrize(
    "meeting",
    [
        all_in_voice(evening(5)),
        out_of_voice(with_ana_removed(), ANA, AT),
        replace(with_ana_removed(), closed_door=False),
        replace(with_ana_removed(), room_kind=RoomKind.TEXT),
    ],
    ids=["nobody was removed", "she is gone", "the door is open", "nobody can sit in a text room"],
)
def test_where_moving_would_leave_nobody_behind_it_is_not_offered(meeting):
    assert not moving.is_offered(meeting)
    with pytest.raises(moving.NobodyToLeaveBehind):
        moving.move(meeting, FRAN)


def test_only_those_who_lead_move_a_meeting():
    with pytest.raises(NotFacilitator):
        moving.move(with_ana_removed(), BEN)
    with pytest.raises(Removed):
        moving.move(with_ana_removed(), replace(ANA, leads=True))
    before = leaving.remove(all_in_voice(lobby(5)), FRAN, AT, ANA.id, sure=True)
    assert moving.move(before, FRAN).moving


def test_a_meeting_moves_three_times_at_most():
    meeting = with_ana_removed()
    for _ in range(moving.MOST_MOVES):
        there = moving.moved(moving.move(meeting, FRAN), ChannelId(77), CLOSED)
        meeting = participation.voice_is(there, {ANA.id, BEN.id}, AT)
    assert not moving.is_offered(meeting)
    with pytest.raises(moving.MovedEnough):
        moving.move(meeting, FRAN)


def test_where_no_room_can_be_had_the_meeting_stays_and_may_ask_again():
    stays = moving.stayed(moving.move(with_ana_removed(), FRAN))
    assert moving.is_offered(stays)
