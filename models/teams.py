"""Teams: the channels that adopted WhoKnows, and who is in them."""

from datetime import datetime, time
from enum import StrEnum

from sqlalchemy import Index, Integer, String, Text, Time, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, OfWorkspace, RowId, one_of, walls, within_workspace


class ShoutoutRhythm(StrEnum):
    """How often a team's shout-out comes."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    NEVER = "never"


class Team(OfWorkspace, Base):
    """A channel that adopted WhoKnows; its members are the team.

    `shoutout_on` (Monday 0) and `shoutout_at` are wall time in `zone`. Shout-outs that were due after `shoutouts_from`
    are still to come: it goes on with each one, and begins anew when their time is changed. `lost_why` says why the
    channel can't be reached now ("archived", "bot is not in it"); None while all is well. `looked_at` is when Slack was
    last asked about it, None when it should be asked soon. The welcome is in a lead's own words: drafted first, posted
    at `welcomed_at`.
    """

    __tablename__ = "teams"
    __table_args__ = (
        walls(),
        within_workspace("adopted_by_id", "members"),
        within_workspace("welcome_by_id", "members"),
        UniqueConstraint("workspace_id", "channel_slack_id"),
    )

    channel_slack_id: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(80))
    is_private: Mapped[bool] = mapped_column(default=False)
    adopted_by_id: Mapped[int] = mapped_column(RowId)
    adopted_at: Mapped[datetime]
    members_known_at: Mapped[datetime | None]
    looked_at: Mapped[datetime | None]
    lost_why: Mapped[str | None] = mapped_column(String(40))
    shoutout_channel_slack_id: Mapped[str | None] = mapped_column(String(32))
    zone: Mapped[str] = mapped_column(String(64))
    shoutout_on: Mapped[int] = mapped_column(Integer, default=4)
    shoutout_at: Mapped[time] = mapped_column(Time, default=time(16))
    shoutout_rhythm: Mapped[ShoutoutRhythm] = mapped_column(
        one_of(ShoutoutRhythm), default=ShoutoutRhythm.WEEKLY, server_default=ShoutoutRhythm.WEEKLY.value
    )
    shoutouts_from: Mapped[datetime | None]
    welcome_by_id: Mapped[int | None] = mapped_column(RowId)
    welcome_words: Mapped[str] = mapped_column(Text, default="")
    welcome_story: Mapped[str] = mapped_column(Text, default="")
    welcomed_at: Mapped[datetime | None]


class TeamMember(OfWorkspace, Base):
    """Somebody in a team's channel; `is_lead` for whoever looks after the team.

    `wants_prompt` is false for a lead who stopped the weekly prompt to say thanks.
    """

    __tablename__ = "team_members"
    __table_args__ = (
        within_workspace("team_id", "teams"),
        within_workspace("member_id", "members"),
        UniqueConstraint("workspace_id", "team_id", "member_id"),
        Index("ix_team_members_workspace_id_member_id", "workspace_id", "member_id"),
    )

    team_id: Mapped[int] = mapped_column(RowId)
    member_id: Mapped[int] = mapped_column(RowId)
    is_lead: Mapped[bool] = mapped_column(default=False)
    wants_prompt: Mapped[bool] = mapped_column(default=True, server_default=true())
    joined_at: Mapped[datetime]


class RoundTopic(OfWorkspace, Base):
    """Somebody's yes to being named with a topic in a team's topic round; it goes when they take the topic off."""

    __tablename__ = "round_topics"
    __table_args__ = (
        within_workspace("team_id", "teams"),
        within_workspace("expertise_id", "expertises"),
        UniqueConstraint("workspace_id", "team_id", "expertise_id"),
    )

    team_id: Mapped[int] = mapped_column(RowId)
    expertise_id: Mapped[int] = mapped_column(RowId)
    added_at: Mapped[datetime]
