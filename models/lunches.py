"""Lunch-and-learns: sessions that hosts hold, once or again and again, and the seats people take."""

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import Date, Index, Integer, String, Text, Time, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, OfWorkspace, RowId, one_of, walls, within_workspace

# What one is called whose title was taken away with its author.
UNTITLED = "A lunch-and-learn"


class LunchKind(StrEnum):
    """What happens at a lunch-and-learn: somebody tells, or a few people who rarely meet talk."""

    TALK = "talk"
    OPEN_TABLE = "open_table"


class Attendance(StrEnum):
    """What somebody said about a lunch-and-learn; `waiting` is in line for a seat."""

    IN = "in"
    MAYBE = "maybe"
    RECORDING = "recording"
    WAITING = "waiting"
    NOT_COMING = "not_coming"


class Lunch(OfWorkspace, Base):
    """One lunch-and-learn: `on` and `at` are wall time in `zone`, which people agreed on; `begins_at` is that in UTC.

    `uid` is what calendars know it by, for good; `sequence` counts its moves, the newest of which was made at
    `timed_at`. `seats` is None where there is room for everybody; `link` is where one joins by video. `version` counts
    its edits, so that two hosts who edit at once don't undo each other's words. One in a private channel is for those
    who are in it. A host adds `recording_link` and `notes` afterwards, and tells at `attendance_taken_at` who came.
    `worth_yes`, `worth_partly` and `worth_no` count what people answered, never who.
    """

    __tablename__ = "lunches"
    __table_args__ = (
        walls(),
        within_workspace("announced_by_id", "members"),
        within_workspace("skill_id", "skills"),
        UniqueConstraint("workspace_id", "uid"),
        Index("ix_lunches_begins_at", "begins_at"),
    )

    uid: Mapped[str] = mapped_column(String(40))
    kind: Mapped[LunchKind] = mapped_column(one_of(LunchKind))
    title: Mapped[str] = mapped_column(String(150))
    about: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(String(300))
    link: Mapped[str | None] = mapped_column(String(500))
    skill_id: Mapped[int | None] = mapped_column(RowId)
    channel_slack_id: Mapped[str] = mapped_column(String(32))
    in_private_channel: Mapped[bool]
    zone: Mapped[str] = mapped_column(String(64))
    on: Mapped[date] = mapped_column("held_on", Date)
    at: Mapped[time] = mapped_column("held_at", Time)
    begins_at: Mapped[datetime]
    minutes: Mapped[int] = mapped_column(Integer)
    seats: Mapped[int | None] = mapped_column(Integer)
    announced_by_id: Mapped[int] = mapped_column(RowId)
    announced_at: Mapped[datetime]
    timed_at: Mapped[datetime]
    recording_link: Mapped[str | None] = mapped_column(String(500))
    notes: Mapped[str | None] = mapped_column(Text)
    cancelled_at: Mapped[datetime | None]
    attendance_taken_at: Mapped[datetime | None]
    worth_yes: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    worth_partly: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    worth_no: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    sequence: Mapped[int] = mapped_column(Integer, default=0)
    version: Mapped[int] = mapped_column(Integer, default=0)


class LunchHost(OfWorkspace, Base):
    """Somebody who holds a lunch-and-learn."""

    __tablename__ = "lunch_hosts"
    __table_args__ = (
        within_workspace("lunch_id", "lunches"),
        within_workspace("member_id", "members"),
        UniqueConstraint("workspace_id", "lunch_id", "member_id"),
        Index("ix_lunch_hosts_workspace_id_member_id", "workspace_id", "member_id"),
    )

    lunch_id: Mapped[int] = mapped_column(RowId)
    member_id: Mapped[int] = mapped_column(RowId)


class Seat(OfWorkspace, Base):
    """What somebody said about one lunch-and-learn; `since` orders those who wait for a seat.

    `came` is None until a host tells. `has_judged` once they answered whether it was worth their lunch: what they
    answered is only counted, so that nobody can look it up.
    """

    __tablename__ = "seats"
    __table_args__ = (
        walls(),
        within_workspace("lunch_id", "lunches"),
        within_workspace("member_id", "members"),
        UniqueConstraint("workspace_id", "lunch_id", "member_id"),
        Index("ix_seats_workspace_id_member_id", "workspace_id", "member_id"),
        # How many are in, and who is ahead in line, is asked at each of thousands of presses.
        Index("ix_seats_line", "workspace_id", "lunch_id", "attendance", "since", "id"),
    )

    lunch_id: Mapped[int] = mapped_column(RowId)
    member_id: Mapped[int] = mapped_column(RowId)
    attendance: Mapped[Attendance] = mapped_column(one_of(Attendance))
    since: Mapped[datetime]
    came: Mapped[bool | None]
    has_judged: Mapped[bool] = mapped_column(default=False, server_default=false())


