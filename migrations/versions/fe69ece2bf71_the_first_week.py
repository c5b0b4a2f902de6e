"""the first week."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import models.base

revision: str = "fe69ece2bf71"
down_revision: str | None = "477f9662ac31"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the change.

    Columns are added one by one: copying a table, as Alembic does on SQLite, would empty those that point to it.
    """
    op.create_table(
        "directory_syncs",
        sa.Column(
            "workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("cursor", sa.String(length=300), nullable=False),
        sa.Column("begun_at", models.base.Moment(timezone=True), nullable=False),
        sa.Column("finished_at", models.base.Moment(timezone=True), nullable=True),
        sa.Column("retry_at", models.base.Moment(timezone=True), nullable=True),
        sa.Column("lease_owner", sa.String(length=36), nullable=True),
        sa.Column("lease_until", models.base.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_directory_syncs_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_directory_syncs")),
    )
    op.create_table(
        "forgotten_people",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("forgotten_at", models.base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_forgotten_people_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forgotten_people")),
        sa.UniqueConstraint("workspace_id", "digest", name=op.f("uq_forgotten_people_workspace_id_digest")),
    )
    op.create_table(
        "audit_entries",
        sa.Column("actor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.Column("noted_at", models.base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "actor_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_audit_entries_workspace_id_actor_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_audit_entries_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_audit_entries_workspace_id_id")),
    )
    op.create_index(
        "ix_audit_entries_workspace_id_noted_at", "audit_entries", ["workspace_id", "noted_at"], unique=False
    )

    op.create_table(
        "nominations",
        sa.Column("nominee_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("nominated_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("topic", sa.String(length=80), nullable=False),
        sa.Column("folded", sa.String(length=160), nullable=False),
        sa.Column(
            "origin",
            sa.Enum("colleague", "kudos", "help", name="nominationorigin", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "pending",
                "accepted",
                "not_now",
                "never",
                "expired",
                name="nominationstate",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("beside_kind", sa.String(length=40), nullable=True),
        sa.Column("beside_subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("nominated_at", models.base.Moment(timezone=True), nullable=False),
        sa.Column("asked_at", models.base.Moment(timezone=True), nullable=True),
        sa.Column("settled_at", models.base.Moment(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "nominated_by_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_nominations_workspace_id_nominated_by_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "nominee_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_nominations_workspace_id_nominee_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_nominations_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nominations")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_nominations_workspace_id_id")),
        sa.UniqueConstraint(
            "workspace_id", "nominee_id", "folded", name=op.f("uq_nominations_workspace_id_nominee_id_folded")
        ),
    )
    op.create_index("ix_nominations_state_nominated_at", "nominations", ["state", "nominated_at"], unique=False)
    op.create_index(
        "ix_deliveries_workspace_id_kind_subject_id",
        "deliveries",
        ["workspace_id", "kind", "subject_id"],
        unique=False,
    )
    op.create_index("ix_deliveries_workspace_id_member_id", "deliveries", ["workspace_id", "member_id"], unique=False)
    op.create_index(
        "ix_deliveries_operation_state_settled_at", "deliveries", ["operation", "state", "settled_at"], unique=False
    )
    op.create_index("ix_expertises_workspace_id_skill_id", "expertises", ["workspace_id", "skill_id"], unique=False)

    op.create_table(
        "skill_changes",
        sa.Column("skill_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "kind", sa.Enum("merged", "renamed", name="changekind", native_enum=False, length=20), nullable=False
        ),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("changed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("changed_at", models.base.Moment(timezone=True), nullable=False),
        sa.Column("undone_at", models.base.Moment(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "changed_by_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_skill_changes_workspace_id_changed_by_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "skill_id"],
            ["skills.workspace_id", "skills.id"],
            name=op.f("fk_skill_changes_workspace_id_skill_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_skill_changes_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skill_changes")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_skill_changes_workspace_id_id")),
    )
    op.create_table(
        "teams",
        sa.Column("channel_slack_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("adopted_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("adopted_at", models.base.Moment(timezone=True), nullable=False),
        sa.Column("members_known_at", models.base.Moment(timezone=True), nullable=True),
        sa.Column("looked_at", models.base.Moment(timezone=True), nullable=True),
        sa.Column("lost_why", sa.String(length=40), nullable=True),
        sa.Column("shoutout_channel_slack_id", sa.String(length=32), nullable=True),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("shoutout_on", sa.Integer(), nullable=False),
        sa.Column("shoutout_at", sa.Time(), nullable=False),
        sa.Column("welcome_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("welcome_words", sa.Text(), nullable=False),
        sa.Column("welcome_story", sa.Text(), nullable=False),
        sa.Column("welcomed_at", models.base.Moment(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "adopted_by_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_teams_workspace_id_adopted_by_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "welcome_by_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_teams_workspace_id_welcome_by_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_teams_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teams")),
        sa.UniqueConstraint("workspace_id", "channel_slack_id", name=op.f("uq_teams_workspace_id_channel_slack_id")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_teams_workspace_id_id")),
    )
    op.create_table(
        "topic_wishes",
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("topic", sa.String(length=80), nullable=False),
        sa.Column("folded", sa.String(length=160), nullable=False),
        sa.Column("wished_at", models.base.Moment(timezone=True), nullable=False),
        sa.Column("told_at", models.base.Moment(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_topic_wishes_workspace_id_member_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_topic_wishes_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic_wishes")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_topic_wishes_workspace_id_id")),
        sa.UniqueConstraint(
            "workspace_id", "member_id", "folded", name=op.f("uq_topic_wishes_workspace_id_member_id_folded")
        ),
    )
    op.create_table(
        "tours",
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("begun_at", models.base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_tours_workspace_id_member_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_tours_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tours")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_tours_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "member_id", name=op.f("uq_tours_workspace_id_member_id")),
    )
    op.create_table(
        "unprompted_days",
        sa.Column(
            "workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column(
            "member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_unprompted_days_workspace_id_member_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_unprompted_days_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "member_id", "day", name=op.f("pk_unprompted_days")),
    )
    op.create_table(
        "open_cards",
        sa.Column("question_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("channel_slack_id", sa.String(length=32), nullable=True),
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("posted_at", models.base.Moment(timezone=True), nullable=False),
        sa.Column("trouble", sa.String(length=80), nullable=True),
        sa.Column("passed_at", models.base.Moment(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "lead_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_open_cards_workspace_id_lead_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "question_id"],
            ["questions.workspace_id", "questions.id"],
            name=op.f("fk_open_cards_workspace_id_question_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_open_cards_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_cards")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_open_cards_workspace_id_id")),
        sa.UniqueConstraint(
            "workspace_id",
            "question_id",
            "channel_slack_id",
            name=op.f("uq_open_cards_workspace_id_question_id_channel_slack_id"),
        ),
        sa.UniqueConstraint(
            "workspace_id", "question_id", "lead_id", name=op.f("uq_open_cards_workspace_id_question_id_lead_id")
        ),
    )
    op.create_table(
        "team_members",
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("is_lead", sa.Boolean(), nullable=False),
        sa.Column("joined_at", models.base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_team_members_workspace_id_member_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "team_id"],
            ["teams.workspace_id", "teams.id"],
            name=op.f("fk_team_members_workspace_id_team_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_team_members_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_members")),
        sa.UniqueConstraint(
            "workspace_id", "team_id", "member_id", name=op.f("uq_team_members_workspace_id_team_id_member_id")
        ),
    )
    op.create_index(
        "ix_team_members_workspace_id_member_id", "team_members", ["workspace_id", "member_id"], unique=False
    )

    op.add_column("questions", sa.Column("topic_words", sa.String(length=80), nullable=True))
    op.create_table(
        "round_topics",
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("expertise_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("added_at", models.base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "expertise_id"],
            ["expertises.workspace_id", "expertises.id"],
            name=op.f("fk_round_topics_workspace_id_expertise_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "team_id"],
            ["teams.workspace_id", "teams.id"],
            name=op.f("fk_round_topics_workspace_id_team_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_round_topics_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_topics")),
        sa.UniqueConstraint(
            "workspace_id", "team_id", "expertise_id", name=op.f("uq_round_topics_workspace_id_team_id_expertise_id")
        ),
    )

    op.add_column("expertises", sa.Column("ways", sa.String(length=200), nullable=True))
    op.add_column("expertises", sa.Column("note", sa.Text(), nullable=True))

    op.add_column("members", sa.Column("is_named_admin", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("members", sa.Column("is_admitted", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("members", sa.Column("forgotten_at", models.base.Moment(timezone=True), nullable=True))
    op.add_column("members", sa.Column("chose_zone", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("members", sa.Column("slack_zone", sa.String(length=64), nullable=True))

    op.add_column(
        "skills",
        sa.Column(
            "area",
            sa.Enum("craft", "leadership", "confide", "career", name="area", native_enum=False, length=20),
            nullable=True,
        ),
    )

    op.add_column("workspaces", sa.Column("uninstalled_at", models.base.Moment(timezone=True), nullable=True))
    op.add_column("workspaces", sa.Column("admits_guests", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Take the change back."""
    op.drop_column("workspaces", "admits_guests")
    op.drop_column("workspaces", "uninstalled_at")

    op.drop_column("skills", "area")

    op.drop_column("members", "slack_zone")
    op.drop_column("members", "chose_zone")
    op.drop_column("members", "forgotten_at")
    op.drop_column("members", "is_admitted")
    op.drop_column("members", "is_named_admin")

    op.drop_column("expertises", "note")
    op.drop_column("expertises", "ways")
    op.drop_column("questions", "topic_words")

    op.drop_index("ix_team_members_workspace_id_member_id", table_name="team_members")

    op.drop_table("round_topics")
    op.drop_table("team_members")
    op.drop_table("open_cards")
    op.drop_table("unprompted_days")
    op.drop_table("tours")
    op.drop_table("topic_wishes")
    op.drop_table("teams")
    op.drop_table("skill_changes")
    op.drop_index("ix_expertises_workspace_id_skill_id", table_name="expertises")
    op.drop_index("ix_deliveries_operation_state_settled_at", table_name="deliveries")
    op.drop_index("ix_deliveries_workspace_id_member_id", table_name="deliveries")
    op.drop_index("ix_deliveries_workspace_id_kind_subject_id", table_name="deliveries")
    op.drop_index("ix_nominations_state_nominated_at", table_name="nominations")

    op.drop_table("nominations")
    op.drop_index("ix_audit_entries_workspace_id_noted_at", table_name="audit_entries")

    op.drop_table("audit_entries")
    op.drop_table("forgotten_people")
    op.drop_table("directory_syncs")
