"""What recognition remembers: milestones, help that was passed on, leads' prompts and personal notes."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, OfWorkspace, RowId, walls, within_workspace


class Milestone(OfWorkspace, Base):
    """So many different people whom a member has helped, told to the member alone unless they share it.

    `reached_at` is the moment of the help that reached it. `kept_at` is when they chose to keep it to themselves.
    """

    __tablename__ = "milestones"
    __table_args__ = (
        walls(),
        within_workspace("member_id", "members"),
        UniqueConstraint("workspace_id", "member_id", "people"),
        Index("ix_milestones_reached_at", "reached_at"),
    )

    member_id: Mapped[int] = mapped_column(RowId)
    people: Mapped[int] = mapped_column(Integer)
    reached_at: Mapped[datetime]
    shared_at: Mapped[datetime | None]
    kept_at: Mapped[datetime | None]


class PassedOn(OfWorkspace, Base):
    """Help with a topic by somebody who was once helped with it: `first_helper_id` is who helped them.

    `help_id` is the help that passed it on. Whoever gave it is named to the first helper from `named_at` on.
    """

    __tablename__ = "passed_on"
    __table_args__ = (
        walls(),
        within_workspace("help_id", "helps"),
        within_workspace("first_helper_id", "members"),
        UniqueConstraint("workspace_id", "help_id", "first_helper_id"),
        Index("ix_passed_on_workspace_id_first_helper_id", "workspace_id", "first_helper_id"),
    )

    help_id: Mapped[int] = mapped_column(RowId)
    first_helper_id: Mapped[int] = mapped_column(RowId)
    passed_on_at: Mapped[datetime]
    named_at: Mapped[datetime | None]


class LeadPrompt(OfWorkspace, Base):
    """One week of one lead in which the prompt about a team was due; `week_on` is that week's Monday.

    `skipped_at` is when the lead left it for this week.
    """

    __tablename__ = "lead_prompts"
    __table_args__ = (
        walls(),
        within_workspace("team_id", "teams"),
        within_workspace("lead_id", "members"),
        UniqueConstraint("workspace_id", "team_id", "lead_id", "week_on"),
    )

    team_id: Mapped[int] = mapped_column(RowId)
    lead_id: Mapped[int] = mapped_column(RowId)
    week_on: Mapped[date] = mapped_column(Date)
    skipped_at: Mapped[datetime | None]


class PersonalNote(Base):
    """One week of a member's own calendar whose personal note was looked at; `week_on` is that week's Monday."""

    __tablename__ = "personal_notes"
    __table_args__ = (within_workspace("member_id", "members"),)

    workspace_id: Mapped[int] = mapped_column(
        RowId, ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    member_id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)
    week_on: Mapped[date] = mapped_column(Date, primary_key=True)
