"""Lines for the organisers' channel, wanted in the transaction that gives the reason for them."""

import zlib
from datetime import datetime

from bot.domain.calendar.occurrence import Occurrence, Phase
from bot.domain.ids import ChannelId
from bot.domain.outbox_entry import EntryKind, OutboxEntry
from bot.domain.server.server import Server
from bot.services.outbox.handler import Posting, RenderContext
from bot.services.outbox.lines import line, why_of
from bot.services.ports.drawings import Line
from bot.services.ports.store import Tx

_AFTER_THE_ROOM = frozenset({Phase.OPEN, Phase.ENDED, Phase.CLOSED})
_NUMBERS = 100_000_000
"""More lines than one meeting ever tells; short enough for a message's nonce."""


def tell_organisers(
    tx: Tx, occurrence: Occurrence, why: str, now: datetime, *, reason: str = "", number: int = 0
) -> None:
    """Want a line in the organisers' channel: the same one (by `number`) is told once.

    `why` is the last part of its text key, `reason` that of what stands in it.
    """
    detail = f"{why} {reason}".strip()
    seq = zlib.crc32(f"{detail} {number}".encode()) % _NUMBERS
    tx.outbox.want(
        OutboxEntry(occurrence.id, occurrence.guild, EntryKind.ORGANISERS, seq, now, detail)
    )


class OrganisersLine(Posting):
    """A line in the organisers' channel."""

    kind = EntryKind.ORGANISERS
    order = 6

    def channel(
        self, entry: OutboxEntry, occurrence: Occurrence, server: Server
    ) -> ChannelId | None:
        """Say it where the organisers are."""
        del entry, occurrence
        return server.organisers

    def is_still_relevant(self, context: RenderContext) -> bool:
        """Tell whether what it tells of is still so."""
        phase = context.occurrence.phase
        match why_of(context):
            case "blocked":
                return phase not in _AFTER_THE_ROOM
            case "still_here":
                return phase is Phase.ENDED
            case "deleted":
                return phase is Phase.DELETED
            case "no_card" | "not_closed":
                return context.meeting is not None
            case _:
                return True

    def draw(self, context: RenderContext, now: datetime) -> Line:
        """Draw the line."""
        del now
        return line(context, f"organisers.{why_of(context)}")
