"""What the bot writes in channels and to people."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.ids import ChannelId, GuildId, MemberId, MessageId, OccurrenceId
from bot.domain.outbox_entry import IdempotencyKey
from bot.services.ports.drawings import Drawing


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that goes with a private message."""

    name: str
    content: bytes
    shows: str = ""
    """What it shows, for whoever does not see it; empty for what is no picture."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a button of a posted message says, by which the message is known again."""

    meeting: OccurrenceId
    action: str = ""
    """What the button does: the first part of its id."""
    place: str = ""
    """What it was drawn for: the last part of its id."""


class Messages(Protocol):
    """What the bot writes in channels and to people."""

    async def send(
        self,
        drawing: Drawing,
        channel: ChannelId,
        key: IdempotencyKey,
        *,
        look_first: bool,
        mark: Mark | None = None,
    ) -> MessageId:
        """Post it once; `look_first` knows it by its mark, and without one by its words."""
        ...

    async def find(self, channel: ChannelId, key: IdempotencyKey, mark: Mark) -> MessageId | None:
        """Look whether it was posted, without posting it: what `look_first` does first."""

    async def others_below(
        self, guild: GuildId, channel: ChannelId, message: MessageId
    ) -> int | None:
        """Count the messages of others below one of ours, so far as is looked.

        None where it is not there any more.
        """

    async def stands(self, channel: ChannelId, message: MessageId) -> bool:
        """Tell whether a message of ours is still there: asked after everything else."""
        ...

    async def edit(self, drawing: Drawing, channel: ChannelId, message: MessageId) -> None: ...
    async def delete(self, channel: ChannelId, message: MessageId) -> None: ...
    async def whisper(self, drawing: Drawing, member: MemberId, once: str = "") -> bool: ...
    async def hand(
        self, drawing: Drawing, member: MemberId, papers: Sequence[Paper], once: str = ""
    ) -> MessageId | None:
        """Write to one person with files; None where they take no direct messages."""
        ...

    async def rewrite(self, drawing: Drawing, member: MemberId, message: MessageId) -> None:
        """Change what the bot wrote to one person."""

    async def take_back(self, member: MemberId, only: MessageId) -> bool:
        """Delete some of what the bot wrote to one person; tells whether there is more.

        What they wrote themselves stays; so does all but one message, where that is named.
        """
        ...

    def redraw(self, meeting: OccurrenceId) -> None: ...