class Lesson(OfWorkspace, Base):
    """A host's part in a lunch-and-learn that took place, and its topic: by it they are found for questions like it."""

    __tablename__ = "lessons"
    __table_args__ = (
        within_workspace("lunch_id", "lunches"),
        within_workspace("member_id", "members"),
        within_workspace("skill_id", "skills"),
        UniqueConstraint("workspace_id", "lunch_id", "member_id"),
        Index("ix_lessons_workspace_id_member_id", "workspace_id", "member_id"),
    )

    lunch_id: Mapped[int] = mapped_column(RowId)
    member_id: Mapped[int] = mapped_column(RowId)
    skill_id: Mapped[int] = mapped_column(RowId)
    taught_at: Mapped[datetime]


class LunchQuestion(OfWorkspace, Base):
    """Something somebody would like to hear about, asked before a lunch-and-learn; hosts read it without a name."""

    __tablename__ = "lunch_questions"
    __table_args__ = (
        within_workspace("lunch_id", "lunches"),
        within_workspace("member_id", "members"),
        Index("ix_lunch_questions_workspace_id_lunch_id", "workspace_id", "lunch_id"),
        Index("ix_lunch_questions_workspace_id_member_id", "workspace_id", "member_id"),
    )

    lunch_id: Mapped[int] = mapped_column(RowId)
    member_id: Mapped[int] = mapped_column(RowId)
    text: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime]


class Repeats(StrEnum):
    """How often a lunch-and-learn comes again: by weeks, or on the same weekday of each month."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    MONTHLY_LAST = "monthly_last"


class LunchSeries(OfWorkspace, Base):
    """A lunch-and-learn that comes again and again, the first time on `begins_on`, up to `until` where it has an end.

    `monthly` counts the weekday of `begins_on` from the start of the month, `monthly_last` is its last one. Days up to
    `planned_until` have their sessions already, or were skipped. Nothing is planned any more after `ended_at`.
    """

    __tablename__ = "lunch_series"
    __table_args__ = (walls(),)

    repeats: Mapped[Repeats] = mapped_column(one_of(Repeats))
    begins_on: Mapped[date] = mapped_column(Date)
    until: Mapped[date | None] = mapped_column("ends_on", Date)
    planned_until: Mapped[date] = mapped_column(Date)
    ended_at: Mapped[datetime | None]


class Occurrence(OfWorkspace, Base):
    """One session of a series, for the day its pattern names; `planned_on` stays when the session itself is moved.

    `is_changed_alone` keeps it out of a change of all that follow. `is_posted` once its channel has its post.
    """

    __tablename__ = "occurrences"
    __table_args__ = (
        within_workspace("lunch_id", "lunches"),
        within_workspace("series_id", "lunch_series"),
        UniqueConstraint("workspace_id", "lunch_id"),
        UniqueConstraint("workspace_id", "series_id", "planned_on"),
    )

    lunch_id: Mapped[int] = mapped_column(RowId)
    series_id: Mapped[int] = mapped_column(RowId)
    planned_on: Mapped[date] = mapped_column(Date)
    is_changed_alone: Mapped[bool] = mapped_column(default=False)
    is_posted: Mapped[bool] = mapped_column(default=False)


class ReminderKind(StrEnum):
    """What reminds of a lunch-and-learn: its channel, whoever comes, and its hosts."""

    MORNING = "morning"
    DAY_BEFORE = "day_before"
    HOUR_BEFORE = "hour_before"
    TEN_MINUTES_BEFORE = "ten_minutes"
    HOST_WEEK_BEFORE = "host_week"
    HOST_TWO_DAYS_BEFORE = "host_two_days"
    HOST_AFTERWARDS = "host_afterwards"
    HOST_TOTALS = "host_totals"
    WORTH = "worth"
    PROMPTS = "prompts"


class LunchReminder(OfWorkspace, Base):
    """One reminder that was looked at: the row lets it come once, in whatever replica.

    `reader` is the id of the member it is for, 0 for the channel. `sequence` is of the time it reminds of.
    `is_skipped` where it was too late to be of use.
    """

    __tablename__ = "lunch_reminders"
    __table_args__ = (
        within_workspace("lunch_id", "lunches"),
        UniqueConstraint("workspace_id", "lunch_id", "reader", "kind", "sequence"),
    )

    lunch_id: Mapped[int] = mapped_column(RowId)
    reader: Mapped[int] = mapped_column(RowId)
    kind: Mapped[ReminderKind] = mapped_column(one_of(ReminderKind))
    sequence: Mapped[int] = mapped_column(Integer)
    looked_at: Mapped[datetime]
    is_skipped: Mapped[bool]
