"""Whom a lunch-and-learn reminds of what: thousands who come are asked about by the few kinds of hours they keep."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import people
from bot.hours import Hours, zone_named
from bot.lunches.holding import hosts_of
from bot.lunches.reminder_times import reminded_at
from models import Attendance, Lunch, LunchKind, LunchReminder, Member, ReminderKind, Seat

THE_CHANNEL = 0
OF_HOSTS = (
    ReminderKind.HOST_WEEK_BEFORE,
    ReminderKind.HOST_TWO_DAYS_BEFORE,
    ReminderKind.HOST_AFTERWARDS,
    ReminderKind.HOST_TOTALS,
)
# Each kind for whoever comes, and who of them wants it.
OF_GUESTS: dict[ReminderKind, ColumnElement[bool]] = {
    ReminderKind.DAY_BEFORE: Member.reminded_day_before.is_(True),
    ReminderKind.HOUR_BEFORE: Member.reminded_hour_before.is_(True),
    ReminderKind.TEN_MINUTES_BEFORE: Member.reminded_ten_minutes_before.is_(True),
    # Who did not come is asked nothing.
    ReminderKind.WORTH: Member.asked_afterwards.is_(True) & Seat.came.is_not(False),
}


def _of_hosts(lunch: Lunch) -> tuple[ReminderKind, ...]:
    return (*OF_HOSTS, ReminderKind.PROMPTS) if lunch.kind is LunchKind.OPEN_TABLE else OF_HOSTS


async def due_now(session: AsyncSession, lunch: Lunch, *, now: datetime) -> list[tuple[int, ReminderKind]]:
    """Who is to be reminded of what by now, and was not yet: a member's id, or the channel.

    Who came later, or was told of a new time since, knows already.
    """
    found = [*await _of_channel_and_hosts(session, lunch, now), *await _of_guests(session, lunch, now)]
    return sorted(found, key=lambda due: (due[0], due[1].value))


async def is_wanted(session: AsyncSession, lunch: Lunch, reader: int, kind: ReminderKind) -> bool:
    """Whether this reader is reminded of this as things are now, whenever that is."""
    if reader == THE_CHANNEL:
        return kind is ReminderKind.MORNING
    if kind in _of_hosts(lunch):
        return reader in {host.id for host in await hosts_of(session, lunch)}
    return await session.scalar(_guests(lunch).where(Member.id == reader, OF_GUESTS[kind])) is not None


async def _of_channel_and_hosts(session: AsyncSession, lunch: Lunch, now: datetime) -> list[tuple[int, ReminderKind]]:
    of_channel = (THE_CHANNEL, ReminderKind.MORNING, Hours(zone_named(lunch.zone)))
    hosts = [host for host in await hosts_of(session, lunch) if host.reminded_as_host]
    of_hosts = ((host.id, kind, people.hours_of(host)) for host in hosts for kind in _of_hosts(lunch))
    due = {
        (reader, kind)
        for reader, kind, hours in (of_channel, *of_hosts)
        if lunch.timed_at < reminded_at(kind, lunch.begins_at, hours, minutes=lunch.minutes) <= now
    }
    if not due:
        return []
    taken = await session.execute(
        select(LunchReminder.reader, LunchReminder.kind).where(
            *_of_this_time(lunch), LunchReminder.reader.in_({reader for reader, _ in due})
        )
    )
    return list(due - {(reader, kind) for reader, kind in taken})


async def _of_guests(session: AsyncSession, lunch: Lunch, now: datetime) -> list[tuple[int, ReminderKind]]:
    groups = (await session.execute(_guests(lunch).with_only_columns(*people.WORKING).distinct())).all()
    due = []
    for kind, wants_it in OF_GUESTS.items():
        whose_time_has_come = []
        for group in groups:
            at = reminded_at(kind, lunch.begins_at, people.hours_as(*group), minutes=lunch.minutes)
            if lunch.timed_at < at <= now:
                columns = zip(people.WORKING, group, strict=True)
                alike = and_(*(column.is_not_distinct_from(value) for column, value in columns))
                whose_time_has_come.append(alike & (Seat.since < at))
        if whose_time_has_come:
            was_taken = exists().where(
                *_of_this_time(lunch), LunchReminder.reader == Member.id, LunchReminder.kind == kind
            )
            found = await session.scalars(_guests(lunch).where(or_(*whose_time_has_come), wants_it, ~was_taken))
            due += [(member_id, kind) for member_id in found]
    return due


def _guests(lunch: Lunch) -> Select[int]:
    """Who comes and takes part."""
    return (
        select(Member.id)
        .join(Seat, (Seat.member_id == Member.id) & (Seat.workspace_id == Member.workspace_id))
        .where(
            Seat.workspace_id == lunch.workspace_id,
            Seat.lunch_id == lunch.id,
            Seat.attendance == Attendance.IN,
            people.takes_part(),
        )
    )


def _of_this_time(lunch: Lunch) -> Iterator[ColumnElement[bool]]:
    yield LunchReminder.workspace_id == lunch.workspace_id
    yield LunchReminder.lunch_id == lunch.id
    yield LunchReminder.sequence == lunch.sequence
