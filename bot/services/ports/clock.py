"""The one clock, and the alarm that wakes the tick."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The one clock."""

    def now(self) -> datetime: ...
    async def sleep_until(self, at: datetime) -> None: ...


class Alarm(Protocol):
    """Wakes the tick; asking for a later instant than is set changes nothing."""

    def by(self, at: datetime) -> None: ...
