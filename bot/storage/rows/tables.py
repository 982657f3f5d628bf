"""The tables, each with whose it is, how long a row is kept, and what erases it (T-DEL-5)."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.storage.rows.columns import UtcDateTime
from bot.storage.rows.data_policy import OF_MEMBER, OF_SERVER, Owner, policy
from bot.storage.rows.live_tables import live_meetings, outbox, traces
from bot.storage.rows.metadata import (
    HEARD_KEPT,
    HISTORY_KEPT,
    MEMBERSHIPS_KEPT,
    RETIRED_KEPT,
    metadata,
)

__all__ = [
    "heard",
    "lease",
    "live_meetings",
    "memberships",
    "metadata",
    "occurrences",
    "outbox",
    "prompts",
    "series",
    "servers",
    "stage_times",
    "traces",
]

servers = Table(
    "servers",
    metadata,
    Column("id", BigInteger, info=OF_SERVER, primary_key=True, autoincrement=False),
    Column("rooms", BigInteger),
    Column("announcements", BigInteger),
    Column("organisers", BigInteger),
    Column("facilitators", BigInteger),
    Column("facilitators_channel", BigInteger),
    Column("timezone", String(64)),
    Column("country", String(2)),
    Column("language", String(16), nullable=False),
    Column("adults_only", Boolean, nullable=False),
    Column("discreet", Boolean, nullable=False),
    Column("review_prompts", Boolean, nullable=False),
    Column("texts", Text, nullable=False),
    info=policy(Owner.GUILD, starts="the bot is in the server", ends="the bot leaves the server"),
)

series = Table(
    "series",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild", BigInteger, info=OF_SERVER, nullable=False),
    Column("title", Text, nullable=False),
    Column("first", DateTime, nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("repeat", String(16), nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("template", String(64), nullable=False),
    Column("room_kind", String(16), nullable=False),
    Column("facilitator", LargeBinary, info=OF_MEMBER),
    Column("topic", Text, nullable=False),
    Column("ended", Boolean, nullable=False),
    Index(None, "guild"),
    info=policy(
        Owner.GUILD,
        sealed="who leads it",
        starts="it has dates, or is not ended",
        ends="the bot leaves the server; the facilitator alone is cleared by their own erase",
    ),
)

occurrences = Table(
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
    UniqueConstraint("series", "rule_date"),
    Index(None, "guild", "starts_at"),
    Index(None, "phase", "due"),
    Index(None, "room"),
    info=policy(
        Owner.GUILD,
        sealed="who leads it",
        starts="the start, once it is over",
        ends="the bot leaves the server; the facilitator alone is cleared by their own erase",
        kept=HISTORY_KEPT,
    ),
)

memberships = Table(
    "memberships",
    metadata,
    Column("subject", LargeBinary(32), info=OF_MEMBER, primary_key=True),
    Column("guild", BigInteger, info=OF_SERVER, nullable=False),
    Column("seen_on", Date),
    Column("sealed", LargeBinary, info=OF_MEMBER, nullable=False),
    Index(None, "guild"),
    info=policy(
        Owner.MEMBER,
        sealed="what they agreed to, their name and how they like to come in",
        starts="the day they were last here",
        ends="the member's own erase; the bot leaves the server",
        kept=MEMBERSHIPS_KEPT,
    ),
)

heard = Table(
    "heard",
    metadata,
    Column("guild", BigInteger, info=OF_SERVER, primary_key=True, autoincrement=False),
    Column("meeting", BigInteger, primary_key=True, autoincrement=False),
    Column("prompt", String(64), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("place", Integer, nullable=False),
    info=policy(
        Owner.GUILD, starts="it was heard", ends="the bot leaves the server", kept=HEARD_KEPT
    ),
)

prompts = Table(
    "prompts",
    metadata,
    Column("guild", BigInteger, info=OF_SERVER, primary_key=True, autoincrement=False),
    Column("id", String(32), primary_key=True),
    Column("language", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("point", String(16), nullable=False),
    Column("purpose", String(16), nullable=False),
    Column("change_talk", String(16), nullable=False),
    Column("stage", String(16), nullable=False),
    Column("themes", String(200), nullable=False),
    Column("avoid_with", String(1000), nullable=False),
    Column("why", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("writer", LargeBinary, info=OF_MEMBER),
    info=policy(
        Owner.GUILD,
        sealed="who wrote it, while it waits for a second look",
        starts="it was retired",
        ends="the bot leaves the server; the writer alone goes with the second look or their erase",
        kept=RETIRED_KEPT,
    ),
)

stage_times = Table(
    "stage_times",
    metadata,
    Column(
        "occurrence",
        BigInteger,
        ForeignKey("occurrences.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("stage", String(32), nullable=False),
    Column("seconds", Integer, nullable=False),
    info=policy(Owner.GUILD, starts="its occurrence is kept", ends="its occurrence is erased"),
)

lease = Table(
    "lease",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("owner", String(64), nullable=False),
    Column("epoch", BigInteger, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    info=policy(Owner.BOT, starts="the database lives", ends="never: it names no person"),
)
