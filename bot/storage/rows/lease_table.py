"""The table that says which process holds which shards, until when by the server's clock.

There is a row for each shard; a process without others holds the first of one.
"""

from sqlalchemy import BigInteger, Column, Integer, String, Table

from bot.storage.rows.columns import UtcDateTime
from bot.storage.rows.data_policy import Owner, policy
from bot.storage.rows.metadata import metadata

LEASE = Table(
    "lease",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("owner", String(64), nullable=False),
    Column("epoch", BigInteger, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    Column("shards", Integer, nullable=False, server_default="1"),
    info=policy(Owner.BOT, starts="the database lives", ends="never: it names no person"),
)
