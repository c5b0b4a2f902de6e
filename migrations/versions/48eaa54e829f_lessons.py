"""lessons."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import models.base
from migrations.watching import Watched, unwatch, watch

revision: str = "48eaa54e829f"
down_revision: str | None = "e0e7de64d793"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

WATCHED = (
    Watched("lessons", "lesson", "lunch_id", ("lunch_id", "member_id", "skill_id", "taught_at")),
    # A lunch-and-learn counts once it was held, which the lessons say.
    Watched("lunches", "lesson", "id", ("title", "about"), begins=False),
)


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "lessons",
        sa.Column("lunch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("skill_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("taught_at", models.base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "lunch_id"],
            ["lunches.workspace_id", "lunches.id"],
            name=op.f("fk_lessons_workspace_id_lunch_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_lessons_workspace_id_member_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "skill_id"],
            ["skills.workspace_id", "skills.id"],
            name=op.f("fk_lessons_workspace_id_skill_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_lessons_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lessons")),
        sa.UniqueConstraint(
            "workspace_id", "lunch_id", "member_id", name=op.f("uq_lessons_workspace_id_lunch_id_member_id")
        ),
    )
    op.create_index("ix_lessons_workspace_id_member_id", "lessons", ["workspace_id", "member_id"], unique=False)
    watch(WATCHED)


def downgrade() -> None:
    """Take the change back."""
    unwatch(WATCHED)
    op.drop_table("lessons")
