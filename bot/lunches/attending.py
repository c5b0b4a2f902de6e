"""Attending: who comes, for the hosts to prepare, and who came, told by one press afterwards."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries
from bot.errors import NotYours, Settled
from bot.lunches.holding import card_follows, find, hold_to_change, is_host, may_change, seated
from bot.lunches.questions import asked_in_advance
from models import Attendance, Lunch, Member, Seat

# What hosts read when it is over.
HELD = "lunch_held"


@dataclass(frozen=True)
class WhoComes:
    """Who said what about a lunch-and-learn, by name; `questions` are for its hosts alone, None for everybody else."""

    lunch: Lunch
    said: dict[Attendance, list[Member]]
    questions: list[str] | None


async def who_comes(session: AsyncSession, member: Member, lunch_id: int) -> WhoComes:
    """The list for its hosts, and whoever else may change it; raises NotYours for everybody else."""
    lunch = await find(session, member.workspace_id, lunch_id)
    if lunch is None or not await may_change(session, member, lunch):
        raise NotYours
    holds_it = await is_host(session, member, lunch)
    return WhoComes(
        lunch, await _who_said(session, lunch), await asked_in_advance(session, lunch) if holds_it else None
    )


async def _who_said(session: AsyncSession, lunch: Lunch) -> dict[Attendance, list[Member]]:
    """By the alphabet, and who waits in the order of the line."""
    rows = await session.execute(
        select(Seat.attendance, Member)
        .join(Member, (Member.id == Seat.member_id) & (Member.workspace_id == Seat.workspace_id))
        .where(Seat.workspace_id == lunch.workspace_id, Seat.lunch_id == lunch.id)
        .order_by(Seat.since, Seat.id)
    )
    said: dict[Attendance, list[Member]] = {attendance: [] for attendance in Attendance}
    for attendance, member in rows:
        said[attendance].append(member)
    for attendance, members in said.items():
        if attendance is not Attendance.WAITING:
            members.sort(key=lambda member: (member.name.casefold(), member.id))
    return said


@dataclass(frozen=True)
class HeldCard:
    """What hosts read when it is over: how many were in, and how many of them came once that was told."""

    lunch: Lunch
    were_in: int
    came: int | None


async def held_card(session: AsyncSession, workspace_id: int, lunch_id: int) -> HeldCard | None:
    """The card as it is now; None where the lunch-and-learn is none that took place."""
    lunch = await find(session, workspace_id, lunch_id)
    if lunch is None or lunch.cancelled_at is not None:
        return None
    were_in = await seated(session, lunch, {Attendance.IN})
    came = sum(bool(seat.came) for seat in were_in) if lunch.attendance_taken_at is not None else None
    return HeldCard(lunch, len(were_in), came)


@dataclass(frozen=True)
class WhoWasIn:
    """A lunch-and-learn that is over, and those who were in, by the alphabet."""

    lunch: Lunch
    members: list[Member]


async def who_was_in(session: AsyncSession, member: Member, lunch_id: int, *, now: datetime) -> WhoWasIn:
    """Those of whom a host tells whether they came; raises Settled once that was told, or before it began."""
    lunch = await hold_to_change(session, member, lunch_id)
    if lunch.cancelled_at is not None or lunch.begins_at > now:
        raise Settled("It has not taken place, so nobody has come yet.")
    if lunch.attendance_taken_at is not None:
        raise Settled("Who came is noted already, so nothing was changed.")
    return WhoWasIn(lunch, (await _who_said(session, lunch))[Attendance.IN])


async def note_who_came(
    session: AsyncSession, member: Member, lunch_id: int, *, but: Collection[int] = (), now: datetime
) -> int:
    """Note that those who were in came, `but` for these members (ids); gives how many came.

    Raises Settled once it was told, by whichever host. Nobody reads who did not come.
    """
    was = await who_was_in(session, member, lunch_id, now=now)
    seats = await seated(session, was.lunch, {Attendance.IN})
    for seat in seats:
        seat.came = seat.member_id not in but
    was.lunch.attendance_taken_at = now
    await session.flush()
    await deliveries.refresh(session, workspace_id=was.lunch.workspace_id, kind=HELD, subject_id=was.lunch.id, now=now)
    await card_follows(session, was.lunch, now=now)
    return sum(bool(seat.came) for seat in seats)
