"""Whose room is asked about now: all of them every minute, or in turn where there are many."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.ids import OccurrenceId
from bot.domain.rooms.opening import CHECK

EACH_MINUTE = 240
"""So many rooms are each asked about once a minute: four requests in a second."""


@dataclass(slots=True)
class AskingInTurn:
    """Says whether Discord is asked about a room, or what the gateway told of it is enough."""

    _asked: dict[OccurrenceId, datetime] = field(default_factory=dict)
    """When each was asked about last, the longest ago first."""

    def is_next(self, meeting: OccurrenceId, now: datetime) -> bool:
        """Tell whether it is this one's turn; up to 240 it always is.

        Of more, each is asked about as seldom as four in a second allow. One that is seen for the
        first time then has been made, or named by the gateway, just now.
        """
        self._forget_those_over(now)
        last, many = self._asked.get(meeting), len(self._asked) >= EACH_MINUTE
        if many and last is None:
            self._asked[meeting] = now
            return False
        if many and last is not None and last <= now < last + self._apart:
            return False
        self._asked.pop(meeting, None)
        self._asked[meeting] = now
        return True

    @property
    def _apart(self) -> timedelta:
        return CHECK * len(self._asked) / EACH_MINUTE

    def _forget_those_over(self, now: datetime) -> None:
        """Forget those that were not looked at when it was their turn: they are over."""
        long_ago = now - self._apart - 3 * CHECK
        while self._asked:
            meeting, at = next(iter(self._asked.items()))
            if at >= long_ago:
                return
            del self._asked[meeting]
