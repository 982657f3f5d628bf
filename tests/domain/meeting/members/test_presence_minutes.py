"""Minutes present, from the voice room or the door."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.attendance.presence import Seen
from bot.domain.calendar.occurrence import RoomKind
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members import leaving, participation, presence_minutes
from bot.domain.meeting.members.presence_minutes import MOST_STAYS
from bot.domain.person import Actor, Stay, Voice, Way
from bot.domain.template import StageKey
from tests.domain.evenings import (
    ANA,
    BEN,
    CHI,
    FRAN,
    GIL,
    START,
    all_in_voice,
    evening,
    forget,
    join,
    later,
    out_of_voice,
)

END = later(90)


def into_voice(meeting: LiveMeeting, actor: Actor, at) -> LiveMeeting:
    return participation.voice_is(meeting, meeting.in_voice | {actor.id}, at)


def present(meeting: LiveMeeting, actor: Actor):
    return presence_minutes.presence_of(meeting, actor.id, START, END)


def minutes(meeting: LiveMeeting, actor: Actor) -> int:
    found = present(meeting, actor)
    return found.minutes if found else 0


def press(meeting: LiveMeeting, actor: Actor, at) -> LiveMeeting:
    """Somebody presses something on the card, or types with its form."""
    return presence_minutes.noticed(meeting, actor, at)


def every_stays(meeting: LiveMeeting) -> list[tuple[Stay, ...]]:
    behind_door = [stays for one in meeting.people for stays in (one.stays, one.wrote)]
    return [one.stays for one in meeting.voice] + behind_door


def test_whoever_stays_in_voice_to_the_end_was_there_all_along():
    meeting = all_in_voice(evening(3), later(-5))
    assert (minutes(meeting, ANA), present(meeting, ANA).by) == (90, Seen.VOICE)


def test_a_dropped_call_adds_up_with_what_came_before():
    meeting = all_in_voice(evening(3))
    meeting = into_voice(out_of_voice(meeting, ANA, later(30)), ANA, later(36))
    assert minutes(meeting, ANA) == 84
    again = into_voice(out_of_voice(meeting, ANA, later(50)), ANA, later(50, 40))
    assert minutes(again, ANA) == 84


def test_whoever_goes_home_early_was_there_until_then():
    meeting = out_of_voice(all_in_voice(evening(3)), ANA, later(40))
    assert minutes(meeting, ANA) == 40
    assert minutes(meeting, BEN) == 90


def test_a_room_that_tells_the_same_twice_counts_nothing_twice():
    meeting = all_in_voice(evening(3))
    for at in (later(10), later(20)):
        meeting = participation.voice_is(meeting, meeting.in_voice, at)
    gone = out_of_voice(meeting, ANA, later(40))
    gone = participation.voice_is(gone, gone.in_voice, later(50))
    assert minutes(gone, ANA) == 40


@pytest.mark.parametrize("way", [Way.SPEAKING, Way.TYPING, Way.LISTENING])
def test_whoever_comes_through_the_door_of_a_voice_meeting_and_no_further_was_not_seen(way):
    meeting = join(evening(3), GIL, later(0), way)
    assert present(meeting, GIL) is None
    assert present(leaving.leave(meeting, GIL, later(60)), GIL) is None
    assert present(presence_minutes.asked_in_room(meeting, GIL, later(80)), GIL) is None


def test_in_a_voice_meeting_whoever_never_connects_is_seen_by_what_they_press_alone():
    meeting = press(join(evening(3), GIL, later(0)), GIL, later(20))
    assert present(meeting, GIL) is None
    meeting = press(meeting, GIL, later(50))
    assert (minutes(meeting, GIL), present(meeting, GIL).by) == (30, Seen.WRITING)
    assert minutes(presence_minutes.asked_in_room(meeting, GIL, later(85)), GIL) == 65


@pytest.mark.parametrize("way", [Way.SPEAKING, Way.TYPING, Way.LISTENING])
def test_in_a_text_room_everybody_counts_from_the_door_until_they_were_seen_last(way):
    meeting = join(evening(3, room=RoomKind.TEXT), ANA, later(0), way)
    assert present(meeting, ANA) is None
    meeting = press(meeting, ANA, later(40))
    assert (minutes(meeting, ANA), present(meeting, ANA).by) == (40, Seen.WRITING)
    assert minutes(presence_minutes.asked_in_room(meeting, ANA, later(88)), ANA) == 88


def test_who_presses_leave_in_a_text_room_was_there_until_then_and_may_come_back():
    meeting = evening(3, room=RoomKind.TEXT)
    left = leaving.leave(meeting, ANA, later(20))
    assert minutes(left, ANA) == 20
    back = join(left, ANA, later(50))
    assert minutes(back, ANA) == 20
    assert minutes(press(back, ANA, later(90)), ANA) == 60
    assert minutes(leaving.leave(left, BEN, later(70)), BEN) == 70


def test_who_is_removed_from_a_text_room_was_there_until_they_were_seen_last():
    meeting = press(evening(4, StageKey.DISCUSSION, room=RoomKind.TEXT), ANA, later(15))
    removed = leaving.remove(meeting, FRAN, later(25), ANA.id, sure=True)
    assert minutes(removed, ANA) == 15
    assert minutes(press(removed, ANA, later(80)), ANA) == 15


def test_whoever_only_listens_was_there_as_long_as_the_others():
    meeting = all_in_voice(evening(3, listening=[CHI]))
    assert minutes(meeting, CHI) == minutes(meeting, ANA)


def test_whoever_takes_part_by_typing_is_seen_in_writing_or_in_voice_whichever_is_longer():
    meeting = press(join(evening(3), ANA, later(0), Way.TYPING), ANA, later(60))
    briefly = out_of_voice(into_voice(meeting, ANA, later(10)), ANA, later(12))
    assert (minutes(briefly, ANA), present(briefly, ANA).by) == (60, Seen.WRITING)
    longer = into_voice(meeting, ANA, later(10))
    assert (minutes(longer, ANA), present(longer, ANA).by) == (80, Seen.VOICE)


def test_a_second_press_on_the_same_way_out_changes_nothing():
    meeting = leaving.leave(evening(3, room=RoomKind.TEXT), ANA, later(20))
    twice = leaving.left_server(meeting, ANA.id, later(40))
    assert minutes(twice, ANA) == 20


def test_after_a_removal_nothing_counts_also_for_whoever_still_sits_in_voice():
    meeting = all_in_voice(evening(4, StageKey.DISCUSSION))
    removed = leaving.remove(meeting, FRAN, later(25), ANA.id, sure=True)
    assert ANA.id in removed.still_in_voice
    assert minutes(removed, ANA) == 25
    assert present(removed, ANA).ends == END
    back = leaving.let_back_in(removed, FRAN, ANA.id)
    assert minutes(join(back, ANA, later(60)), ANA) == 90


def test_nothing_is_said_of_whoever_never_came_through_the_door():
    meeting = into_voice(all_in_voice(evening(3)), GIL, later(1))
    found = presence_minutes.presences(meeting, START, END)
    assert GIL.id in meeting.without_door
    assert set(found) == {ANA.id, BEN.id, CHI.id}


def test_whoever_leads_from_the_voice_room_alone_was_there_too():
    meeting = into_voice(evening(3), FRAN, later(0))
    assert presence_minutes.presences(meeting, START, END)[FRAN.id].minutes == 90


def test_nothing_is_left_of_whoever_has_themselves_forgotten():
    meeting = forget(all_in_voice(evening(3)), ANA, later(50))
    assert ANA.id not in presence_minutes.presences(meeting, START, END)


def test_a_meeting_of_an_older_version_claims_nothing_it_has_not_seen():
    meeting = all_in_voice(evening(3))
    old = replace(meeting, voice=tuple(Voice(one.member) for one in meeting.voice))
    assert present(old, ANA) is None
    back = into_voice(out_of_voice(old, ANA, later(30)), ANA, later(40))
    assert minutes(back, ANA) == 50


@pytest.mark.parametrize("kind", [RoomKind.VOICE, RoomKind.TEXT])
def test_however_often_somebody_comes_and_goes_little_is_remembered(kind):
    meeting = evening(3, room=kind)
    for minute in range(0, 80, 2):
        if kind is RoomKind.VOICE:
            meeting = into_voice(meeting, ANA, later(minute))
            meeting = out_of_voice(meeting, ANA, later(minute + 1))
        else:
            meeting = leaving.leave(meeting, ANA, later(minute + 1))
            meeting = join(meeting, ANA, later(minute + 2))
    assert {len(stays) for stays in every_stays(meeting) if stays} == {MOST_STAYS}
    assert 40 <= minutes(meeting, ANA) <= 90


def test_of_many_stays_the_short_breaks_are_forgotten_and_the_long_one_is_not():
    meeting = evening(3, room=RoomKind.TEXT)
    for minute in range(0, 40, 2):
        meeting = join(leaving.leave(meeting, ANA, later(minute + 1)), ANA, later(minute + 2))
    meeting = join(leaving.leave(meeting, ANA, later(41)), ANA, later(80))
    meeting = press(join(leaving.leave(meeting, ANA, later(82)), ANA, later(83)), ANA, later(90))
    assert 20 < minutes(meeting, ANA) <= 41 + 9


MOVES = st.lists(
    st.tuples(st.sampled_from(["in", "out", "leave", "join", "press"]), st.integers(0, 600))
)


@given(MOVES)
def test_whatever_somebody_presses_they_were_there_no_longer_than_the_meeting(moves):
    meeting, at = evening(3), START
    for what, seconds in moves:
        at += timedelta(seconds=seconds)
        if what == "leave" and not meeting.person(ANA.id).gone:
            meeting = leaving.leave(meeting, ANA, at)
        elif what == "join":
            meeting = join(meeting, ANA, at)
        elif what == "press":
            meeting = press(meeting, ANA, at)
        elif what in {"in", "out"}:
            inside = meeting.in_voice | {ANA.id} if what == "in" else meeting.in_voice - {ANA.id}
            meeting = participation.voice_is(meeting, inside, at)
    found = presence_minutes.presence_of(meeting, ANA.id, START, at)
    assert found is None or 0 < found.minutes <= (at - START) // timedelta(minutes=1)
    for stays in every_stays(meeting):
        assert len(stays) <= MOST_STAYS
        assert list(stays) == sorted(stays)
        assert all(start < end for start, end in stays)
