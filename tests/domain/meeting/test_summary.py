"""How an evening is summed up: in counts and minutes, and in nothing that is about one person."""

from dataclasses import replace

import pytest

from bot.domain.ids import MemberId, MessageId
from bot.domain.meeting import stages
from bot.domain.meeting.form_entries import Post
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.round_state import Mode, Round, Seat, Turn
from bot.domain.meeting.summary import COUNTED_FROM, StageTime, summary_of
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
    START,
    all_in_voice,
    evening,
    later,
    out_of_voice,
)


def _round(*seats: tuple[MemberId, Turn, bool]) -> Round:
    return Round(Mode.TURNS, tuple(Seat(who, turn, typed=typed) for who, turn, typed in seats))


def _six():
    """Ana spoke, Ben typed his turn, Chi passed, Dan listens, Eva waits, Fay only at check-out."""
    meeting = evening(6, StageKey.CLOSE)
    turns = [(ANA, Turn.FINISHED, False), (BEN, Turn.FINISHED, True), (CHI, Turn.PASSED, False)]
    first = _round(
        *((who.id, turn, typed) for who, turn, typed in turns), (EVA.id, Turn.LATER, False)
    )
    last = _round((FAY.id, Turn.FINISHED, False), (EVA.id, Turn.WAITING, False))
    people = [
        replace(one, way=Way.LISTENING) if one.id == DAN.id else one for one in meeting.people
    ]
    return replace(meeting, people=tuple(people), check_in=first, check_out=last)


def test_everyone_is_counted_once_in_the_way_they_took_part():
    found = summary_of(_six(), START, later(90))
    assert found.people == 6
    assert dict(found.counts) == {
        "spoke": 2,
        "typed": 1,
        "passed": 1,
        "listened": 1,
        "not_heard": 1,
    }


def test_whoever_spoke_and_typed_counts_in_both_and_words_outside_a_round_count():
    meeting = evening(6, StageKey.CLOSE)
    first = _round(*((who.id, Turn.FINISHED, True) for who in (ANA, BEN, CHI)))
    last = _round(*((who.id, Turn.FINISHED, False) for who in (ANA, BEN, CHI)))
    passed = _round((DAN.id, Turn.PASSED, False))
    seats = replace(last, seats=(*last.seats, *passed.seats))
    posts = tuple(
        Post(number, meeting.room, MessageId(number), who)
        for number, who in enumerate((DAN.id, DAN.id, EVA.id, None))
    )
    held = replace(meeting, check_in=first, check_out=seats, posts=posts)
    told = summary_of(held, START, later(90))
    assert dict(told.counts) == {"spoke": 3, "typed": 5, "passed": 1, "not_heard": 1}


def test_whoever_was_given_the_floor_and_passed_over_at_once_has_not_spoken():
    """Fran goes on to the next part while Ana has only just been given the floor, or in full."""
    meeting = evening(6, StageKey.CHECK_IN)
    for _ in range(2):
        meeting = rounds.next_speaker(meeting, FRAN, later(1), meeting.place)
    quick = stages.advance(meeting, FRAN, later(1, 5), meeting.place, sure=True)
    assert dict(summary_of(quick, START, later(90)).counts)["spoke"] == 2
    full = stages.advance(meeting, FRAN, later(2), meeting.place, sure=True)
    assert dict(summary_of(full, START, later(90)).counts)["spoke"] == 3
    assert dict(summary_of(meeting, START, later(1, 5)).counts)["spoke"] == 2, "it ends just then"
    assert dict(summary_of(meeting, START, later(2)).counts)["spoke"] == 3
    skipped = rounds.skip(meeting, FRAN, later(2), meeting.place)
    assert dict(summary_of(skipped, START, later(2, 5)).counts)["passed"] == 1


@pytest.mark.parametrize("who", range(COUNTED_FROM))
def test_of_fewer_than_five_nobody_is_counted(who):
    found = summary_of(evening(who, StageKey.CLOSE), START, later(90))
    assert (found.people, found.counts, found.questions) == (0, (), 0)


def test_whoever_leads_and_whoever_was_removed_is_not_counted():
    six = _six()
    led = replace(six, facilitators=(ANA.id,))
    assert summary_of(led, START, later(90)).people == 5
    left = replace(six, removed=frozenset({BEN.id, CHI.id}))
    assert summary_of(left, START, later(90)).counts == ()


def test_minutes_stand_beside_what_was_planned_and_parts_that_never_came_are_left_out():
    meeting = replace(evening(2, StageKey.WELCOME), since=later(0))
    assert summary_of(meeting, START, later(7, 40)).stages == (StageTime("welcome", 5, 8),)


def test_who_left_before_it_began_did_not_come_and_who_left_later_did():
    lobby = all_in_voice(evening(6, StageKey.CLOSE))
    early = out_of_voice(lobby, ANA, later(-3))
    assert summary_of(early, START, later(90)).people == 5
    assert summary_of(out_of_voice(lobby, ANA, later(10)), START, later(90)).people == 6


def test_whoever_passed_once_and_spoke_another_time_counts_in_both():
    meeting = evening(6, StageKey.CLOSE)
    first = _round((ANA.id, Turn.PASSED, False), (BEN.id, Turn.PASSED, False))
    last = _round((ANA.id, Turn.FINISHED, False))
    told = summary_of(replace(meeting, check_in=first, check_out=last), START, later(90))
    assert dict(told.counts) == {"spoke": 1, "passed": 2, "not_heard": 4}
