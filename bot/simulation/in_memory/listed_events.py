"""Reads the servers' lists of events: one for each date that was next, none twice, none left."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations, groupby

from bot.domain.ids import GuildId
from bot.simulation.in_memory.small_discord import DiscordInMemory, EventSeen

GOES_WITHIN = timedelta(hours=6)
"""So long after its start no event stands there any more, unless something was in the way."""


@dataclass(frozen=True, slots=True)
class ListedEvents:
    """Every event of a year."""

    discord: DiscordInMemory

    @property
    def made(self) -> int:
        """How many were made."""
        return len(self.discord.events_seen)

    def twice(self) -> Iterator[str]:
        """Name those that stood beside another one of the same start in the same server."""
        for (guild, at), same in groupby(sorted(self._all(), key=_of_start), _of_start):
            for one, other in combinations(same, 2):
                if _together(one, other):
                    yield f"two events of {guild} at {at:%Y-%m-%d %H:%M}"

    def left(self, now: datetime) -> Iterator[str]:
        """Name those that stand though what they are of is over."""
        for one in self._all():
            starts_at = one.last.shown.starts_at
            if one.over_at is None and starts_at < now - GOES_WITHIN:
                yield f"an event of {one.guild} is left, {starts_at:%Y-%m-%d %H:%M}"

    def known(self) -> set[tuple[GuildId, datetime]]:
        """Give each server and start for which there was an event beforehand."""
        return {_of_start(one) for one in self._all() if one.made_at < one.last.shown.starts_at}

    def _all(self) -> list[EventSeen]:
        return list(self.discord.events_seen.values())


def _of_start(one: EventSeen) -> tuple[GuildId, datetime]:
    return one.guild, one.last.shown.starts_at


def _together(one: EventSeen, other: EventSeen) -> bool:
    """Tell whether they stood at the same time."""
    first, second = sorted((one, other), key=lambda each: each.made_at)
    return first.over_at is None or first.over_at > second.made_at
