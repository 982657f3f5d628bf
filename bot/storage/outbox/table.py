"""The table of the outbox."""

from datetime import timedelta

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, String, Table, Text, text

from bot.storage.rows.columns import UtcDateTime
from bot.storage.rows.data_policy import OF_MEMBER, OF_SERVER, Owner, policy
from bot.storage.rows.metadata import metadata

OUTBOX_KEPT, TOLD_KEPT = timedelta(days=7), timedelta(days=1)
"""How long what is done is kept, and what a member asked to be told."""
MARKED = text("code <> '' AND state IN ('wanted', 'claimed')")
"""That it makes or clears away a room with our code; an index is over just these rows."""
OUTBOX = Table(
    "outbox",
    metadata,
    Column("subject_kind", String(16), primary_key=True),
    Column("subject", String(64), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("guild", BigInteger, info=OF_SERVER, nullable=False),
    Column("member", LargeBinary, info=OF_MEMBER),
    Column("due", UtcDateTime, nullable=False),
    Column("payload", Text, nullable=False),
    Column("code", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("channel", BigInteger),
    Column("message", BigInteger),
    Column("claimed_at", UtcDateTime),
    Column("attempts", Integer, nullable=False),
    Column("version", Integer, nullable=False, server_default="0"),
    Index(None, "state", "due"),
    # In PostgreSQL too, by its migration: to name that here would load its dialect.
    Index(None, "guild", "code", sqlite_where=MARKED),
    info=policy(
        Owner.GUILD,
        sealed="for whom it is, where a member asked for it",
        export=("asked_for", "was_told"),
        starts="it was due, once done",
        ends="the bot leaves the server; what a member asked for goes with their own erase",
        kept=OUTBOX_KEPT,
    ),
)
