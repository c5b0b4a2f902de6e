"""The registry: skills, the other words for them, and who said yes to being asked about them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, OfWorkspace, RowId, one_of, walls, within_workspace


class Level(StrEnum):
    """How far a member's expertise goes."""

    CAN_TEACH = "can_teach"
    CAN_HELP = "can_help"
    LEARNING = "learning"


class Source(StrEnum):
    """Where a member's yes to being asked came from."""

    OWN_WORD = "own_word"
    NOMINATION = "nomination"
    EARNED = "earned"


class Skill(OfWorkspace, Base):
    """Something people can be great at: one canonical name; `folded` is the name as it is compared."""

    __tablename__ = "skills"
    __table_args__ = (walls(), UniqueConstraint("workspace_id", "folded"))

    name: Mapped[str] = mapped_column(String(80))
    folded: Mapped[str] = mapped_column(String(160))
    added_at: Mapped[datetime]


class SkillAlias(OfWorkspace, Base):
    """Another word for a skill, as it is compared."""

    __tablename__ = "skill_aliases"
    __table_args__ = (
        walls(),
        within_workspace("skill_id", "skills"),
        UniqueConstraint("workspace_id", "folded"),
    )

    skill_id: Mapped[int] = mapped_column(RowId)
    folded: Mapped[str] = mapped_column(String(160))


class Expertise(OfWorkspace, Base):
    """A member's yes to being asked about a skill."""

    __tablename__ = "expertises"
    __table_args__ = (
        walls(),
        within_workspace("member_id", "members"),
        within_workspace("skill_id", "skills"),
        UniqueConstraint("workspace_id", "member_id", "skill_id"),
    )

    member_id: Mapped[int] = mapped_column(RowId)
    skill_id: Mapped[int] = mapped_column(RowId)
    level: Mapped[Level] = mapped_column(one_of(Level))
    source: Mapped[Source] = mapped_column(one_of(Source))
    added_at: Mapped[datetime]
