"""Small values everything stands on: ids, outbox entries, occurrences, memberships."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.occurrence import FINAL, Occurrence, Phase, RoomKind
from bot.domain.ids import GuildId, OccurrenceId, long, short
from bot.domain.meeting.round import floor
from bot.domain.meeting.round_state import Turn
from bot.domain.outbox_entry import EntryKind, OutboxEntry, Subject
from bot.domain.people.membership import Membership
from bot.domain.template import StageKey
from tests.domain.evenings import ANA, START, evening, later


@given(st.integers(0, 2**64 - 1))
def test_an_id_comes_back_as_it_was_written(number):
    assert long(short(number)) == number
    assert len(short(number)) <= 13


@pytest.mark.parametrize("text", ["not an id!", "", "-1", "+1", " 1", "1_0", "1.0", "٣", "\uff11"])
def test_what_is_no_id_is_refused(text):
    with pytest.raises(ValueError, match="no id"):
        long(text)


def test_a_number_below_nought_is_never_written_as_an_id():
    with pytest.raises(ValueError, match="no id"):
        short(-1)


@pytest.mark.parametrize("kind", EntryKind)
def test_a_nonce_is_short_and_the_same_for_every_attempt(kind):
    entry = OutboxEntry(Subject.meeting(OccurrenceId(2**40 - 1)), GuildId(1), kind, 9999, START)
    assert len(entry.key.nonce) <= 25
    assert replace(entry, attempts=3, due=later(5)).key.nonce == entry.key.nonce
    assert replace(entry, seq=1).key.nonce != entry.key.nonce


def test_doors_open_ten_minutes_before_and_the_evening_has_its_length():
    evening_ = Occurrence(
        OccurrenceId(1),
        GuildId(2),
        "Tuesday group",
        START,
        90,
        "standard-90",
        RoomKind.VOICE,
        START,
    )
    assert (evening_.doors_at, evening_.ends_at) == (later(-10), later(90))
    assert evening_.phase not in FINAL
    assert Phase.CLOSED in FINAL


def test_nothing_is_known_of_a_member_who_chose_nothing():
    nobody = Membership()
    assert (nobody.agreed_at, nobody.adult, nobody.came_before) == (None, None, False)


def test_outside_a_round_nobody_comes_next_and_no_turn_ends():
    talk = evening(5, StageKey.DISCUSSION)
    assert floor.coming(talk, START) == ()
    assert floor.up_next(talk, START) is None
    assert floor.end_turn(talk, ANA.id, Turn.FINISHED, START) == talk
