"""Time to prepare a lunch-and-learn, which a host asks their lead for."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Date, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, OfWorkspace, RowId, one_of, within_workspace


class PreparationState(StrEnum):
    """How far a host and their leads are: `unanswered` once the host was told that no answer came."""

    ASKED = "asked"
    SUGGESTED = "suggested"
    AGREED = "agreed"
    DECLINED = "declined"
    UNANSWERED = "unanswered"
    WITHDRAWN = "withdrawn"


class Preparation(OfWorkspace, Base):
    """The time that one host would like to prepare a lunch-and-learn: `minutes` from `begins_at`.

    A lead who suggests another time writes it over what was asked; `answered_by_id` is None again once the host leaves
    that. `uid` and `sequence` are for calendars. Agreed time
    takes one ask off the week that begins on `counted_week_on`, a Monday of the host's own calendar.
    """

    __tablename__ = "preparations"
    __table_args__ = (
        within_workspace("lunch_id", "lunches"),
        within_workspace("host_id", "members"),
        within_workspace("answered_by_id", "members"),
        UniqueConstraint("workspace_id", "lunch_id", "host_id"),
        Index("ix_preparations_workspace_id_host_id", "workspace_id", "host_id"),
    )

    lunch_id: Mapped[int] = mapped_column(RowId)
    host_id: Mapped[int] = mapped_column(RowId)
    state: Mapped[PreparationState] = mapped_column(one_of(PreparationState))
    begins_at: Mapped[datetime]
    minutes: Mapped[int] = mapped_column(Integer)
    asked_at: Mapped[datetime]
    answered_by_id: Mapped[int | None] = mapped_column(RowId)
    uid: Mapped[str] = mapped_column(String(40))
    sequence: Mapped[int] = mapped_column(Integer, default=0)
    counted_week_on: Mapped[date | None] = mapped_column(Date)
