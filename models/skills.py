"""The registry: skills, the other words for them, and who said yes to being asked about them."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, OfWorkspace, RowId, one_of, walls, within_workspace


class Level(StrEnum):
    """How far a member's expertise goes."""

    CAN_TEACH = "can_teach"
    CAN_HELP = "can_help"
    LEARNING = "learning"


class Way(StrEnum):
    """In what ways a member is glad to help with a skill."""

    QUICK_ANSWER = "quick_answer"
    PAIRING = "pairing"
    LOOKING_OVER = "looking_over"
    COACHING = "coaching"
    LUNCH_AND_LEARN = "lunch_and_learn"


class Area(StrEnum):
    """The four areas a skill can belong to."""

    CRAFT = "craft"
    LEADERSHIP = "leadership"
    CONFIDE = "confide"
    CAREER = "career"


class Source(StrEnum):
    """Where a member's yes to being asked came from."""

    OWN_WORD = "own_word"
    NOMINATION = "nomination"
    EARNED = "earned"


class Skill(OfWorkspace, Base):
    """Something people can be great at: one canonical name; `folded` is the name as it is compared.

    `area` is None where nobody said.
    """

    __tablename__ = "skills"
    __table_args__ = (walls(), UniqueConstraint("workspace_id", "folded"))

    name: Mapped[str] = mapped_column(String(80))
    folded: Mapped[str] = mapped_column(String(160))
    area: Mapped[Area | None] = mapped_column(one_of(Area))
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
    """A member's yes to being asked about a skill.

    `ways` are words of `Way` with commas, None for any; `note` is a line of their own about it, and more where
    skills were merged.
    """

    __tablename__ = "expertises"
    __table_args__ = (
        walls(),
        within_workspace("member_id", "members"),
        within_workspace("skill_id", "skills"),
        UniqueConstraint("workspace_id", "member_id", "skill_id"),
        Index("ix_expertises_workspace_id_skill_id", "workspace_id", "skill_id"),
    )

    member_id: Mapped[int] = mapped_column(RowId)
    skill_id: Mapped[int] = mapped_column(RowId)
    level: Mapped[Level] = mapped_column(one_of(Level))
    source: Mapped[Source] = mapped_column(one_of(Source))
    ways: Mapped[str | None] = mapped_column(String(200))
    note: Mapped[str | None] = mapped_column(Text)
    added_at: Mapped[datetime]


class ChangeKind(StrEnum):
    """What an admin may do to a skill."""

    MERGED = "merged"
    RENAMED = "renamed"


class SkillChange(OfWorkspace, Base):
    """A merge into `skill_id` or a new name for it, with all that is needed to undo it.

    `details` holds the old name, or the skill that was merged away as it was, with the ids of the rows that moved;
    never a word that somebody wrote about themselves.
    """

    __tablename__ = "skill_changes"
    __table_args__ = (
        walls(),
        within_workspace("skill_id", "skills"),
        within_workspace("changed_by_id", "members"),
    )

    skill_id: Mapped[int] = mapped_column(RowId)
    kind: Mapped[ChangeKind] = mapped_column(one_of(ChangeKind))
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    changed_by_id: Mapped[int] = mapped_column(RowId)
    changed_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]


class TopicWish(OfWorkspace, Base):
    """Somebody who wants to be told when a colleague lists a topic; `told_at` once they were."""

    __tablename__ = "topic_wishes"
    __table_args__ = (
        walls(),
        within_workspace("member_id", "members"),
        UniqueConstraint("workspace_id", "member_id", "folded"),
    )

    member_id: Mapped[int] = mapped_column(RowId)
    topic: Mapped[str] = mapped_column(String(80))
    folded: Mapped[str] = mapped_column(String(160))
    wished_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
