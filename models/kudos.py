"""Kudos: thanks from one member to others for something specific, and what others make of them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, OfWorkspace, RowId, one_of, walls, within_workspace


class Kudos(OfWorkspace, Base):
    """What somebody thanked others for; `question_id` is set when it thanks for an answered question.

    `channel_slack_id` is where it was posted, None for what is said in messages alone. With `may_be_told` its giver
    agrees that a roundup tells it as a story, which it did at `told_at`; with `tells_leads` the giver lets the leads
    of whom they thank know too. One that was taken back or removed is left empty at `removed_at`: its row goes on
    counting for its giver's measure, and its number is never another's.
    """

    __tablename__ = "kudos"
    __table_args__ = (
        walls(),
        within_workspace("giver_id", "members"),
        within_workspace("question_id", "questions"),
        UniqueConstraint("workspace_id", "question_id"),
        Index("ix_kudos_workspace_id_giver_id_given_at", "workspace_id", "giver_id", "given_at"),
        Index("ix_kudos_given_at", "given_at"),
    )

    giver_id: Mapped[int] = mapped_column(RowId)
    reason: Mapped[str] = mapped_column(Text)
    is_public: Mapped[bool]
    question_id: Mapped[int | None] = mapped_column(RowId)
    given_at: Mapped[datetime]
    channel_slack_id: Mapped[str | None] = mapped_column(String(32))
    may_be_told: Mapped[bool] = mapped_column(default=False, server_default=false())
    tells_leads: Mapped[bool] = mapped_column(default=False, server_default=false())
    told_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]


class KudosReceiver(OfWorkspace, Base):
    """One person thanked by one kudos; `in_public` says whether the shout-out may name them.

    `agrees_to_story` is their answer to being told of in a roundup; None as long as they gave none.
    """

    __tablename__ = "kudos_receivers"
    __table_args__ = (
        walls(),
        within_workspace("kudos_id", "kudos"),
        within_workspace("member_id", "members"),
        UniqueConstraint("workspace_id", "kudos_id", "member_id"),
        Index("ix_kudos_receivers_workspace_id_member_id", "workspace_id", "member_id"),
    )

    kudos_id: Mapped[int] = mapped_column(RowId)
    member_id: Mapped[int] = mapped_column(RowId)
    in_public: Mapped[bool]
    agrees_to_story: Mapped[bool | None]


class KudosTopic(OfWorkspace, Base):
    """The topic that a kudos thanks for, where its giver named one; an answered question has its own."""

    __tablename__ = "kudos_topics"
    __table_args__ = (
        within_workspace("kudos_id", "kudos"),
        within_workspace("skill_id", "skills"),
        UniqueConstraint("workspace_id", "kudos_id"),
    )

    kudos_id: Mapped[int] = mapped_column(RowId)
    skill_id: Mapped[int] = mapped_column(RowId)


class AddedThanks(OfWorkspace, Base):
    """Somebody who added their thanks to a shout-out, by its button, by a reaction, or by both."""

    __tablename__ = "added_thanks"
    __table_args__ = (
        within_workspace("kudos_id", "kudos"),
        within_workspace("member_id", "members"),
        UniqueConstraint("workspace_id", "kudos_id", "member_id"),
    )

    kudos_id: Mapped[int] = mapped_column(RowId)
    member_id: Mapped[int] = mapped_column(RowId)
    by_button: Mapped[bool]
    by_reaction: Mapped[bool]
    added_at: Mapped[datetime]


class ReportOutcome(StrEnum):
    """What became of a report: the kudos was removed, or an admin left it."""

    REMOVED = "removed"
    LEFT = "left"


class KudosReport(OfWorkspace, Base):
    """Somebody's word to the admins that a kudos should be looked at.

    `outcome` is None as long as no admin has decided; `settled_by_id` is the one who did.
    """

    __tablename__ = "kudos_reports"
    __table_args__ = (
        walls(),
        within_workspace("kudos_id", "kudos"),
        within_workspace("reporter_id", "members"),
        within_workspace("settled_by_id", "members"),
        UniqueConstraint("workspace_id", "kudos_id", "reporter_id"),
    )

    kudos_id: Mapped[int] = mapped_column(RowId)
    reporter_id: Mapped[int] = mapped_column(RowId)
    reported_at: Mapped[datetime]
    outcome: Mapped[ReportOutcome | None] = mapped_column(one_of(ReportOutcome))
    settled_by_id: Mapped[int | None] = mapped_column(RowId)
