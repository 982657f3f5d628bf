"""Nobody fills the room alone, nobody is shut up by others, and no turn is lost by it."""

from datetime import timedelta

import pytest

from bot.domain.errors import Refusal
from bot.domain.ids import MemberId
from bot.domain.meeting import rate_limit
from bot.domain.meeting.rate_limit import OF_ALL, OF_ONE, Counted, Done
from bot.domain.template import StageKey
from tests.domain.evenings import ANA, BEN, FRAN, GUS, evening, later

LONG_HERE = later(30)
"""Everyone came five minutes before the start, so nobody is a newcomer by then."""
TALK = evening(9, StageKey.DISCUSSION)


def others(count: int, at=LONG_HERE) -> list[Done]:
    return [Done(MemberId(100 + number), at) for number in range(count)]


def keeps(meeting, actor, what, done, at=LONG_HERE) -> bool:
    try:
        rate_limit.must_keep_pace(meeting, actor.id, what, done, at)
    except Refusal:
        return False
    return True


@pytest.mark.parametrize("what", [Counted.PRESSES, Counted.WORDS])
def test_one_person_waits_after_so_many_and_not_for_long(what):
    limit = OF_ONE[what]
    done = [Done(ANA.id, LONG_HERE)] * limit.most
    assert keeps(TALK, ANA, what, done[1:])
    assert not keeps(TALK, ANA, what, done)
    assert keeps(TALK, BEN, what, done)
    assert keeps(TALK, ANA, what, done, LONG_HERE + limit.within)


def test_when_many_press_at_once_whoever_has_not_pressed_yet_is_heard():
    crowd = others(OF_ALL[Counted.PRESSES].most)
    assert keeps(TALK, ANA, Counted.PRESSES, crowd)
    assert not keeps(TALK, ANA, Counted.PRESSES, [*crowd, Done(ANA.id, LONG_HERE)])


def test_the_room_gets_no_more_words_than_can_be_read():
    crowd = others(OF_ALL[Counted.WORDS].most)
    assert keeps(TALK, ANA, Counted.WORDS, crowd[1:])
    with pytest.raises(rate_limit.RoomIsFull):
        rate_limit.must_keep_pace(TALK, ANA.id, Counted.WORDS, crowd, LONG_HERE)
    assert keeps(TALK, ANA, Counted.WORDS, crowd, LONG_HERE + OF_ALL[Counted.WORDS].within)


def test_newcomers_leave_room_for_the_words_of_those_who_were_here():
    crowd = others(OF_ALL[Counted.WORDS].most - rate_limit.KEPT_FREE)
    early = later(4)
    assert not keeps(TALK, ANA, Counted.WORDS, [Done(one.by, early) for one in crowd], early)
    assert keeps(TALK, ANA, Counted.WORDS, crowd, LONG_HERE)


def test_whoever_has_the_floor_types_into_the_fullest_room():
    in_turns = evening(6, StageKey.CHECK_IN)
    assert in_turns.round.floor == ANA.id
    crowd = others(OF_ALL[Counted.WORDS].most, later())
    assert keeps(in_turns, ANA, Counted.WORDS, crowd, later())
    assert not keeps(in_turns, BEN, Counted.WORDS, crowd, later())


def test_those_who_lead_and_those_who_could_are_never_counted():
    assert rate_limit.is_free(TALK, FRAN)
    assert rate_limit.is_free(TALK, GUS)
    assert not rate_limit.is_free(TALK, ANA)


def test_what_is_over_is_not_kept():
    done = [Done(ANA.id, LONG_HERE - timedelta(minutes=2)), Done(BEN.id, LONG_HERE)]
    assert rate_limit.within_window(Counted.WORDS, done, LONG_HERE) == (done[1],)


@pytest.mark.parametrize(
    ("what", "refusal"),
    [(Counted.TOPICS, rate_limit.EnoughTopics), (Counted.LINES, rate_limit.EnoughLines)],
)
def test_one_person_leaves_room_on_agenda_and_board(what, refusal):
    most = rate_limit.MOST_OF_ONE[what]
    rate_limit.must_leave_room(what, most - 1)
    with pytest.raises(refusal):
        rate_limit.must_leave_room(what, most)
