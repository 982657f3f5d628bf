"""Evenings that nobody leads, in groups that let them go on by themselves: what came of each."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.ids import ChannelId, MemberId, OccurrenceId
from bot.services.ports.drawings import Line
from bot.simulation.groups import Group
from bot.simulation.in_memory.small_discord import DiscordInMemory

STAY = timedelta(minutes=100)
"""So long after the start people stay in it: it is over by then."""
_ENDED = frozenset({"note.ended", "note.ended_text"})
ENOUGH = 2
"""So many people it takes to begin by itself."""


@dataclass(slots=True)
class AloneEvening:
    """An evening whose facilitator is ill, or loses the connection soon after they began."""

    group: Group
    room: ChannelId
    meeting: OccurrenceId
    starts_at: datetime
    came: set[MemberId] = field(default_factory=set)
    """Members who came in before the start."""

    @property
    def is_attended(self) -> bool:
        """Whether so many came that it is to begin."""
        return len(self.came) >= ENOUGH

    def why_wrong(self, discord: DiscordInMemory) -> str:
        """Say what is wrong with how it went; empty where all is well."""
        ended = [at for at, line in self._lines(discord, self.room) if line.key in _ENDED]
        told = [
            line
            for _, line in self._lines(discord, self.group.channel(2))
            if line.key == "organisers.went_by_itself" and line.facts["meeting"] == self.meeting
        ]
        if len(ended) != 1 or ended[0] > self.starts_at + STAY:
            return f"it did not end by itself ({len(ended)})"
        return "" if len(told) == 1 else f"organisers were told {len(told)} times"

    def _lines(self, discord: DiscordInMemory, channel: ChannelId) -> list[tuple[datetime, Line]]:
        said = discord.messages.values()
        here = ((one.at, one.drawing) for one in said if one.channel == channel)
        return [(at, drawing) for at, drawing in here if isinstance(drawing, Line)]
