"""When the rooms of a crowded instant begin to be made: the last stands in time, none too early."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.exceptions import can_change
from bot.domain.calendar.occurrence import Phase
from bot.domain.rooms import crowded, opening
from bot.domain.rooms.opening import Step
from tests.domain.rooms.test_opening import ROOM, START, planned

DOORS = datetime(2026, 12, 1, 17, 50, tzinfo=UTC)
SECOND = timedelta(seconds=1)
FOR_A_ROOM = timedelta(seconds=crowded.FOR_A_ROOM / crowded.A_SECOND)
INSTANTS = st.dictionaries(
    st.integers(0, 3600).map(lambda after: DOORS + after * SECOND), st.integers(1, 1500), max_size=8
)


def done(due, begun):
    """Make all rooms in turn, the earliest doors first; gives when each crowd stands."""
    free, stands = min(begun.values()), {}
    for doors in sorted(begun):
        free = max(free, begun[doors]) + due[doors] * FOR_A_ROOM
        stands[doors] = free
    return stands


@given(INSTANTS)
def test_the_last_room_of_each_crowd_stands_when_its_doors_open(due):
    begun = crowded.begins(due)
    assert set(begun) == {doors for doors, rooms in due.items() if rooms > crowded.A_SECOND}
    assert all(doors - crowded.EARLIEST <= at < doors for doors, at in begun.items())
    if begun and all(at > doors - crowded.EARLIEST for doors, at in begun.items()):
        assert all(at <= doors for doors, at in done(due, begun).items())


@given(INSTANTS, st.integers(1, 1500))
def test_one_more_crowd_lets_no_other_begin_later(due, more):
    another = due | {DOORS + 3601 * SECOND: more}
    before, after = crowded.begins(due), crowded.begins(another)
    assert all(after[doors] <= at for doors, at in before.items())


def test_a_thousand_begin_less_than_a_minute_before_and_a_few_at_their_instant():
    begun = crowded.begins({DOORS: 1000})
    assert timedelta(seconds=44) < DOORS - begun[DOORS] < timedelta(seconds=60)
    assert crowded.begins({DOORS: crowded.A_SECOND}) == {}


def test_a_process_with_a_quarter_of_the_servers_begins_as_early_as_one_with_all():
    assert crowded.begins({DOORS: 250}, 0.25) == crowded.begins({DOORS: 1000})
    assert crowded.begins({DOORS: 10}, 0.25) == {}
    quarter = crowded.Crowd(250, crowded.begins({DOORS: 250}, 0.25)[DOORS], 0.25)
    assert quarter.next_at(quarter.begins, 250) == 5
    assert quarter.next_at(quarter.begins + SECOND, 250) == 10
    assert quarter.next_at(DOORS - crowded.BESIDES, 250) >= 250


@given(st.integers(46, 1500))
def test_all_rooms_of_a_crowd_have_their_turn_in_time_but_not_all_at_once(rooms):
    crowd = crowded.Crowd(rooms, crowded.begins({DOORS: rooms})[DOORS])
    a_second = crowded.A_SECOND // crowded.FOR_A_ROOM
    assert crowd.next_at(crowd.begins - SECOND, rooms) == 0
    assert crowd.next_at(crowd.begins, rooms) == a_second
    assert crowd.next_at(crowd.begins, rooms - a_second) == 0
    assert crowd.next_at(crowd.begins + SECOND, rooms - a_second) == a_second
    assert crowd.next_at(DOORS - crowded.BESIDES, rooms) >= rooms


def test_a_planned_meeting_opens_early_only_where_its_instant_is_crowded():
    at = planned().doors_at - 30 * SECOND
    assert opening.step(planned(), at) is Step.WAIT
    assert opening.step(planned(), at, early=True) is Step.OPEN
    assert crowded.waits_for_doors(planned())
    assert not crowded.waits_for_doors(planned(due=planned().prepared_at))


def test_a_room_made_early_waits_for_its_doors_and_is_looked_at_then():
    doors = planned().doors_at
    asked = opening.asked(planned(), "calm-otter", doors - 40 * SECOND, doors - 40 * SECOND)
    early = opening.made_early(asked, ROOM)
    assert (early.phase, early.room, early.due) == (Phase.OPENING, ROOM, doors)
    assert opening.step(early, doors - SECOND) is Step.WAIT
    assert opening.step(early, doors) is Step.LOOK
    assert opening.opened(early, ROOM, doors, is_new=True).due == doors + opening.CHECK


def test_a_date_may_change_until_its_doors_open_unless_its_room_is_being_asked_for():
    early = planned(phase=Phase.OPENING, intent_at=START, attempt=1, code="calm-otter", room=ROOM)
    assert can_change(early, early.doors_at - SECOND)
    assert not can_change(early, early.doors_at)
    assert not can_change(replace(early, room=None), early.doors_at - SECOND)
    assert opening.without_room(early) == planned(phase=Phase.OPENING)


def test_who_asks_again_knows_no_room_of_before():
    early = planned(phase=Phase.OPENING, intent_at=START, attempt=1, code="calm-otter", room=ROOM)
    assert opening.asked(early, early.code, START, START).room is None
    assert opening.not_there(early, START).room is None
