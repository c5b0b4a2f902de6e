"""Seats: who comes, who waits in line, and to whom a freed seat goes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, people
from bot.deliveries import ToMember
from bot.errors import Settled
from bot.lunches.holding import card_follows, hold_to_join, how_many, is_host, seated
from models import Attendance, Lunch, Member, Seat


@dataclass(frozen=True)
class Said:
    """What is true for somebody after they said whether they come; `place_in_line` from 1 on where they wait."""

    lunch: Lunch
    attendance: Attendance
    place_in_line: int | None = None


async def say(
    session: AsyncSession, member: Member, lunch_id: int, wanted: Attendance, *, seen_in: str = "", now: datetime
) -> Said:
    """Keep whether somebody comes; `seen_in` is the channel with the message they pressed on, if one was.

    The last seat goes to exactly one; whoever is next stands in line.

    Raises Settled for what is over or cancelled, and for its hosts.
    """
    people.require_full_member(member)
    lunch = await hold_to_join(session, member, lunch_id, seen_in=seen_in)
    if lunch.cancelled_at is not None:
        raise Settled("This one was cancelled, so there is nothing to come to.")
    if lunch.begins_at <= now and wanted in {Attendance.IN, Attendance.MAYBE}:
        raise Settled("This one has begun already, so seats are not given out any more.")
    if await is_host(session, member, lunch):
        raise Settled("You hold this one, so your place is sure.")
    seat = await _seat(session, member, lunch)
    before = seat.attendance if seat is not None else None
    attendance = await _given(session, lunch, before) if wanted is Attendance.IN else wanted
    if attendance is not before:
        if seat is None:
            seat = Seat(workspace_id=lunch.workspace_id, lunch_id=lunch.id, member_id=member.id)
            session.add(seat)
        seat.attendance, seat.since = attendance, now
        await session.flush()
        if before is Attendance.IN:
            await give_freed_seats(session, lunch, now=now)
        await card_follows(session, lunch, now=now)
        await deliveries.home_follows(session, member, now=now)
    place = await _place_in_line(session, lunch, seat) if seat and attendance is Attendance.WAITING else None
    return Said(lunch, attendance, place)


async def _seat(session: AsyncSession, member: Member, lunch: Lunch) -> Seat | None:
    found: Seat | None = await session.scalar(
        select(Seat).where(
            Seat.workspace_id == lunch.workspace_id, Seat.lunch_id == lunch.id, Seat.member_id == member.id
        )
    )
    return found


async def _given(session: AsyncSession, lunch: Lunch, before: Attendance | None) -> Attendance:
    """A seat while there is one; who has one keeps it, and who waits goes on waiting in their place."""
    if before in {Attendance.IN, Attendance.WAITING}:
        return before
    has_room = lunch.seats is None or await how_many(session, lunch, Attendance.IN) < lunch.seats
    return Attendance.IN if has_room else Attendance.WAITING


async def _place_in_line(session: AsyncSession, lunch: Lunch, seat: Seat) -> int:
    is_ahead = (Seat.since < seat.since) | ((Seat.since == seat.since) & (Seat.id < seat.id))
    ahead = await session.scalar(
        select(func.count()).where(
            Seat.workspace_id == lunch.workspace_id,
            Seat.lunch_id == lunch.id,
            Seat.attendance == Attendance.WAITING,
            is_ahead,
        )
    )
    return (ahead or 0) + 1


async def give_freed_seats(session: AsyncSession, lunch: Lunch, *, now: datetime) -> None:
    """Give each free seat to whoever waits longest, and tell them; those who left the company are passed over."""
    line = await seated(session, lunch, {Attendance.WAITING})
    if not line:
        return
    taken = await how_many(session, lunch, Attendance.IN)
    free = len(line) if lunch.seats is None else max(lunch.seats - taken, 0)
    found = await people.members(session, lunch.workspace_id, [seat.member_id for seat in line])
    for seat in line:
        if free < 1:
            return
        member = found[seat.member_id]
        if not people.may_take_part(member):
            continue
        seat.attendance = Attendance.IN
        await session.flush()
        free -= 1
        await deliveries.owe(
            session,
            workspace_id=lunch.workspace_id,
            kind="seat_freed",
            subject_id=lunch.id,
            key=f"seat_freed:{lunch.id}:{member.id}:{int(now.timestamp())}",
            to=ToMember(member.id),
            due_at=now,
        )
        await deliveries.home_follows(session, member, now=now)
