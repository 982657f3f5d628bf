"""Kinds that take away what another kind posted."""

from datetime import datetime

from bot.domain.ids import MessageId
from bot.services.outbox.handler import Handler, RenderContext


class TakingAway(Handler):
    """A kind that deletes a message which another kind posted; where none stands, nothing is."""

    async def deliver(
        self, context: RenderContext, now: datetime, *, look_first: bool
    ) -> MessageId | None:
        """Delete the message, where it was ever posted."""
        del now, look_first
        earlier = context.earlier
        if earlier and earlier.channel and earlier.message:
            await self.messages.delete(earlier.channel, earlier.message)
        return None
