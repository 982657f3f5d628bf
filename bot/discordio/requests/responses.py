"""Monitors every response of Discord: faults, its clock, requests that count as invalid.

See docs/discord.md#requests.
"""

import re
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp
import discord
import yarl

from bot.services.ports.clock import Clock

INVALID = frozenset({401, 403, 429})
"""Answers that Discord counts; 10,000 in ten minutes bar an address."""
FAULT = 500
"""From here on the fault is Discord's."""
TOO_MANY = 429
LONGEST_LIMIT = 10.0
"""Seconds that an answer to an interaction, or a change of it, waits for Discord's limits."""
WINDOW = timedelta(minutes=10)
NO_SKEW = timedelta(seconds=2)
"""The `Date` header is to the second: less than this is no difference."""

_CREATE = re.compile(r"/guilds/\d+/(channels|scheduled-events)\Z")


class AmbiguousCreate(Exception):
    """Discord failed while making a channel or an event: it may be there, so nobody asks again."""


@dataclass(slots=True)
class Attempt:
    """One request of ours as it is seen on the wire, while the library is still at it."""

    learn: Callable[[int, Mapping[str, str]], None]
    """Told the status and the headers of every answer."""
    on_wire: bool = False
    failed: bool = False

    @property
    def only_waited(self) -> bool:
        """Tell whether it is not sent, or Discord refused it for now: nothing was done."""
        return not self.on_wire and not self.failed

    def answered(self, answer: aiohttp.ClientResponse) -> None:
        """Note an answer; after a fault of Discord's the library asks again by itself."""
        self.on_wire, self.failed = False, answer.status >= FAULT
        self.learn(answer.status, answer.headers)


ATTEMPT: ContextVar[Attempt | None] = ContextVar("ATTEMPT", default=None)
"""The request that this task makes; none for an answer to an interaction."""


class ResponseMonitor:
    """Sees every answer of Discord: faults, its clock, and creates that may have happened.

    `on_unauthorised` is called once when the token is refused while running.
    """

    def __init__(self, clock: Clock, on_unauthorised: Callable[[], None] = lambda: None) -> None:
        self.skew = timedelta(0)
        """How far Discord's clock is ahead of ours."""
        self.unauthorised = False
        self.outside: Callable[[], AbstractContextManager[None]] = nullcontext
        """Counts a request that nobody of ours asked for, while it is under way."""
        self._clock = clock
        self._on_unauthorised = on_unauthorised
        self._invalid: deque[datetime] = deque()
        self._date: str | None = None

    @property
    def invalid(self) -> int:
        """How many invalid requests there were in the last ten minutes."""
        oldest = self._clock.now() - WINDOW
        while self._invalid and self._invalid[0] <= oldest:
            self._invalid.popleft()
        return len(self._invalid)

    async def observe(
        self, request: aiohttp.ClientRequest, send: aiohttp.ClientHandlerType
    ) -> aiohttp.ClientResponse:
        """Send a request and look at its answer. Raises AmbiguousCreate, RateLimited."""
        is_outside = ATTEMPT.get() is None and _is_ours(request.url)
        with self.outside() if is_outside else nullcontext():
            answer = await _sent(request, send)
        self._read_clock(answer.headers.get("Date"))
        status = answer.status
        if status in INVALID:
            self._invalid.append(self._clock.now())
        if status == 401 and not self.unauthorised and _is_ours(request.url):  # noqa: PLR2004
            self.unauthorised = True
            self._on_unauthorised()
        if status >= FAULT and request.method == "POST" and _CREATE.search(request.url.path):
            answer.close()
            raise AmbiguousCreate
        if status == TOO_MANY and not _is_ours(request.url):
            _must_be_soon(answer)
        return answer

    def _read_clock(self, date: str | None) -> None:
        if date == self._date:
            return
        self._date = date
        try:
            theirs = parsedate_to_datetime(date or "").astimezone(UTC)
        except ValueError:
            return
        skew = theirs - self._clock.now()
        self.skew = skew if abs(skew) > NO_SKEW else timedelta(0)


async def _sent(
    request: aiohttp.ClientRequest, send: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """Send a request, and note what becomes of it with the attempt that it belongs to."""
    attempt = ATTEMPT.get()
    if attempt is None:
        return await send(request)
    attempt.on_wire = True
    answer = await send(request)
    attempt.answered(answer)
    return answer


def _must_be_soon(answer: aiohttp.ClientResponse) -> None:
    """Raise RateLimited where the library would wait long, and then send what is old by then."""
    try:
        seconds = float(answer.headers.get("Retry-After", ""))
    except ValueError:
        return
    if seconds > LONGEST_LIMIT:
        answer.close()
        raise discord.RateLimited(seconds)


def _is_ours(url: yarl.URL) -> bool:
    """Tell whether the bot's token was the key; interactions and webhooks have their own."""
    return not re.search(r"/(interactions|webhooks)/", url.path)
