"""Lines for the organisers' channel, wanted in the transaction that gives the reason for them."""

import zlib
from datetime import datetime

from bot.domain.calendar.occurrence import Occurrence
from bot.domain.outbox_entry import Effect, EffectKind
from bot.services.ports.store import Tx

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
    tx.effects.want(
        Effect(occurrence.id, occurrence.guild, EffectKind.ORGANISERS, seq, now, detail)
    )
