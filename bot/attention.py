"""Attention: what nobody asked for reaches a member on one working day at most once."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import takewhile

from sqlalchemy.ext.asyncio import AsyncSession

from bot import people
from bot.database import insert_unless_present
from bot.hours import next_open
from models import Member, UnpromptedDay


async def take_day(session: AsyncSession, member: Member, *, now: datetime) -> datetime:
    """Take the first working day of a member that has no unprompted message yet; gives when one may be due on it.

    That is within their working hours, in their own zone. The day stays taken, even if nothing is sent in the end.
    """
    moments = _moments(member, now)
    while not await _take(session, member, moment := next(moments)):
        pass
    return moment


async def take_day_before(session: AsyncSession, member: Member, end: datetime, *, now: datetime) -> datetime | None:
    """The same for what is of no use from `end` on; None where no such day is left."""
    for moment in takewhile(lambda moment: moment < end, _moments(member, now)):
        if await _take(session, member, moment):
            return moment
    return None


def _moments(member: Member, now: datetime) -> Iterator[datetime]:
    """When a message may be due on each working day, without end: now, or as work begins."""
    hours = people.hours_of(member)
    moment = next_open(hours, now)
    while True:
        yield moment
        day = moment.astimezone(hours.zone).date()
        moment = next_open(hours, datetime.combine(day + timedelta(days=1), time(0), hours.zone))


async def _take(session: AsyncSession, member: Member, moment: datetime) -> bool:
    day = moment.astimezone(people.hours_of(member).zone).date()
    return await insert_unless_present(
        session, UnpromptedDay, workspace_id=member.workspace_id, member_id=member.id, day=day
    )
