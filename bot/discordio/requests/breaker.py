"""A circuit breaker: Discord is left alone when it fails again and again.

See docs/reliability.md#when-discord-fails.
"""

import logging
from datetime import datetime, timedelta

from bot.discordio.requests.buckets import Route
from bot.discordio.requests.responses import ResponseMonitor
from bot.services.ports.clock import Clock
from bot.services.ports.trouble import Blocked

MOST_FAILURES = 10
"""Failures in a row before all requests rest."""
LEAST_ROUTES = 3
"""Different routes that must be among them: one sick channel is no sick Discord."""
REST = timedelta(minutes=10)
PROBE = timedelta(seconds=20)
"""After the rest, one request in this time, until one goes well."""
MOST_INVALID = 800
"""Invalid requests in ten minutes; Discord bars an address at 10,000, we promise 1,000."""

log = logging.getLogger(__name__)


class CircuitBreaker:
    """Closed it lets requests through; open it refuses them, and then tries one at a time."""

    def __init__(self, clock: Clock, responses: ResponseMonitor) -> None:
        self._clock = clock
        self._responses = responses
        self._failures = 0
        self._failed: set[Route] = set()
        self._open_until: datetime | None = None
        self.openings = 0
        """How often it opened: a request that waited sees whether that happened meanwhile."""

    @property
    def is_open(self) -> bool:
        """Whether requests are being held back."""
        return self._open_until is not None

    def check(self) -> None:
        """Raise Blocked when nothing should be asked now."""
        self._must_do_no_harm()
        if self._open_until is None:
            return
        now = self._clock.now()
        if now < self._open_until:
            raise Blocked("discord_down")
        self._open_until = now + PROBE

    def check_again(self, openings: int) -> None:
        """Raise Blocked where asking would do harm by now; `openings` as it was at the `check`."""
        self._must_do_no_harm()
        if self.openings != openings:
            raise Blocked("discord_down")

    def _must_do_no_harm(self) -> None:
        if self._responses.unauthorised:
            raise Blocked("discord_down")
        if self._responses.invalid >= MOST_INVALID:
            raise Blocked("too_many_requests")

    def record_success(self) -> None:
        """Discord answered, be it with a refusal."""
        if self.is_open:
            log.warning("breaker.closed")
        self._failures = 0
        self._failed.clear()
        self._open_until = None

    def record_failure(self, route: Route) -> None:
        """Discord did not answer on the wire, or with a fault of its own."""
        self._failures += 1
        if len(self._failed) < LEAST_ROUTES:
            self._failed.add(route)
        if self._failures >= MOST_FAILURES and len(self._failed) >= LEAST_ROUTES:
            self.trip("no_answer")

    def trip(self, code: str) -> None:
        """Ask nothing for ten minutes."""
        if not self.is_open:
            log.warning("breaker.opened", extra={"code": code})
        self.openings += 1
        self._open_until = self._clock.now() + REST
