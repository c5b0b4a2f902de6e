"""milestones and personal notes."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import models.base

revision: str = "6a1e0c94d7b5"
down_revision: str | None = "9fc9e8cb9719"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_INDEXES = (
    ("ix_helps_workspace_id_helper_id", "helps", ["workspace_id", "helper_id"]),
    ("ix_kudos_given_at", "kudos", ["given_at"]),
    ("ix_milestones_reached_at", "milestones", ["reached_at"]),
    ("ix_passed_on_workspace_id_first_helper_id", "passed_on", ["workspace_id", "first_helper_id"]),
    ("ix_questions_answered_at", "questions", ["answered_at"]),
)


def upgrade() -> None:
    """Make the change."""
    op.add_column("milestones", sa.Column("kept_at", models.base.Moment(timezone=True), nullable=True))
    for name, table, columns in _INDEXES:
        op.create_index(name, table, columns, unique=False)


def downgrade() -> None:
    """Take the change back."""
    for name, table, _ in _INDEXES:
        op.drop_index(name, table_name=table)
    op.drop_column("milestones", "kept_at")
