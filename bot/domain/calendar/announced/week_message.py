"""Where a server's standing message stands: when it is posted, changed, taken further down."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.ids import ChannelId, GuildId, MessageId

POSTED_AGAIN_EVERY = timedelta(days=1)
"""It is taken down to the end of its channel at most so often."""
MANY_BELOW = 20
"""So many messages of others below it, and people scroll past it."""
BACK_AFTER = timedelta(days=1)
"""So long after somebody deleted it, it comes back at the latest."""
MOST_DELETED = 2
"""Deleted so often within a week, it stays away."""
_WITHIN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class WeekMessage:
    """The standing message of one server; `number` counts the messages that it has been."""

    guild: GuildId
    channel: ChannelId
    number: int = 1
    message: MessageId | None = None
    drawn: str = ""
    """The digest of what it shows."""
    posted_at: datetime | None = None
    old_channel: ChannelId | None = None
    old_message: MessageId | None = None
    """The one whose place it has taken: it still has to be deleted."""
    deleted: int = 0
    """How often somebody deleted it lately."""
    lost_at: datetime | None = None
    """When it was found to be deleted; None where it stands, or nobody deleted it."""

    def stays_away(self, digest: str, now: datetime) -> bool:
        """Tell whether it was deleted and doesn't come back yet: nobody's wish is fought over."""
        if self.message is not None or self.lost_at is None:
            return False
        if self.is_unwanted:
            return True
        return digest == self.drawn and now < self.lost_at + BACK_AFTER

    @property
    def is_unwanted(self) -> bool:
        """Tell whether it was deleted so often that it comes back only when it is asked for."""
        return self.lost_at is not None and self.deleted >= MOST_DELETED

    def is_far_up(self, below: int, now: datetime) -> bool:
        """Tell whether it is to be posted again, with so many messages of others below it."""
        if self.posted_at is None or self.old_message is not None:
            return False
        return below >= MANY_BELOW and now >= self.posted_at + POSTED_AGAIN_EVERY


def posted(known: WeekMessage, message: MessageId, drawn: str, now: datetime) -> WeekMessage:
    """Note that it stands now."""
    return replace(known, message=message, drawn=drawn, posted_at=now, lost_at=None)


def moving_on(known: WeekMessage, channel: ChannelId) -> WeekMessage:
    """Let it be posted anew in a channel, and the one that stands deleted after that."""
    if known.message is None:
        return replace(known, channel=channel)
    return replace(
        known,
        channel=channel,
        number=known.number + 1,
        message=None,
        old_channel=known.channel,
        old_message=known.message,
    )


def was_deleted(known: WeekMessage, now: datetime) -> WeekMessage:
    """Note that somebody has deleted it."""
    long_ago = known.posted_at is not None and now - known.posted_at >= _WITHIN
    return replace(
        known,
        number=known.number + 1,
        message=None,
        deleted=1 if long_ago else known.deleted + 1,
        lost_at=now,
    )


def wanted_again(known: WeekMessage) -> WeekMessage:
    """Note that an organiser has asked for it once more."""
    return replace(known, deleted=0, lost_at=None)


def cleared_up(known: WeekMessage) -> WeekMessage:
    """Note that the old one is gone."""
    return replace(known, old_channel=None, old_message=None)
