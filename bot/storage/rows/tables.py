"""Tables that do not stand beside their repositories yet."""

from sqlalchemy import BigInteger, Column, Integer, String, Table

from bot.storage.rows.columns import UtcDateTime
from bot.storage.rows.data_policy import OF_SERVER, Owner, policy
from bot.storage.rows.live_tables import live_meetings, outbox
from bot.storage.rows.metadata import HEARD_KEPT, metadata

__all__ = ["heard", "live_meetings", "metadata", "outbox"]

heard = Table(
    "heard",
    metadata,
    Column("guild", BigInteger, info=OF_SERVER, primary_key=True, autoincrement=False),
    Column("occurrence", BigInteger, primary_key=True, autoincrement=False),
    Column("prompt", String(64), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("place", Integer, nullable=False),
    info=policy(
        Owner.GUILD, starts="it was heard", ends="the bot leaves the server", kept=HEARD_KEPT
    ),
)
