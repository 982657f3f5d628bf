"""A queue of requests that have names, and a clock that leaps from one instant to the next."""

import asyncio
import datetime as dt
from collections import deque

from bot.discordio.requests.limiter import SECOND, SLOTS, RequestLimiter
from tests.discordio.loopback import START

ANSWERED_IN = dt.timedelta(milliseconds=100)


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

    def __init__(self, slots=SLOTS):
        self.clock = Leaping()
        self.limiter = RequestLimiter(self.clock, lambda: slots)
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
