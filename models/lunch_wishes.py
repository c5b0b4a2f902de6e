"""What people would like a lunch-and-learn about, and who was asked whether they would hold it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, OfWorkspace, RowId, one_of, walls, within_workspace


class LunchWish(OfWorkspace, Base):
    """Somebody's wish for a lunch-and-learn about a topic, until it is planned.

    Two topics that are merged may leave two rows of one member, which count as one.
    """

    __tablename__ = "lunch_wishes"
    __table_args__ = (
        within_workspace("skill_id", "skills"),
        within_workspace("member_id", "members"),
        Index("ix_lunch_wishes_workspace_id_skill_id", "workspace_id", "skill_id"),
        Index("ix_lunch_wishes_workspace_id_member_id", "workspace_id", "member_id"),
    )

    skill_id: Mapped[int] = mapped_column(RowId)
    member_id: Mapped[int] = mapped_column(RowId)
    wished_at: Mapped[datetime]


class ProposalState(StrEnum):
    """What came of asking an expert; a no is silent. `planned` once somebody announced one, they or another."""

    ASKED = "asked"
    YES = "yes"
    NO = "no"
    EXPIRED = "expired"
    PLANNED = "planned"


class LunchProposal(OfWorkspace, Base):
    """An expert who was asked, once, whether they would hold a lunch-and-learn about a topic that people ask about."""

    __tablename__ = "lunch_proposals"
    __table_args__ = (
        walls(),
        within_workspace("skill_id", "skills"),
        within_workspace("member_id", "members"),
        Index("ix_lunch_proposals_workspace_id_skill_id", "workspace_id", "skill_id"),
        Index("ix_lunch_proposals_workspace_id_member_id", "workspace_id", "member_id"),
    )

    skill_id: Mapped[int] = mapped_column(RowId)
    member_id: Mapped[int] = mapped_column(RowId)
    state: Mapped[ProposalState] = mapped_column(one_of(ProposalState))
    asked_at: Mapped[datetime]
