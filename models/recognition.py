"""What recognition remembers: teams' shout-outs, milestones, help passed on, leads' prompts and personal notes."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Date, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, OfWorkspace, RowId, one_of, walls, within_workspace


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


class RoundupState(StrEnum):
    """What became of a team's shout-out that was due: it is owed or was sent, had nothing to say, or was left out."""

    OWED = "owed"
    NOTHING_TO_SAY = "nothing_to_say"
    SKIPPED = "skipped"


class Roundup(OfWorkspace, Base):
    """One shout-out of a team that was due: `due_on` is that day in the team's zone, and there is one a day at most.

    It tells what happened after `covers_from` until `due_at`, and the thanks of `story_id` as a story. `why` says why
    it was skipped, in words of our own or Slack's; `recorded_at` is when `state` was written down.
    """

    __tablename__ = "roundups"
    __table_args__ = (
        within_workspace("team_id", "teams"),
        within_workspace("story_id", "kudos"),
        UniqueConstraint("workspace_id", "team_id", "due_on"),
        Index("ix_roundups_workspace_id_story_id", "workspace_id", "story_id"),
    )

    team_id: Mapped[int] = mapped_column(RowId)
    due_on: Mapped[date] = mapped_column(Date)
    due_at: Mapped[datetime]
    covers_from: Mapped[datetime]
    state: Mapped[RoundupState] = mapped_column(one_of(RoundupState))
    story_id: Mapped[int | None] = mapped_column(RowId)
    why: Mapped[str | None] = mapped_column(String(120))
    recorded_at: Mapped[datetime]
