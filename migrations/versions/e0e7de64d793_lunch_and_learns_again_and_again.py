"""lunch and learns again and again."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import models.base

revision: str = "e0e7de64d793"
down_revision: str | None = "63eabda11687"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "lunch_series",
        sa.Column(
            "repeats",
            sa.Enum("weekly", "fortnightly", "monthly", "monthly_last", name="repeats", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("planned_until", sa.Date(), nullable=False),
        sa.Column("ended_at", models.base.Moment(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_lunch_series_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lunch_series")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_lunch_series_workspace_id_id")),
    )
    op.create_table(
        "lunch_proposals",
        sa.Column("skill_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "state", sa.Enum("asked", "yes", "no", name="proposalstate", native_enum=False, length=20), nullable=False
        ),
        sa.Column("asked_at", models.base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_lunch_proposals_workspace_id_member_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "skill_id"],
            ["skills.workspace_id", "skills.id"],
            name=op.f("fk_lunch_proposals_workspace_id_skill_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_lunch_proposals_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lunch_proposals")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_lunch_proposals_workspace_id_id")),
    )
    op.create_index(
        "ix_lunch_proposals_workspace_id_skill_id", "lunch_proposals", ["workspace_id", "skill_id"], unique=False
    )
    op.create_index(
        "ix_lunch_proposals_workspace_id_member_id", "lunch_proposals", ["workspace_id", "member_id"], unique=False
    )

    op.create_table(
        "lunch_wishes",
        sa.Column("skill_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("wished_at", models.base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_lunch_wishes_workspace_id_member_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "skill_id"],
            ["skills.workspace_id", "skills.id"],
            name=op.f("fk_lunch_wishes_workspace_id_skill_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_lunch_wishes_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lunch_wishes")),
    )
    op.create_index("ix_lunch_wishes_workspace_id_skill_id", "lunch_wishes", ["workspace_id", "skill_id"], unique=False)
    op.create_index(
        "ix_lunch_wishes_workspace_id_member_id", "lunch_wishes", ["workspace_id", "member_id"], unique=False
    )

    op.create_table(
        "lunch_questions",
        sa.Column("lunch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_at", models.base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "lunch_id"],
            ["lunches.workspace_id", "lunches.id"],
            name=op.f("fk_lunch_questions_workspace_id_lunch_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_lunch_questions_workspace_id_member_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_lunch_questions_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lunch_questions")),
    )
    op.create_index(
        "ix_lunch_questions_workspace_id_lunch_id", "lunch_questions", ["workspace_id", "lunch_id"], unique=False
    )
    op.create_index(
        "ix_lunch_questions_workspace_id_member_id", "lunch_questions", ["workspace_id", "member_id"], unique=False
    )

    op.create_table(
        "occurrences",
        sa.Column("lunch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("series_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("is_changed_alone", sa.Boolean(), nullable=False),
        sa.Column("is_posted", sa.Boolean(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "lunch_id"],
            ["lunches.workspace_id", "lunches.id"],
            name=op.f("fk_occurrences_workspace_id_lunch_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "series_id"],
            ["lunch_series.workspace_id", "lunch_series.id"],
            name=op.f("fk_occurrences_workspace_id_series_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_occurrences_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrences")),
        sa.UniqueConstraint("workspace_id", "lunch_id", name=op.f("uq_occurrences_workspace_id_lunch_id")),
        sa.UniqueConstraint(
            "workspace_id", "series_id", "planned_on", name=op.f("uq_occurrences_workspace_id_series_id_planned_on")
        ),
    )
    op.create_table(
        "preparations",
        sa.Column("lunch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("host_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "suggested",
                "agreed",
                "declined",
                "unanswered",
                "withdrawn",
                name="preparationstate",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("begins_at", models.base.Moment(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("asked_at", models.base.Moment(timezone=True), nullable=False),
        sa.Column("answered_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("uid", sa.String(length=40), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("counted_week_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "answered_by_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_preparations_workspace_id_answered_by_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "host_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_preparations_workspace_id_host_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "lunch_id"],
            ["lunches.workspace_id", "lunches.id"],
            name=op.f("fk_preparations_workspace_id_lunch_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_preparations_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preparations")),
        sa.UniqueConstraint(
            "workspace_id", "lunch_id", "host_id", name=op.f("uq_preparations_workspace_id_lunch_id_host_id")
        ),
    )
    op.create_index("ix_preparations_workspace_id_host_id", "preparations", ["workspace_id", "host_id"], unique=False)

    op.add_column("lunches", sa.Column("attendance_taken_at", models.base.Moment(timezone=True), nullable=True))
    op.add_column("lunches", sa.Column("worth_yes", sa.Integer(), server_default="0", nullable=False))
    op.add_column("lunches", sa.Column("worth_partly", sa.Integer(), server_default="0", nullable=False))
    op.add_column("lunches", sa.Column("worth_no", sa.Integer(), server_default="0", nullable=False))

    op.add_column("members", sa.Column("reminded_as_host", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column("members", sa.Column("asked_afterwards", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column("members", sa.Column("holidays_of", sa.String(length=2), nullable=True))
    op.add_column("members", sa.Column("calendar_digest", sa.String(length=64), nullable=True))
    op.create_index("ix_members_calendar_digest", "members", ["calendar_digest"], unique=True)

    op.create_index("ix_seats_line", "seats", ["workspace_id", "lunch_id", "attendance", "since", "id"], unique=False)
    op.add_column("seats", sa.Column("came", sa.Boolean(), nullable=True))
    op.add_column("seats", sa.Column("has_judged", sa.Boolean(), server_default=sa.false(), nullable=False))

    op.add_column("workspaces", sa.Column("holiday_countries", sa.String(length=300), nullable=True))


def downgrade() -> None:
    """Take the change back."""
    op.drop_column("workspaces", "holiday_countries")

    op.drop_index("ix_seats_line", table_name="seats")
    op.drop_column("seats", "has_judged")
    op.drop_column("seats", "came")

    op.drop_index("ix_members_calendar_digest", table_name="members")
    op.drop_column("members", "calendar_digest")
    op.drop_column("members", "holidays_of")
    op.drop_column("members", "asked_afterwards")
    op.drop_column("members", "reminded_as_host")

    op.drop_column("lunches", "worth_no")
    op.drop_column("lunches", "worth_partly")
    op.drop_column("lunches", "worth_yes")
    op.drop_column("lunches", "attendance_taken_at")

    op.drop_table("preparations")
    op.drop_table("occurrences")

    op.drop_table("lunch_questions")

    op.drop_table("lunch_wishes")

    op.drop_table("lunch_proposals")
    op.drop_table("lunch_series")
