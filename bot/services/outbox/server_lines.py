"""Lines for the organisers of a server that are about no dated meeting."""

import zlib
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import GuildId, MessageId
from bot.domain.outbox_entry import EntryKind, OutboxEntry, Subject
from bot.services.outbox.handler import Standalone
from bot.services.outbox.payload import Payload
from bot.services.outbox.reaching import Reaching
from bot.services.ports.drawings import Line
from bot.services.ports.store import Store, Tx

_NUMBERS = 100_000_000


@dataclass(frozen=True, slots=True)
class ServerNotice(Payload):
    """What a line tells."""

    why: str
    """The last part of its text key."""
    title: str = ""


def tell_server(
    tx: Tx, guild: GuildId, why: str, now: datetime, *, title: str = "", number: int = 0
) -> None:
    """Want a line for the organisers of a server: the same one (by `number`) is told once."""
    about, notice = Subject.server(guild), ServerNotice(why, title).written()
    seq = _seq(why, title, number)
    tx.outbox.want(OutboxEntry(about, guild, EntryKind.SERVER_LINE, seq, now, notice))


def line_told(
    tx: Tx, guild: GuildId, why: str, *, title: str = "", number: int = 0
) -> OutboxEntry | None:
    """Give the line that was wanted so, with the message it became."""
    seq = _seq(why, title, number)
    return tx.outbox.get(Subject.server(guild), EntryKind.SERVER_LINE, seq)


def _seq(why: str, title: str, number: int) -> int:
    return zlib.crc32(f"{why} {title} {number}".encode()) % _NUMBERS


@dataclass(frozen=True)
class ServerLine(Standalone):
    """A line for the organisers of a server."""

    store: Store
    reaching: Reaching

    kind = EntryKind.SERVER_LINE
    payload = ServerNotice

    async def deliver(self, entry: OutboxEntry) -> MessageId | None:
        """Say it where they are reached."""
        notice = ServerNotice.read(entry)
        server = await self.store.run(lambda tx: tx.servers.get(entry.guild))
        facts = {"title": notice.title} if notice.title else {}
        said = Line(server.language, f"organisers.{notice.why}", facts)
        return await self.reaching.tell(server, said, entry.key, look_first=entry.attempts > 1)
