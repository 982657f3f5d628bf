"""Organisers hear that nothing can be saved, and that it can again: once each, and nothing private.

Whom to tell must be known before: a database that is away cannot be asked for it.
"""

import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.errors import StoreFault
from bot.domain.ids import ChannelId, GuildId
from bot.domain.outbox_entry import EntryKind, IdempotencyKey, Subject, nonce
from bot.domain.server.server import Server
from bot.ops.store_condition import Outage, StoreCondition
from bot.services.ports.clock import Alarm, Clock
from bot.services.ports.drawings import Line
from bot.services.ports.messages import Messages
from bot.services.ports.store import ProvableStore
from bot.services.ports.trouble import Trouble
from bot.services.server.setup import Setup

LOOK_EVERY = timedelta(seconds=10)
SOON = timedelta(hours=1)
"""Organisers whose next meeting is farther away are not told: it may be over by then."""
AGAIN_AFTER = timedelta(minutes=15)
"""So long after a line about an outage the same organisers hear of no other."""
_NUMBERS = 100_000_000
"""Lines have numbers below this: short enough for a message's nonce."""


@dataclass(slots=True)
class OutageNotices:
    """Looks again and again whether the store works; whoever has a meeting now or soon is told."""

    store: ProvableStore
    clock: Clock
    alarm: Alarm
    messages: Messages
    condition: StoreCondition
    setup: Setup
    """Remembers whom to tell: what was read once is not read at each look."""
    _to_tell: tuple[GuildId, ...] = ()
    """Servers with a meeting now or soon, when the store worked last."""
    _told: dict[GuildId, Server] = field(default_factory=dict)
    """Who was told of an outage, and not yet that it is over."""
    _told_at: dict[GuildId, datetime] = field(default_factory=dict)

    async def look(self) -> None:
        """Look whether the store works, and tell whoever does not know yet how it stands."""
        failing = self.condition.outage is not None
        try:
            if failing:
                await self.store.prove()
                self.alarm.by(self.clock.now())
            until = self.clock.now() + SOON
            self._to_tell = await self.store.run(lambda tx: tx.occurrences.servers_busy(until))
            for guild in self._to_tell:
                await self.setup.get(guild)
        except StoreFault:
            pass  # its condition has taken note of it
        if self.condition.outage is None:
            await self._tell_over()
        elif failing:
            await self._tell(self.condition.outage)

    def forget(self, guild: GuildId) -> None:
        """Drop what is remembered of a server that removed the bot."""
        self._to_tell = tuple(one for one in self._to_tell if one != guild)
        self._told.pop(guild, None)
        self._told_at.pop(guild, None)

    async def _tell(self, outage: Outage) -> None:
        now = self.clock.now()
        for server in filter(None, map(self.setup.remembered, self._to_tell)):
            told_at = self._told_at.get(server.id)
            if server.id in self._told or (told_at and now - told_at < AGAIN_AFTER):
                continue
            if await self._send(server, f"organisers.store_{outage.state}", outage.began):
                self._told[server.id], self._told_at[server.id] = server, now

    async def _tell_over(self) -> None:
        for server in tuple(self._told.values()):
            if await self._send(server, "organisers.store_works", self._told_at[server.id]):
                self._told.pop(server.id, None)

    async def _send(self, server: Server, key: str, since: datetime) -> bool:
        """Post a line; gives whether that is done, or nobody is there who could read it."""
        channel: ChannelId | None = server.organisers or server.facilitators_channel
        if channel is None:
            return True
        about, number = Subject.server(server.id), zlib.crc32(f"{key} {since}".encode()) % _NUMBERS
        once = IdempotencyKey(server.id, nonce(about, EntryKind.ORGANISERS, number), since)
        with suppress(Trouble):
            line = Line(server.language, key, {})
            await self.messages.send(line, channel, once, look_first=False)
            return True
        return False
