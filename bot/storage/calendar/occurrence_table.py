"""The table of occurrences."""

from datetime import timedelta

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from bot.storage.rows.columns import UtcDateTime
from bot.storage.rows.data_policy import OF_MEMBER, OF_SERVER, Owner, policy
from bot.storage.rows.metadata import metadata

HISTORY_KEPT = timedelta(days=90)
MARKED = text(
    "code <> '' AND phase IN ('opening', 'blocked', 'open', 'deleted', 'ended', 'abandoned')"
)
"""That a room with our code may stand in Discord; an index is over just these rows.

As words: a database only sees that it may use the index where no value is a parameter.
"""
OCCURRENCES = Table(
    "occurrences",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild", BigInteger, info=OF_SERVER, nullable=False),
    Column("title", Text, nullable=False),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("template", String(64), nullable=False),
    Column("room_kind", String(16), nullable=False),
    Column("due", UtcDateTime, nullable=False),
    Column("series", BigInteger, ForeignKey("series.id", ondelete="CASCADE")),
    Column("rule_date", Date),
    Column("facilitator", LargeBinary, info=OF_MEMBER),
    Column("topic", Text, nullable=False),
    Column("phase", String(16), nullable=False),
    Column("reason", String(64), nullable=False),
    Column("code", String(64), nullable=False),
    Column("intent_at", UtcDateTime),
    Column("attempt", Integer, nullable=False),
    Column("room", BigInteger),
    Column("reopened", Integer, nullable=False),
    Column("began_at", UtcDateTime),
    Column("ended_at", UtcDateTime),
    Column("empty_since", UtcDateTime),
    Column("present", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("moved_from", UtcDateTime),
    Column("confirmed_for", UtcDateTime),
    Column("capacity", Integer, nullable=False, server_default="0"),
    Column("visible_to", BigInteger),
    Column("co_facilitator", LargeBinary, info=OF_MEMBER),
    Column("self_guided", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("series", "rule_date"),
    Index(None, "guild", "starts_at"),
    Index(None, "phase", "due"),
    Index(None, "room"),
    # In PostgreSQL too, by its migration: to name that here would load its dialect.
    Index(None, "guild", "code", unique=True, sqlite_where=MARKED),
    info=policy(
        Owner.GUILD,
        sealed="who leads it, and who helps to",
        export=("leads",),
        starts="the start, once it is over",
        ends="the bot leaves the server; the facilitator alone is cleared by their own erase",
        kept=HISTORY_KEPT,
    ),
)
