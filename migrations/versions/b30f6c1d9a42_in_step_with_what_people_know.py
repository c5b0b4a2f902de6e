"""in step with what people know."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from migrations.watching import Watched, unwatch, watch

revision: str = "b30f6c1d9a42"
down_revision: str | None = "fe69ece2bf71"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

WATCHED = (
    # It may have the id of one that went, of which somebody still has everything in memory.
    Watched("workspaces", "everything", "id", workspace="id"),
    Watched("expertises", "member", "member_id", ("member_id", "skill_id", "level")),
    Watched("skills", "skill", "id", ("name",), renames=True),
    Watched("skill_aliases", "skill", "skill_id", ("skill_id", "folded")),
    Watched("helps", "question", "question_id", ("question_id", "helper_id", "skill_id", "helped_at")),
    # A question counts once somebody helped, which the helps say.
    Watched("questions", "question", "id", ("text",), begins=False, forgets=True),
    Watched("kudos", "question", "question_id", ("question_id",)),
    Watched("kudos", "kudos", "id", ("question_id", "reason", "is_public", "given_at"), forgets=True),
    Watched("kudos_receivers", "kudos", "kudos_id", ("kudos_id", "member_id", "in_public"), forgets=True),
)


def upgrade() -> None:
    """Make the change."""
    row_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    subject = sa.Enum(
        "member", "skill", "question", "kudos", "everything", name="subject", native_enum=False, length=20
    )
    op.create_table(
        "matching_changes",
        sa.Column("kind", subject, nullable=False),
        sa.Column("subject_id", row_id, nullable=False),
        sa.Column("transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("id", row_id, nullable=False),
        sa.Column("workspace_id", row_id, nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_matching_changes_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matching_changes")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_matching_changes_workspace_id_id", "matching_changes", ["workspace_id", "id"])
    op.create_index(
        "ix_matching_changes_workspace_id_transaction_id", "matching_changes", ["workspace_id", "transaction_id"]
    )
    op.create_table(
        "stored_terms",
        sa.Column("kind", subject, nullable=False),
        sa.Column("subject_id", row_id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("terms", sa.LargeBinary(), nullable=False),
        sa.Column("id", row_id, nullable=False),
        sa.Column("workspace_id", row_id, nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_stored_terms_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_terms")),
        sa.UniqueConstraint(
            "workspace_id", "kind", "subject_id", name=op.f("uq_stored_terms_workspace_id_kind_subject_id")
        ),
    )
    watch(WATCHED)


def downgrade() -> None:
    """Take the change back."""
    unwatch(WATCHED)
    op.drop_table("stored_terms")
    op.drop_table("matching_changes")
