"""shoutouts of teams."""

from collections.abc import Sequence
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

import models.base

revision: str = "9fc9e8cb9719"
down_revision: str | None = "bd4f43e4a874"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "roundups",
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", models.base.Moment(timezone=True), nullable=False),
        sa.Column("covers_from", models.base.Moment(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum("owed", "nothing_to_say", "skipped", name="roundupstate", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("story_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("why", sa.String(length=120), nullable=True),
        sa.Column("recorded_at", models.base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "team_id"],
            ["teams.workspace_id", "teams.id"],
            name=op.f("fk_roundups_workspace_id_team_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "story_id"],
            ["kudos.workspace_id", "kudos.id"],
            name=op.f("fk_roundups_workspace_id_story_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_roundups_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roundups")),
        sa.UniqueConstraint("workspace_id", "team_id", "due_on", name=op.f("uq_roundups_workspace_id_team_id_due_on")),
    )
    op.create_index("ix_roundups_workspace_id_story_id", "roundups", ["workspace_id", "story_id"])
    rhythm = sa.Enum("weekly", "monthly", "never", name="shoutoutrhythm", native_enum=False, length=20)
    op.add_column("teams", sa.Column("shoutout_rhythm", rhythm, server_default="weekly", nullable=False))
    op.add_column("teams", sa.Column("shoutouts_from", models.base.Moment(timezone=True), nullable=True))
    # Nobody is sent a shout-out for the time before there were any.
    teams = sa.table("teams", sa.column("shoutouts_from", models.base.Moment(timezone=True)))
    op.execute(sa.update(teams).values(shoutouts_from=datetime.now(UTC)))


def downgrade() -> None:
    """Take the change back."""
    op.drop_column("teams", "shoutouts_from")
    op.drop_column("teams", "shoutout_rhythm")
    op.drop_index("ix_roundups_workspace_id_story_id", table_name="roundups")
    op.drop_table("roundups")
