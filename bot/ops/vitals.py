"""Vital signs of the process: when the tick last ended well, by a clock nobody simulates."""

from collections.abc import Callable

SILENT = 120.0
"""Seconds without a tick after which the alarm counts as dead; it rings every thirty."""
_WRITTEN_EVERY = 10.0


class Vitals:
    """Told of each tick that ended well; `write` leaves it where other programs can see it."""

    def __init__(self, now: Callable[[], float], write: Callable[[float], None]) -> None:
        self._now, self._write = now, write
        self._written = 0.0
        self._last: float | None = None

    def ticked(self) -> None:
        """Take note of a tick that ended well."""
        self._last = self._now()
        if abs(self._last - self._written) >= _WRITTEN_EVERY:
            self._written = self._last
            self._write(self._last)

    @property
    def silence(self) -> float | None:
        """Seconds since the last tick; None before the first."""
        return None if self._last is None else max(0.0, self._now() - self._last)

    @property
    def ticks(self) -> bool:
        """Whether the tick is at work."""
        return self.silence is not None and self.silence < SILENT

    @property
    def is_stuck(self) -> bool:
        """Whether it was at work and is not any more."""
        return self.silence is not None and not self.ticks
