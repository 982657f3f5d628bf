"""What the bot writes in channels and to people."""

from typing import Protocol

from bot.domain.ids import ChannelId, MemberId, MessageId, OccurrenceId
from bot.domain.outbox_entry import Effect
from bot.services.ports.drawings import Drawing, Line


class Messages(Protocol):
    """What the bot writes in channels and to people."""

    async def send(
        self, drawing: Drawing, channel: ChannelId, effect: Effect, *, look_first: bool
    ) -> MessageId: ...
    async def find(self, channel: ChannelId, effect: Effect) -> MessageId | None:
        """Look whether an effect was posted, without posting it: what `look_first` does first."""

    async def edit(self, drawing: Drawing, channel: ChannelId, message: MessageId) -> None: ...
    async def delete(self, channel: ChannelId, message: MessageId) -> None: ...
    async def whisper(self, drawing: Line, member: MemberId, once: str = "") -> bool: ...
    def redraw(self, meeting: OccurrenceId) -> None: ...
