"""What can be seen of every answer of Discord, whoever asked (reliability.md §2.4)."""

import re
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp
import yarl

from bot.services.ports import Clock

INVALID = frozenset({401, 403, 429})
"""Answers that Discord counts; 10,000 in ten minutes bar an address."""
WINDOW = timedelta(minutes=10)
NO_SKEW = timedelta(seconds=2)
"""The `Date` header is to the second: less than this is no difference."""

_CREATE = re.compile(r"/guilds/\d+/channels\Z")


class AmbiguousCreate(Exception):
    """Discord failed while making a channel: it may be there, and must not be asked for again."""


class Watch:
    """Sees every answer of Discord: faults, its clock, and creates that may have happened.

    `on_unauthorised` is called once when the token is refused while running.
    """

    def __init__(self, clock: Clock, on_unauthorised: Callable[[], None] = lambda: None) -> None:
        self.skew = timedelta(0)
        """How far Discord's clock is ahead of ours."""
        self.unauthorised = False
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

    async def see(
        self, request: aiohttp.ClientRequest, send: aiohttp.ClientHandlerType
    ) -> aiohttp.ClientResponse:
        """Send a request and look at its answer. Raises AmbiguousCreate."""
        answer = await send(request)
        self._read_clock(answer.headers.get("Date"))
        status = answer.status
        if status in INVALID:
            self._invalid.append(self._clock.now())
        if status == 401 and not self.unauthorised and _is_ours(request.url):  # noqa: PLR2004
            self.unauthorised = True
            self._on_unauthorised()
        if status >= 500 and request.method == "POST" and _CREATE.search(request.url.path):  # noqa: PLR2004
            answer.close()
            raise AmbiguousCreate
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


def _is_ours(url: yarl.URL) -> bool:
    """Tell whether the bot's token was the key; interactions and webhooks have their own."""
    return not re.search(r"/(interactions|webhooks)/", url.path)
