"""The first tables."""

import sqlalchemy as sa
from alembic import op

from bot.storage.rows.columns import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table of the first release."""
    _effects()
    _heard()
    _lease()
    _memberships()
    _prompts()
    _series()
    _servers()
    _occurrences()
    _evenings()
    _stage_times()


def _effects() -> None:
    op.create_table(
        "effects",
        sa.Column("meeting", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("due", UtcDateTime(), nullable=False),
        sa.Column("detail", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("channel", sa.BigInteger(), nullable=True),
        sa.Column("message", sa.BigInteger(), nullable=True),
        sa.Column("claimed_at", UtcDateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "kind", "seq", name=op.f("pk_effects")),
    )
    op.create_index(op.f("ix_effects_state_due"), "effects", ["state", "due"])


def _heard() -> None:
    op.create_table(
        "heard",
        sa.Column("guild", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("meeting", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("prompt", sa.String(length=64), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("guild", "meeting", "prompt", name=op.f("pk_heard")),
    )


def _lease() -> None:
    op.create_table(
        "lease",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lease")),
    )


def _memberships() -> None:
    op.create_table(
        "memberships",
        sa.Column("subject", sa.LargeBinary(length=32), nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_memberships")),
    )
    op.create_index(op.f("ix_memberships_guild"), "memberships", ["guild"])


def _prompts() -> None:
    op.create_table(
        "prompts",
        sa.Column("guild", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("point", sa.String(length=16), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("change_talk", sa.String(length=16), nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=False),
        sa.Column("themes", sa.String(length=200), nullable=False),
        sa.Column("avoid_with", sa.String(length=1000), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("writer", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("guild", "id", name=op.f("pk_prompts")),
    )


def _series() -> None:
    op.create_table(
        "series",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("first", sa.DateTime(), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("repeat", sa.String(length=16), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("template", sa.String(length=64), nullable=False),
        sa.Column("room_kind", sa.String(length=16), nullable=False),
        sa.Column("facilitator", sa.LargeBinary(), nullable=True),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
    )
    op.create_index(op.f("ix_series_guild"), "series", ["guild"])


def _servers() -> None:
    op.create_table(
        "servers",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("rooms", sa.BigInteger(), nullable=True),
        sa.Column("announcements", sa.BigInteger(), nullable=True),
        sa.Column("organisers", sa.BigInteger(), nullable=True),
        sa.Column("facilitators", sa.BigInteger(), nullable=True),
        sa.Column("facilitators_channel", sa.BigInteger(), nullable=True),
        sa.Column("timezone", sa.String(length=64), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("adults_only", sa.Boolean(), nullable=False),
        sa.Column("discreet", sa.Boolean(), nullable=False),
        sa.Column("review_prompts", sa.Boolean(), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_servers")),
    )


def _occurrences() -> None:
    op.create_table(
        "occurrences",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("template", sa.String(length=64), nullable=False),
        sa.Column("room_kind", sa.String(length=16), nullable=False),
        sa.Column("due", UtcDateTime(), nullable=False),
        sa.Column("series", sa.BigInteger(), nullable=True),
        sa.Column("rule_date", sa.Date(), nullable=True),
        sa.Column("facilitator", sa.LargeBinary(), nullable=True),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("phase", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("intent_at", UtcDateTime(), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("room", sa.BigInteger(), nullable=True),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("began_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("empty_since", UtcDateTime(), nullable=True),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["series"], ["series.id"], name=op.f("fk_occurrences_series"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrences")),
        sa.UniqueConstraint("series", "rule_date", name=op.f("uq_occurrences_series_rule_date")),
    )
    op.create_index(op.f("ix_occurrences_guild_starts_at"), "occurrences", ["guild", "starts_at"])
    op.create_index(op.f("ix_occurrences_phase_due"), "occurrences", ["phase", "due"])
    op.create_index(op.f("ix_occurrences_room"), "occurrences", ["room"])


def _evenings() -> None:
    op.create_table(
        "evenings",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["id"], ["occurrences.id"], name=op.f("fk_evenings_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evenings")),
    )


def _stage_times() -> None:
    op.create_table(
        "stage_times",
        sa.Column("occurrence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence"],
            ["occurrences.id"],
            name=op.f("fk_stage_times_occurrence"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("occurrence", "place", name=op.f("pk_stage_times")),
    )
