"""The queue at Discord's limit: the urgent first, then in the order of arrival, nobody polls."""

import datetime as dt
from collections import Counter

import pytest

from bot.discordio.requests.limiter import (
    APART,
    AT_ONCE,
    KEPT,
    SECOND,
    SLOTS,
    Priority,
)
from tests.discordio.loopback import START
from tests.discordio.requests.waiting_line import ANSWERED_IN, Line

DISCORDS_LIMIT = 50


@pytest.fixture
async def line():
    return Line()


async def test_the_urgent_go_first_and_then_whoever_came_first(line):
    line.ask(Priority.CARD, *range(SLOTS))
    await line.until_sent(SLOTS - KEPT)
    line.ask(Priority.LOOK, "look 1")
    line.ask(Priority.CARD, "card 1", "card 2")
    line.ask(Priority.OPEN, "room 1", "room 2")
    line.ask(Priority.LINE, "line 1")
    line.ask(Priority.STAGE, "next stage")
    line.ask(Priority.PERSON, "ana")
    await line.done()
    waited = ["ana", "next stage", "room 1", "room 2", "card 1", "card 2", "line 1", "look 1"]
    assert [one for one in line.names if isinstance(one, str)] == waited


async def test_nobody_in_a_hurry_waits_and_those_who_came_meanwhile_use_what_was_kept(line):
    line.ask(Priority.CARD, *range(2 * SLOTS))
    await line.until_sent(SLOTS - KEPT)
    people = list("abcdef")
    line.ask(Priority.PERSON, *people)
    await line.clock.settle()
    assert line.names[SLOTS - KEPT :] == people[:KEPT]
    await line.done()


async def test_what_people_have_used_of_a_second_is_not_kept_for_them_again(line):
    line.ask(Priority.PERSON, *"abc")
    line.ask(Priority.CARD, *range(2 * SLOTS))
    await line.until_sent(SLOTS)
    assert line.clock.now() < START + SECOND
    await line.done()
    assert len(line.sent) == 3 + 2 * SLOTS


async def test_a_thousand_meetings_take_every_slot_and_wake_one_timer_for_all_of_them(line):
    for number in range(1000):
        line.ask(Priority.OPEN, ("room", number))
    for number in range(1000):
        line.ask(Priority.CARD, ("card", number))
        line.ask(Priority.CARD, ("door", number))
    await line.done()
    assert Counter(kind for kind, _ in line.names) == {"room": 1000, "card": 1000, "door": 1000}
    assert line.names[:1000] == [("room", number) for number in range(1000)]
    assert line.most_in_a_second <= SLOTS < DISCORDS_LIMIT
    took = line.sent[-1][1] - START
    rounds = -(-3000 // (SLOTS - KEPT))
    assert took <= rounds * (SECOND + ANSWERED_IN)
    # Each request sleeps once for its answer; all else is the timer's.
    assert line.clock.sleeps - 3000 <= 2 * rounds + 3000 / AT_ONCE


async def test_who_waits_no_more_is_not_in_the_queue_and_takes_nobodys_turn(line):
    line.ask(Priority.CARD, *range(SLOTS - KEPT))
    await line.until_sent(SLOTS - KEPT)
    left = [line.ask(Priority.CARD, "left") for _ in range(500)]
    stays = line.ask(Priority.CARD, "stays")
    await line.clock.settle()
    assert line.limiter.waiting == 501
    for task in left:
        task.cancel()
    await line.clock.settle()
    assert line.limiter.waiting == 1
    await line.done()
    assert stays.done()
    assert "left" not in line.names
    assert line.names[-1] == "stays"


async def test_a_turn_that_was_given_to_somebody_who_left_is_the_next_ones(line):
    line.ask(Priority.CARD, *range(SLOTS - KEPT))
    await line.until_sent(SLOTS - KEPT)
    first, second = line.ask(Priority.CARD, "first"), line.ask(Priority.CARD, "second")
    await line.clock.leap()  # the answers are there, and the slots rest
    line.clock.at += SECOND
    line.limiter._hand_out()  # both are told, and the first is gone before it hears of it
    first.cancel()
    await line.done()
    assert second.done()
    assert line.names[-1] == "second"
    assert line.limiter.in_use == line.limiter.waiting == 0


async def test_what_the_library_asks_by_itself_takes_slots_too(line):
    with line.limiter.outside(), line.limiter.outside():
        line.ask(Priority.CARD, *range(SLOTS))
        await line.until_sent(SLOTS - KEPT - 2)
    await line.done()
    assert len(line.sent) == SLOTS
    assert line.most_in_a_second <= SLOTS


async def test_a_clock_that_was_put_back_keeps_nobody_waiting(line):
    line.ask(Priority.CARD, *range(SLOTS - KEPT))
    await line.done()
    line.clock.at -= dt.timedelta(hours=1)
    line.ask(Priority.CARD, "after")
    await line.clock.settle()
    assert line.names[-1] == "after"
    await line.done()


async def test_a_crowd_goes_out_evenly_and_people_do_not_stand_in_that_line(line):
    line.ask(Priority.CARD, *range(3 * AT_ONCE))
    await line.clock.settle()
    assert len(line.sent) == AT_ONCE
    line.ask(Priority.PERSON, "ana", "ben")
    await line.clock.settle()
    assert line.names[AT_ONCE:] == ["ana", "ben"]
    await line.done()
    went = [at for name, at in line.sent if isinstance(name, int)]
    assert [went[turn * AT_ONCE] - START for turn in range(3)] == [
        turn * APART for turn in range(3)
    ]


async def test_what_comes_one_by_one_goes_out_at_once(line):
    for number in range(2 * AT_ONCE):
        line.ask(Priority.CARD, number)
        await line.clock.settle()
        assert line.sent[-1] == (number, line.clock.now())
        line.clock.at += APART / AT_ONCE * 2
    await line.done()
