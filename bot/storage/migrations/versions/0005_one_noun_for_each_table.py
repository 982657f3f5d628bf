"""One noun per concept in table names; the outbox has a subject and a payload of JSON."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.storage.rows.columns import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_KEPT = "guild", "kind", "seq", "due", "state", "channel", "message", "claimed_at", "attempts"
_EFFECTS = sa.table(
    "effects",
    sa.column("meeting", sa.BigInteger()),
    sa.column("detail", sa.String()),
    sa.column("version", sa.Integer()),
    *(sa.column(name, UtcDateTime()) for name in ("due", "claimed_at")),
    *(sa.column(name) for name in _KEPT if name not in {"due", "claimed_at"}),
)
_LIVE = "id", "guild", "version", "sealed"


def upgrade() -> None:
    """Make the tables under their new names, take over every row, drop the old ones."""
    _live_meetings()
    op.execute("ALTER TABLE heard RENAME COLUMN meeting TO occurrence")
    outbox = _outbox()
    rows = [_entry(row) for row in op.get_bind().execute(sa.select(_EFFECTS)).mappings()]
    if rows:
        op.bulk_insert(outbox, rows)
    op.drop_table("effects")
    op.create_index(op.f("ix_outbox_state_due"), "outbox", ["state", "due"])


def _live_meetings() -> None:
    op.create_table(
        "live_meetings",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["id"], ["occurrences.id"], name=op.f("fk_live_meetings_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_live_meetings")),
    )
    before, after = (
        sa.table(name, *map(sa.column, _LIVE)) for name in ("evenings", "live_meetings")
    )
    op.execute(sa.insert(after).from_select(_LIVE, sa.select(before)))
    op.drop_table("evenings")


def _outbox() -> sa.Table:
    return op.create_table(
        "outbox",
        sa.Column("subject_kind", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("member", sa.LargeBinary(), nullable=True),
        sa.Column("due", UtcDateTime(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("channel", sa.BigInteger(), nullable=True),
        sa.Column("message", sa.BigInteger(), nullable=True),
        sa.Column("claimed_at", UtcDateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("subject_kind", "subject", "kind", "seq", name=op.f("pk_outbox")),
    )


def _entry(row: sa.RowMapping) -> dict[str, Any]:
    """Give the row that an entry of the version before becomes."""
    said = _payload(row["kind"], row["detail"])
    return {name: row[name] for name in _KEPT} | {
        "subject_kind": "meeting",
        "subject": str(row["meeting"]),
        "member": None,
        "payload": json.dumps(said) if said else "",
        "code": row["detail"] if row["kind"] in {"move", "left"} else "",
        "version": row["version"],
    }


def _payload(kind: str, detail: str) -> dict[str, object]:
    """Say as named values what stood in one line of words."""
    why, _, rest = detail.partition(" ")
    number = int(rest) if rest.isdecimal() else 0
    told: tuple[str, object] = ("room", number) if why == "old_room" else ("reason", rest)
    said: dict[str, dict[str, object]] = {
        "fold": {"was": detail},
        "unname": {"everybody": detail == "all"},
        "bye": {"why": detail},
        "note": {"why": why, "minutes": number},
        "orgs": dict([("why", why), told]),
    }
    return said.get(kind, {})
