"""A server that removed the bot: what was set is kept for some days, and nothing is done for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import GuildId

GRACE = timedelta(days=7)
"""So long what a group has set is kept after the bot was removed: that may have been a slip."""

MEMBERS_GRACE = timedelta(days=30)
"""So long what members wrote for themselves there is kept: they may want it, group or not."""


@dataclass(frozen=True, slots=True)
class Departure:
    """A server that removed the bot, and may have taken it in again since."""

    guild: GuildId
    left_at: datetime
    back_at: datetime | None = None
    """When the bot was taken in again; it is for the group to say whether all goes on."""

    @property
    def until(self) -> datetime:
        """Until when what was set is kept."""
        return (self.back_at or self.left_at) + GRACE

    @property
    def members_until(self) -> datetime:
        """Until when what members wrote for themselves is kept."""
        return self.left_at + MEMBERS_GRACE
