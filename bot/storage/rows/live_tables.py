"""The tables of running meetings, and of what they leave behind in Discord."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from bot.storage.rows.columns import UtcDateTime
from bot.storage.rows.data_policy import OF_MEMBER, OF_SERVER, Owner, policy
from bot.storage.rows.metadata import OUTBOX_KEPT, metadata

live_meetings = Table(
    "live_meetings",
    metadata,
    Column(
        "id",
        BigInteger,
        ForeignKey("occurrences.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("guild", BigInteger, info=OF_SERVER, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sealed", LargeBinary, info=OF_MEMBER, nullable=False),
    info=policy(
        Owner.MEETING,
        sealed="who is there, and what they put into forms",
        starts="the meeting runs",
        ends="the end of the meeting",
    ),
)

outbox = Table(
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
    info=policy(
        Owner.GUILD,
        sealed="for whom it is, where a member asked for it",
        starts="it was due, once done",
        ends="the bot leaves the server; what a member asked for goes with their own erase",
        kept=OUTBOX_KEPT,
    ),
)
