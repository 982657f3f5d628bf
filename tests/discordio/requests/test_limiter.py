"""The queue at Discord's limit: the urgent first, then in the order of arrival, nobody polls."""

import asyncio
import datetime as dt
from collections import Counter, deque

import pytest

from bot.discordio.requests.limiter import (
    APART,
    AT_ONCE,
    KEPT,
    SECOND,
    SLOTS,
    Priority,
    RequestLimiter,
    slots_of,
)
from bot.domain.server.share import ServerShare
from tests.discordio.loopback import START

ANSWERED_IN = dt.timedelta(milliseconds=100)
DISCORDS_LIMIT = 50


class Leaping:
    """A clock that leaps to the earliest instant that anybody sleeps until."""

    def __init__(self):
        self.at, self.sleeps, self._asleep = START, 0, []

    def now(self):
        return self.at

    async def sleep_until(self, at):
        self.sleeps += 1
        woken = asyncio.get_running_loop().create_future()
        self._asleep.append((at, woken))
        await woken

    async def settle(self):
        for _ in range(20):
            await asyncio.sleep(0)

    async def leap(self):
        """Wake whoever is to wake next; gives whether there was anybody."""
        await self.settle()
        self._asleep = [one for one in self._asleep if not one[1].done()]
        if not self._asleep:
            return False
        self.at = max(self.at, min(at for at, _ in self._asleep))
        for at, woken in self._asleep:
            if at <= self.at:
                woken.set_result(None)
        await self.settle()
        return True


class Line:
    """Requests of which each has a name; what was sent, and when."""

    def __init__(self):
        self.clock = Leaping()
        self.limiter = RequestLimiter(self.clock)
        self.sent, self.tasks = [], []

    def ask(self, priority, *names):
        for name in names:
            self.tasks.append(asyncio.create_task(self._send(priority, name)))
        return self.tasks[-1]

    async def _send(self, priority, name):
        async with self.limiter.turn(priority):
            self.sent.append((name, self.clock.now()))
            await self.clock.sleep_until(self.clock.now() + ANSWERED_IN)

    async def until_sent(self, count):
        while len(self.sent) < count:
            assert await self.clock.leap()
        assert len(self.sent) == count

    async def done(self):
        while await self.clock.leap():
            pass
        await asyncio.gather(*self.tasks, return_exceptions=True)

    @property
    def names(self):
        return [name for name, _ in self.sent]

    @property
    def most_in_a_second(self):
        window: deque[dt.datetime] = deque()
        most = 0
        for _, at in self.sent:
            window.append(at)
            while window[0] <= at - SECOND:
                window.popleft()
            most = max(most, len(window))
        return most


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


def test_processes_that_share_the_servers_have_no_more_slots_than_one():
    shares = [ServerShare(16, frozenset(range(since, since + 4))) for since in (0, 4, 8, 12)]
    assert sum(map(slots_of, shares)) <= SLOTS
    assert min(map(slots_of, shares)) > KEPT
    assert slots_of(ServerShare()) == SLOTS


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
