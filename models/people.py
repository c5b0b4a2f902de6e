"""Workspaces, the people in them, and how much each lets others ask."""

from datetime import date, datetime, time

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Time, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, OfWorkspace, RowId, walls, within_workspace

# What is left of somebody who was forgotten: an empty place that counts refer to.
NAMELESS = "a colleague"
EMPTY_PLACE = "forgotten-"


class Workspace(Base):
    """One Slack workspace that installed WhoKnows. Its bot token is never stored here, only who the bot is.

    `holiday_countries` are the countries whose public holidays count here, as ISO codes with commas between them.
    """

    __tablename__ = "workspaces"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    slack_id: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    url: Mapped[str] = mapped_column(String(300))
    bot_user_slack_id: Mapped[str] = mapped_column(String(32))
    bot_slack_id: Mapped[str] = mapped_column(String(32))
    granted_scopes: Mapped[str] = mapped_column(String(2000), default="")
    zone: Mapped[str] = mapped_column(String(64), default="UTC")
    shoutout_channel_slack_id: Mapped[str | None] = mapped_column(String(32))
    installed_at: Mapped[datetime]
    uninstalled_at: Mapped[datetime | None]
    admits_guests: Mapped[bool] = mapped_column(default=False, server_default=false())
    holiday_countries: Mapped[str | None] = mapped_column(String(300))


class Member(OfWorkspace, Base):
    """A person in a workspace, as Slack last described them, with their own preferences.

    `works_on` holds the weekdays of work as digits, Monday 0 to Sunday 6. `works_from` and `works_until` are wall
    times in `zone`, which is `slack_zone` unless `chose_zone`. `is_named_admin` is an admin of WhoKnows only;
    `is_admitted` lets a guest or somebody of another company take part. `holidays_of` is the country whose holidays
    they have, an ISO code. `calendar_digest` tells whether an address is the one of their calendar
    feed. A forgotten member is an empty place that counts refer to.
    """

    __tablename__ = "members"
    __table_args__ = (
        walls(),
        UniqueConstraint("workspace_id", "slack_id"),
        Index("ix_members_calendar_digest", "calendar_digest", unique=True),
    )

    slack_id: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(300), default="")
    zone: Mapped[str] = mapped_column(String(64))
    slack_zone: Mapped[str | None] = mapped_column(String(64))
    is_admin: Mapped[bool] = mapped_column(default=False)
    is_bot: Mapped[bool] = mapped_column(default=False)
    is_guest: Mapped[bool] = mapped_column(default=False)
    is_stranger: Mapped[bool] = mapped_column(default=False)
    is_deactivated: Mapped[bool] = mapped_column(default=False)
    is_named_admin: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_admitted: Mapped[bool] = mapped_column(default=False, server_default=false())
    described_at: Mapped[datetime | None]
    forgotten_at: Mapped[datetime | None]
    first_home_at: Mapped[datetime | None]
    direct_message_slack_id: Mapped[str | None] = mapped_column(String(32))

    asks_a_week: Mapped[int] = mapped_column(default=2)
    paused_until: Mapped[datetime | None]
    works_from: Mapped[time] = mapped_column(Time, default=time(9))
    works_until: Mapped[time] = mapped_column(Time, default=time(18))
    works_on: Mapped[str] = mapped_column(String(7), default="01234")
    likes_public_thanks: Mapped[bool] = mapped_column(default=True)
    wants_personal_note: Mapped[bool] = mapped_column(default=True, server_default=true())
    reminded_day_before: Mapped[bool] = mapped_column(default=True, server_default=true())
    reminded_hour_before: Mapped[bool] = mapped_column(default=False, server_default=false())
    reminded_ten_minutes_before: Mapped[bool] = mapped_column(default=True, server_default=true())
    reminded_as_host: Mapped[bool] = mapped_column(default=True, server_default=true())
    asked_afterwards: Mapped[bool] = mapped_column(default=True, server_default=true())
    chose_zone: Mapped[bool] = mapped_column(default=False, server_default=false())
    holidays_of: Mapped[str | None] = mapped_column(String(2))
    calendar_digest: Mapped[str | None] = mapped_column(String(64))


class AskAllowance(Base):
    """How many asks have reached a member in one week of their own calendar; `week_on` is that week's Monday."""

    __tablename__ = "ask_allowances"
    __table_args__ = (within_workspace("member_id", "members"),)

    workspace_id: Mapped[int] = mapped_column(
        RowId, ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    member_id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)
    week_on: Mapped[date] = mapped_column(Date, primary_key=True)
    taken: Mapped[int] = mapped_column(Integer, default=0)


class UnpromptedDay(Base):
    """A day of a member's own calendar on which we write to them unasked: the key lets there be one message at most."""

    __tablename__ = "unprompted_days"
    __table_args__ = (within_workspace("member_id", "members"),)

    workspace_id: Mapped[int] = mapped_column(
        RowId, ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    member_id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(Date, primary_key=True)


class DirectorySync(Base):
    """How far we are in reading a workspace's people from Slack, page by page.

    `cursor` is where the next page begins, empty for the first. `retry_at` and `lease_until` are machine time.
    """

    __tablename__ = "directory_syncs"

    workspace_id: Mapped[int] = mapped_column(
        RowId, ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    cursor: Mapped[str] = mapped_column(String(300), default="")
    begun_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    retry_at: Mapped[datetime | None]
    lease_owner: Mapped[str | None] = mapped_column(String(36))
    lease_until: Mapped[datetime | None]
