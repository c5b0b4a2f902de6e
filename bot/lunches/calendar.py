"""A lunch-and-learn in people's calendars: a file that they know again after a move or its end, and a feed."""

from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, people
from bot.calendar_files import Entry, Standing
from bot.deliveries import ToMember
from bot.errors import Settled
from bot.lunches.holding import find, hosts_of
from models import Attendance, Delivery, DeliveryState, Lunch, LunchHost, Member, Operation, Seat

KIND = "lunch_calendar"
# A calendar that has not looked for a while still learns of what was cancelled, and keeps what was lately.
FEED_REACHES_BACK = timedelta(days=30)
_IN_A_FEED = (Attendance.IN, Attendance.MAYBE)


async def send_calendar(session: AsyncSession, member: Member, lunch_id: int, *, now: datetime) -> Lunch:
    """Owe a member the calendar file of a lunch-and-learn; raises Settled for one that is over or gone."""
    lunch = await find(session, member.workspace_id, lunch_id)
    if lunch is None or lunch.cancelled_at is not None or lunch.begins_at <= now:
        raise Settled("This one is over or cancelled, so there is nothing for your calendar.")
    await _owe(session, lunch, member.id, key=str(int(now.timestamp())), is_newer=False, now=now)
    return lunch


async def _owe(session: AsyncSession, lunch: Lunch, member_id: int, *, key: str, is_newer: bool, now: datetime) -> None:
    await deliveries.owe(
        session,
        workspace_id=lunch.workspace_id,
        kind=KIND,
        subject_id=lunch.id,
        key=f"{KIND}:{lunch.id}:{lunch.version}:{member_id}:{key}",
        to=ToMember(member_id),
        facts={"sequence": lunch.sequence, "is_newer": is_newer},
        due_at=now,
        as_file=True,
    )


async def calendars_follow(session: AsyncSession, lunch: Lunch, concerned: set[int], *, now: datetime) -> None:
    """Owe the newest file to those of its hosts and of `concerned`, by member id, who took an earlier one."""
    taken = await session.scalars(
        select(Delivery.member_id)
        .where(
            Delivery.workspace_id == lunch.workspace_id,
            Delivery.kind == KIND,
            Delivery.subject_id == lunch.id,
            Delivery.operation == Operation.FILE,
            Delivery.state.in_([DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.SENT]),
        )
        .distinct()
    )
    readers = concerned | {host.id for host in await hosts_of(session, lunch)}
    for member_id in sorted(readers.intersection(member_id for member_id in taken.all() if member_id is not None)):
        await _owe(session, lunch, member_id, key="newer", is_newer=True, now=now)


async def calendar_entry(session: AsyncSession, delivery: Delivery) -> Entry | None:
    """What a calendar file of a lunch-and-learn holds; None where a newer one is owed, or there is none any more."""
    lunch = await find(session, delivery.workspace_id, delivery.subject_id)
    # A file that was owed before this fact was noted is the newest one.
    if lunch is None or delivery.facts.get("sequence", lunch.sequence) != lunch.sequence:
        return None
    return entry_of(lunch, [host.name for host in await hosts_of(session, lunch)], Standing.CONFIRMED)


def entry_of(lunch: Lunch, hosts: list[str], standing: Standing) -> Entry:
    """A lunch-and-learn in somebody's calendar; `standing` is what they said, as long as it is not cancelled."""
    return Entry(
        uid=lunch.uid,
        # It counts all changes, not only moves: a calendar takes the file of a longer one, too.
        sequence=lunch.version,
        timed_at=max(lunch.timed_at, lunch.cancelled_at or lunch.timed_at),
        begins_at=lunch.begins_at,
        minutes=lunch.minutes,
        zone=lunch.zone,
        title=lunch.title,
        about=lunch.about,
        place=lunch.place,
        link=lunch.link,
        holders=hosts,
        standing=Standing.CANCELLED if lunch.cancelled_at is not None else standing,
    )


async def entries_of(session: AsyncSession, member: Member, *, now: datetime) -> list[Entry]:
    """What a member holds, is in, or said maybe to, for their feed: of the last 30 days, and all that is planned."""
    since = now - FEED_REACHES_BACK
    is_host = LunchHost.member_id.is_not(None)
    rows = await session.execute(
        select(Lunch, Seat.attendance, is_host)
        .outerjoin(
            Seat,
            (Seat.lunch_id == Lunch.id) & (Seat.workspace_id == Lunch.workspace_id) & (Seat.member_id == member.id),
        )
        .outerjoin(
            LunchHost,
            (LunchHost.lunch_id == Lunch.id)
            & (LunchHost.workspace_id == Lunch.workspace_id)
            & (LunchHost.member_id == member.id),
        )
        .where(
            Lunch.workspace_id == member.workspace_id,
            or_(is_host, Seat.attendance.in_(_IN_A_FEED)),
            func.coalesce(Lunch.cancelled_at, Lunch.begins_at) > since,
        )
        .order_by(Lunch.begins_at, Lunch.id)
    )
    found = rows.all()
    hosts = await _hosts_by_lunch(session, member, [lunch.id for lunch, _, _ in found])
    return [
        entry_of(
            lunch,
            hosts.get(lunch.id, []),
            Standing.TENTATIVE if attendance is Attendance.MAYBE and not holds else Standing.CONFIRMED,
        )
        for lunch, attendance, holds in found
    ]


async def _hosts_by_lunch(session: AsyncSession, member: Member, lunch_ids: list[int]) -> dict[int, list[str]]:
    rows = await session.execute(
        select(LunchHost.lunch_id, Member.name)
        .join(Member, (Member.id == LunchHost.member_id) & (Member.workspace_id == LunchHost.workspace_id))
        .where(LunchHost.workspace_id == member.workspace_id, LunchHost.lunch_id.in_(lunch_ids), people.takes_part())
    )
    hosts: dict[int, list[str]] = {}
    for lunch_id, name in sorted(rows.all(), key=lambda row: row[1].casefold()):
        hosts.setdefault(lunch_id, []).append(name)
    return hosts
