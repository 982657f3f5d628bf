"""The stand-in's clock and its snowflakes, shared by formula with the bot's `[clock]` table."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

DISCORD_EPOCH_MS = 1_420_070_400_000


@dataclass(slots=True)
class Clock:
    """`now = start + (real - epoch) * speed`: two processes given the same three values agree."""

    start: datetime
    speed: float
    epoch: float

    def now(self) -> datetime:
        """Say the simulated instant, aware and in UTC."""
        return self.start + timedelta(seconds=(time.time() - self.epoch) * self.speed)

    def go_on(self, seconds: float) -> None:
        """Let so many simulated seconds pass at once."""
        self.epoch -= seconds / self.speed

    def http_date(self) -> str:
        """Say now as a `Date` header does, to the second."""
        return format_datetime(self.now().replace(microsecond=0), usegmt=True)


def a_clock(start: str | None, speed: float, epoch: float | None) -> Clock:
    """Build the clock from the command line; by default it is simply the real time."""
    begun = time.time() if epoch is None else epoch
    when = datetime.fromtimestamp(begun, UTC) if start is None else datetime.fromisoformat(start)
    return Clock(when if when.tzinfo else when.replace(tzinfo=UTC), speed, begun)


class Snowflakes:
    """Ids that carry the simulated time and never repeat."""

    def __init__(self, clock: Clock) -> None:
        """Begin with no id given out."""
        self._clock = clock
        self._last = 0

    def take(self) -> str:
        """Give the next id, as Discord writes it in JSON."""
        millis = int(self._clock.now().timestamp() * 1000) - DISCORD_EPOCH_MS
        self._last = max(self._last + 1, millis << 22)
        return str(self._last)


def made_at(snowflake: str) -> datetime:
    """Say the simulated instant at which an id was given out."""
    return datetime.fromtimestamp(((int(snowflake) >> 22) + DISCORD_EPOCH_MS) / 1000, UTC)
