"""Forms that were taken, and whose answer never reached the person: Discord keeps those open.

Who sends one again has not done anything twice. Kept in memory, a few minutes and not many.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

LASTS = timedelta(minutes=5)
"""After that the same words are meant anew."""
MOST = 200


class Unanswered:
    """Remembers forms by digests alone, once each."""

    def __init__(self) -> None:
        self._until: dict[int, datetime] = {}

    def lost(
        self, member: int, custom_id: str, filled: Mapping[str, str | bool], at: datetime
    ) -> None:
        """Note a form that was taken, and whose answer was lost."""
        while len(self._until) >= MOST:
            del self._until[next(iter(self._until))]
        self._until[_known_as(member, custom_id, filled)] = at + LASTS

    def is_again(
        self, member: int, custom_id: str, filled: Mapping[str, str | bool], at: datetime
    ) -> bool:
        """Tell whether a form was taken already; after this it is told so no more."""
        until = self._until.pop(_known_as(member, custom_id, filled), None)
        return until is not None and at < until


def _known_as(member: int, custom_id: str, filled: Mapping[str, str | bool]) -> int:
    return hash((member, custom_id, tuple(sorted(filled.items()))))
