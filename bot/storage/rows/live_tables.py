"""The tables of running meetings, and of what they leave behind in Discord."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from bot.storage.rows.columns import UtcDateTime
from bot.storage.rows.data_policy import Care, Owner
from bot.storage.rows.metadata import EFFECTS_KEPT, cares, metadata

evenings = Table(
    "evenings",
    metadata,
    Column(
        "id",
        BigInteger,
        ForeignKey("occurrences.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("guild", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    info=cares(
        Care(
            Owner.MEETING,
            None,
            "the meeting runs",
            "the end of the meeting",
            member="who is there, and what they put into forms",
        )
    ),
)

effects = Table(
    "effects",
    metadata,
    Column("meeting", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(16), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("guild", BigInteger, nullable=False),
    Column("due", UtcDateTime, nullable=False),
    Column("detail", String(200), nullable=False),
    Column("state", String(16), nullable=False),
    Column("channel", BigInteger),
    Column("message", BigInteger),
    Column("claimed_at", UtcDateTime),
    Column("attempts", Integer, nullable=False),
    Index(None, "state", "due"),
    info=cares(
        Care(Owner.GUILD, EFFECTS_KEPT, "it was due, once done", "the bot leaves the server")
    ),
)

traces = Table(
    "traces",
    metadata,
    Column(
        "id",
        BigInteger,
        ForeignKey("occurrences.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("guild", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    info=cares(
        Care(
            Owner.MEETING,
            None,
            "the room of an ended meeting is there",
            "the end of its room; what is one person's goes with their own erase",
            member="whose words stand in which message of ours",
        )
    ),
)
