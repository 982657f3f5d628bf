"""The country somebody chose for help lines: in memory alone, for an evening."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.ids import MemberId
from bot.services.ports.clock import Clock

KEPT = timedelta(hours=6)
"""So long it stands for the country of the server."""
MOST = 1000
"""So many are known at a time; the oldest make room."""


@dataclass(slots=True)
class ChosenCountries:
    """Which country's lines each person wants to see; no database knows of it."""

    clock: Clock
    _chosen: dict[MemberId, tuple[str, datetime]] = field(default_factory=dict)

    def choose(self, member: MemberId, country: str) -> None:
        """Show somebody the lines of this country from now on."""
        now = self.clock.now()
        known = self._chosen.items()
        kept = {one: chosen for one, chosen in known if chosen[1] > now and one != member}
        while len(kept) >= MOST:
            del kept[next(iter(kept))]
        self._chosen = {**kept, member: (country, now + KEPT)}

    def of(self, member: MemberId) -> str | None:
        """Give what somebody chose this evening; None where they chose nothing."""
        country, until = self._chosen.get(member, (None, None))
        if until is None or until > self.clock.now():
            return country
        self.forget(member)
        return None

    def forget(self, member: MemberId) -> None:
        """Forget what somebody chose."""
        self._chosen.pop(member, None)
