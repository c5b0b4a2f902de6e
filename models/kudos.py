"""Kudos: thanks from one member to others for something specific."""

from datetime import datetime

from sqlalchemy import Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, OfWorkspace, RowId, walls, within_workspace


class Kudos(OfWorkspace, Base):
    """What somebody thanked others for; `question_id` is set when it thanks for an answered question."""

    __tablename__ = "kudos"
    __table_args__ = (
        walls(),
        within_workspace("giver_id", "members"),
        within_workspace("question_id", "questions"),
        UniqueConstraint("workspace_id", "question_id"),
        Index("ix_kudos_workspace_id_giver_id_given_at", "workspace_id", "giver_id", "given_at"),
    )

    giver_id: Mapped[int] = mapped_column(RowId)
    reason: Mapped[str] = mapped_column(Text)
    is_public: Mapped[bool]
    question_id: Mapped[int | None] = mapped_column(RowId)
    given_at: Mapped[datetime]


class KudosReceiver(OfWorkspace, Base):
    """One person thanked by one kudos; `in_public` says whether the shout-out may name them."""

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
