"""Leaving Discord alone when it fails again and again (reliability.md §4.6)."""

from datetime import datetime, timedelta

from bot.discordio.watch import Watch
from bot.services.ports import Blocked, Clock

MOST_FAILURES = 10
"""Failures in a row before all requests rest."""
REST = timedelta(minutes=10)
PROBE = timedelta(seconds=20)
"""After the rest, one request in this time, until one goes well."""
MOST_INVALID = 800
"""Invalid requests in ten minutes; Discord bars an address at 10,000, we promise 1,000."""


class Breaker:
    """Refuses requests while asking would do harm."""

    def __init__(self, clock: Clock, watch: Watch) -> None:
        self._clock = clock
        self._watch = watch
        self._failures = 0
        self._closed_until: datetime | None = None
        self.shuts = 0
        """How often it was shut: a request that waited sees whether that happened meanwhile."""

    @property
    def resting(self) -> bool:
        """Whether requests are being held back."""
        return self._closed_until is not None

    def check(self) -> None:
        """Raise Blocked when nothing should be asked now."""
        self._must_do_no_harm()
        if self._closed_until is None:
            return
        now = self._clock.now()
        if now < self._closed_until:
            raise Blocked("discord_down")
        self._closed_until = now + PROBE

    def check_again(self, shuts: int) -> None:
        """Raise Blocked where asking would do harm by now; `shuts` as it was at the `check`."""
        self._must_do_no_harm()
        if self.shuts != shuts:
            raise Blocked("discord_down")

    def _must_do_no_harm(self) -> None:
        if self._watch.unauthorised:
            raise Blocked("discord_down")
        if self._watch.invalid >= MOST_INVALID:
            raise Blocked("too_many_requests")

    def went_well(self) -> None:
        """Discord answered, be it with a refusal."""
        self._failures = 0
        self._closed_until = None

    def failed(self) -> None:
        """Discord did not answer, or with a fault of its own."""
        self._failures += 1
        if self._failures >= MOST_FAILURES:
            self.shut()

    def shut(self) -> None:
        """Ask nothing for ten minutes."""
        self.shuts += 1
        self._closed_until = self._clock.now() + REST
