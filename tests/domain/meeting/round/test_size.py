"""What a group's size makes of a round, and how late the evening would end by turns."""

from datetime import timedelta

import pytest

from bot.domain.calendar.occurrence import RoomKind
from bot.domain.meeting import clock
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.round import size
from bot.domain.meeting.round_state import Mode
from bot.domain.template import StageKey
from tests.domain.evenings import FRAN, START, evening, later, lobby

TEXT = RoomKind.TEXT


@pytest.mark.parametrize(
    ("who", "room", "mode"),
    [
        (3, RoomKind.VOICE, Mode.FREE),
        (9, RoomKind.VOICE, Mode.TURNS),
        (3, TEXT, Mode.FREE),
        (4, TEXT, Mode.TOGETHER),
    ],
)
def test_before_the_check_in_it_is_known_how_it_will_go(who, room, mode):
    assert size.coming_mode(lobby(who, room=room)) is mode


def test_what_the_facilitator_chose_counts_until_the_check_in_is_over():
    chosen = rounds.choose_mode(evening(9), FRAN, START, Mode.TOGETHER)

    assert size.coming_mode(chosen) is Mode.TOGETHER
    assert size.coming_mode(evening(9, StageKey.AGENDA)) is None


def test_a_spoken_turn_takes_45_seconds_and_a_typed_one_two_minutes():
    assert size.by_turns(lobby(8)) == timedelta(minutes=6)
    assert size.by_turns(lobby(8, room=TEXT)) == timedelta(minutes=16)


def test_turns_anyway_says_how_late_the_evening_would_end():
    fits, crowd = lobby(9), lobby(9, room=TEXT)

    assert size.evening_ends_by_turns(fits, later(-3)) == later(90)
    # Eighteen minutes of turns: the check-in holds them, the check-out is 14 minutes long.
    assert clock.evening_ends_at(crowd, later(-3)) == later(90)
    assert size.evening_ends_by_turns(crowd, later(-3)) == later(94)
