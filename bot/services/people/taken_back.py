"""What takes people out of Discord again: messages deleted, and names off a room."""

from dataclasses import dataclass

from bot.domain.ids import MemberId
from bot.domain.meeting import traces
from bot.domain.outbox_entry import Effect, EffectKind
from bot.services.outbox.effacing import EVERYBODY
from bot.services.outbox.handler import Effacing
from bot.services.ports.messages import Messages
from bot.services.ports.rooms import Rooms
from bot.services.ports.store import Store, Tx
from bot.services.ports.trouble import Unsure

MOST_TAKEN_DOWN = 10
"""So many messages are taken down at a time, so that a card never waits long for its turn."""


@dataclass(frozen=True)
class TakenDown(Effacing):
    """A message with somebody's words, deleted."""

    messages: Messages

    kind = EffectKind.TAKE_DOWN
    most_at_once = MOST_TAKEN_DOWN

    async def deliver(self, effect: Effect) -> None:
        """Delete the message."""
        if effect.channel and effect.message:
            await self.messages.delete(effect.channel, effect.message)


@dataclass(frozen=True)
class Unnamed(Effacing):
    """People taken off the names of a room whose meeting is over."""

    store: Store
    rooms: Rooms

    kind = EffectKind.UNNAME

    async def deliver(self, effect: Effect) -> None:
        """Drop the overwrites of whoever is meant."""
        room, meant = effect.channel, await self.store.run(lambda tx: _meant(tx, effect))
        if room is None:
            return
        named = self.rooms.named(effect.guild, room)
        if named is None:
            if await self.rooms.exists(room):
                raise Unsure
            return
        everybody = [*named] if effect.detail == EVERYBODY else []
        for member in everybody or [one for one in meant if named.get(one)]:
            await self.rooms.unbar(room, member)

    def settled(self, tx: Tx, effect: Effect) -> None:
        """Forget who was meant."""
        left = tx.traces.get(effect.meeting)
        if left:
            tx.traces.put(traces.unnamed(left, effect.seq))


def _meant(tx: Tx, effect: Effect) -> list[MemberId]:
    left = tx.traces.get(effect.meeting)
    member = left.unnaming.get(effect.seq) if left else None
    return [member] if member else []
