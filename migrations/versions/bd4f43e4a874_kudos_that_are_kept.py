"""kudos that are kept."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import models.base

revision: str = "bd4f43e4a874"
down_revision: str | None = "b30f6c1d9a42"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "kudos_reports",
        sa.Column("kudos_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reporter_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reported_at", models.base.Moment(timezone=True), nullable=False),
        sa.Column(
            "outcome", sa.Enum("removed", "left", name="reportoutcome", native_enum=False, length=20), nullable=True
        ),
        sa.Column("settled_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "kudos_id"],
            ["kudos.workspace_id", "kudos.id"],
            name=op.f("fk_kudos_reports_workspace_id_kudos_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "reporter_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_kudos_reports_workspace_id_reporter_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "settled_by_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_kudos_reports_workspace_id_settled_by_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_kudos_reports_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kudos_reports")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_kudos_reports_workspace_id_id")),
        sa.UniqueConstraint(
            "workspace_id", "kudos_id", "reporter_id", name=op.f("uq_kudos_reports_workspace_id_kudos_id_reporter_id")
        ),
    )
    op.create_table(
        "milestones",
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("reached_at", models.base.Moment(timezone=True), nullable=False),
        sa.Column("shared_at", models.base.Moment(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_milestones_workspace_id_member_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_milestones_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestones")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_milestones_workspace_id_id")),
        sa.UniqueConstraint(
            "workspace_id", "member_id", "people", name=op.f("uq_milestones_workspace_id_member_id_people")
        ),
    )
    op.create_table(
        "personal_notes",
        sa.Column(
            "workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column(
            "member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("week_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_personal_notes_workspace_id_member_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_personal_notes_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "member_id", "week_on", name=op.f("pk_personal_notes")),
    )
    op.create_table(
        "lead_prompts",
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("week_on", sa.Date(), nullable=False),
        sa.Column("skipped_at", models.base.Moment(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "lead_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_lead_prompts_workspace_id_lead_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "team_id"],
            ["teams.workspace_id", "teams.id"],
            name=op.f("fk_lead_prompts_workspace_id_team_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_lead_prompts_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_prompts")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_lead_prompts_workspace_id_id")),
        sa.UniqueConstraint(
            "workspace_id",
            "team_id",
            "lead_id",
            "week_on",
            name=op.f("uq_lead_prompts_workspace_id_team_id_lead_id_week_on"),
        ),
    )
    op.create_table(
        "added_thanks",
        sa.Column("kudos_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("by_button", sa.Boolean(), nullable=False),
        sa.Column("by_reaction", sa.Boolean(), nullable=False),
        sa.Column("added_at", models.base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "kudos_id"],
            ["kudos.workspace_id", "kudos.id"],
            name=op.f("fk_added_thanks_workspace_id_kudos_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_added_thanks_workspace_id_member_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_added_thanks_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_added_thanks")),
        sa.UniqueConstraint(
            "workspace_id", "kudos_id", "member_id", name=op.f("uq_added_thanks_workspace_id_kudos_id_member_id")
        ),
    )
    op.create_table(
        "kudos_topics",
        sa.Column("kudos_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("skill_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "kudos_id"],
            ["kudos.workspace_id", "kudos.id"],
            name=op.f("fk_kudos_topics_workspace_id_kudos_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "skill_id"],
            ["skills.workspace_id", "skills.id"],
            name=op.f("fk_kudos_topics_workspace_id_skill_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_kudos_topics_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kudos_topics")),
        sa.UniqueConstraint("workspace_id", "kudos_id", name=op.f("uq_kudos_topics_workspace_id_kudos_id")),
    )
    op.create_table(
        "passed_on",
        sa.Column("help_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("first_helper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("passed_on_at", models.base.Moment(timezone=True), nullable=False),
        sa.Column("named_at", models.base.Moment(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "first_helper_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_passed_on_workspace_id_first_helper_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "help_id"],
            ["helps.workspace_id", "helps.id"],
            name=op.f("fk_passed_on_workspace_id_help_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_passed_on_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passed_on")),
        sa.UniqueConstraint(
            "workspace_id", "help_id", "first_helper_id", name=op.f("uq_passed_on_workspace_id_help_id_first_helper_id")
        ),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_passed_on_workspace_id_id")),
    )
    op.create_index(
        "ix_deliveries_shoutouts",
        "deliveries",
        ["workspace_id", "slack_ts"],
        unique=False,
        sqlite_where=sa.text("kind = 'shoutout'"),
        postgresql_where=sa.text("kind = 'shoutout'"),
    )
    op.add_column("kudos", sa.Column("channel_slack_id", sa.String(length=32), nullable=True))
    op.add_column("kudos", sa.Column("may_be_told", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("kudos", sa.Column("tells_leads", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("kudos", sa.Column("told_at", models.base.Moment(timezone=True), nullable=True))
    op.add_column("kudos", sa.Column("removed_at", models.base.Moment(timezone=True), nullable=True))
    op.add_column("kudos_receivers", sa.Column("agrees_to_story", sa.Boolean(), nullable=True))
    op.add_column("members", sa.Column("wants_personal_note", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column("team_members", sa.Column("wants_prompt", sa.Boolean(), server_default=sa.true(), nullable=False))


def downgrade() -> None:
    """Take the change back."""
    op.drop_column("team_members", "wants_prompt")
    op.drop_column("members", "wants_personal_note")
    op.drop_column("kudos_receivers", "agrees_to_story")
    op.drop_column("kudos", "removed_at")
    op.drop_column("kudos", "told_at")
    op.drop_column("kudos", "tells_leads")
    op.drop_column("kudos", "may_be_told")
    op.drop_column("kudos", "channel_slack_id")
    op.drop_index(
        "ix_deliveries_shoutouts",
        table_name="deliveries",
        sqlite_where=sa.text("kind = 'shoutout'"),
        postgresql_where=sa.text("kind = 'shoutout'"),
    )
    op.drop_table("passed_on")
    op.drop_table("kudos_topics")
    op.drop_table("added_thanks")
    op.drop_table("lead_prompts")
    op.drop_table("personal_notes")
    op.drop_table("milestones")
    op.drop_table("kudos_reports")
