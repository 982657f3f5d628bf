"""A server's own list of events in Discord."""

from typing import Protocol

from bot.domain.calendar.announced.meeting_event import EventChange, EventShown, StandingEvent
from bot.domain.ids import EventId, GuildId


class Events(Protocol):
    """Every call but `may` raises Blocked, Gone or Unsure, and asks Discord once."""

    def may(self, guild: GuildId) -> bool:
        """Tell whether the bot may make events in a server, as last seen."""
        ...

    async def listed(self, guild: GuildId) -> tuple[StandingEvent, ...]:
        """Give the events of a server, whoever made them, as they are now."""
        ...

    async def create(self, guild: GuildId, shown: EventShown) -> StandingEvent:
        """Make one; Unsure means that it may be there: look before asking again."""
        ...

    async def change(self, guild: GuildId, event: EventId, to: EventChange) -> StandingEvent: ...
    async def remove(self, guild: GuildId, event: EventId) -> None: ...
