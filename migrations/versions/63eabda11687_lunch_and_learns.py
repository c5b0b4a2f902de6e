"""lunch and learns."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import models.base

revision: str = "63eabda11687"
down_revision: str | None = "6a1e0c94d7b5"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "lunches",
        sa.Column("uid", sa.String(length=40), nullable=False),
        sa.Column(
            "kind", sa.Enum("talk", "open_table", name="lunchkind", native_enum=False, length=20), nullable=False
        ),
        sa.Column("title", sa.String(length=150), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=True),
        sa.Column("skill_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("channel_slack_id", sa.String(length=32), nullable=False),
        sa.Column("in_private_channel", sa.Boolean(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("held_at", sa.Time(), nullable=False),
        sa.Column("begins_at", models.base.Moment(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("announced_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("announced_at", models.base.Moment(timezone=True), nullable=False),
        sa.Column("timed_at", models.base.Moment(timezone=True), nullable=False),
        sa.Column("recording_link", sa.String(length=500), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("cancelled_at", models.base.Moment(timezone=True), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "announced_by_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_lunches_workspace_id_announced_by_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "skill_id"],
            ["skills.workspace_id", "skills.id"],
            name=op.f("fk_lunches_workspace_id_skill_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_lunches_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lunches")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_lunches_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "uid", name=op.f("uq_lunches_workspace_id_uid")),
    )
    op.create_index("ix_lunches_begins_at", "lunches", ["begins_at"], unique=False)
    op.create_table(
        "lunch_hosts",
        sa.Column("lunch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "lunch_id"],
            ["lunches.workspace_id", "lunches.id"],
            name=op.f("fk_lunch_hosts_workspace_id_lunch_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_lunch_hosts_workspace_id_member_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_lunch_hosts_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lunch_hosts")),
        sa.UniqueConstraint(
            "workspace_id", "lunch_id", "member_id", name=op.f("uq_lunch_hosts_workspace_id_lunch_id_member_id")
        ),
    )
    op.create_index("ix_lunch_hosts_workspace_id_member_id", "lunch_hosts", ["workspace_id", "member_id"], unique=False)
    op.create_table(
        "lunch_reminders",
        sa.Column("lunch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reader", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "morning",
                "day_before",
                "hour_before",
                "ten_minutes",
                "host_week",
                "host_two_days",
                "host_afterwards",
                name="reminderkind",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("looked_at", models.base.Moment(timezone=True), nullable=False),
        sa.Column("is_skipped", sa.Boolean(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "lunch_id"],
            ["lunches.workspace_id", "lunches.id"],
            name=op.f("fk_lunch_reminders_workspace_id_lunch_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_lunch_reminders_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lunch_reminders")),
        sa.UniqueConstraint(
            "workspace_id",
            "lunch_id",
            "reader",
            "kind",
            "sequence",
            name=op.f("uq_lunch_reminders_workspace_id_lunch_id_reader_kind_sequence"),
        ),
    )
    op.create_table(
        "seats",
        sa.Column("lunch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "attendance",
            sa.Enum(
                "in", "maybe", "recording", "waiting", "not_coming", name="attendance", native_enum=False, length=20
            ),
            nullable=False,
        ),
        sa.Column("since", models.base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "lunch_id"],
            ["lunches.workspace_id", "lunches.id"],
            name=op.f("fk_seats_workspace_id_lunch_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_seats_workspace_id_member_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_seats_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seats")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_seats_workspace_id_id")),
        sa.UniqueConstraint(
            "workspace_id", "lunch_id", "member_id", name=op.f("uq_seats_workspace_id_lunch_id_member_id")
        ),
    )
    op.create_index("ix_seats_workspace_id_member_id", "seats", ["workspace_id", "member_id"], unique=False)
    op.create_index("ix_helps_workspace_id_helped_at", "helps", ["workspace_id", "helped_at"], unique=False)
    op.create_index("ix_questions_workspace_id_drafted_at", "questions", ["workspace_id", "drafted_at"], unique=False)
    op.add_column("members", sa.Column("reminded_day_before", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column("members", sa.Column("reminded_hour_before", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column(
        "members", sa.Column("reminded_ten_minutes_before", sa.Boolean(), server_default=sa.true(), nullable=False)
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_index("ix_questions_workspace_id_drafted_at", table_name="questions")
    op.drop_index("ix_helps_workspace_id_helped_at", table_name="helps")
    op.drop_column("members", "reminded_ten_minutes_before")
    op.drop_column("members", "reminded_hour_before")
    op.drop_column("members", "reminded_day_before")
    op.drop_index("ix_seats_workspace_id_member_id", table_name="seats")
    op.drop_table("seats")
    op.drop_table("lunch_reminders")
    op.drop_index("ix_lunch_hosts_workspace_id_member_id", table_name="lunch_hosts")
    op.drop_table("lunch_hosts")
    op.drop_index("ix_lunches_begins_at", table_name="lunches")
    op.drop_table("lunches")
