"""Nominations: what colleagues, kudos or one's own help suggest that somebody list. Invisible until accepted."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, OfWorkspace, RowId, one_of, walls, within_workspace


class NominationOrigin(StrEnum):
    """What made us suggest a topic to somebody."""

    COLLEAGUE = "colleague"
    KUDOS = "kudos"
    HELP = "help"


class NominationState(StrEnum):
    """The life of a nomination. Only its nominee ever learns anything but `accepted`."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    NOT_NOW = "not_now"
    NEVER = "never"
    EXPIRED = "expired"


class Nomination(OfWorkspace, Base):
    """One topic suggested to one member; there is one row per member and topic, used again after "not now" ends.

    The topic is kept in words: a skill is made, or found, only when the nominee says yes, so that no list shows what
    somebody was nominated for. `nominated_by_id` is None where no single person did.
    """

    __tablename__ = "nominations"
    __table_args__ = (
        walls(),
        within_workspace("nominee_id", "members"),
        within_workspace("nominated_by_id", "members"),
        UniqueConstraint("workspace_id", "nominee_id", "folded"),
        Index("ix_nominations_state_nominated_at", "state", "nominated_at"),
    )

    nominee_id: Mapped[int] = mapped_column(RowId)
    nominated_by_id: Mapped[int | None] = mapped_column(RowId)
    topic: Mapped[str] = mapped_column(String(80))
    folded: Mapped[str] = mapped_column(String(160))
    origin: Mapped[NominationOrigin] = mapped_column(one_of(NominationOrigin))
    state: Mapped[NominationState] = mapped_column(one_of(NominationState))
    beside_kind: Mapped[str | None] = mapped_column(String(40))
    beside_subject_id: Mapped[int | None] = mapped_column(RowId)
    nominated_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
