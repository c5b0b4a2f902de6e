"""Attention: what nobody asked for reaches a member on one working day at most once."""

from datetime import UTC, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import people
from bot.database import insert_unless_present
from bot.hours import next_open
from models import Member, UnpromptedDay

_NEVER = datetime.max.replace(tzinfo=UTC)


async def take_day(session: AsyncSession, member: Member, *, now: datetime) -> datetime:
    """Take the first working day of a member that has no unprompted message yet; gives when one may be due on it.

    That is within their working hours, in their own zone. The day stays taken, even if nothing is sent in the end.
    """
    moment = await take_day_before(session, member, _NEVER, now=now)
    if moment is None:
        raise AssertionError("working days never end")
    return moment


async def take_day_before(session: AsyncSession, member: Member, until: datetime, *, now: datetime) -> datetime | None:
    """The same for what matters only until a moment; None, with no day taken, where none before it is free."""
    hours = people.hours_of(member)
    moment = next_open(hours, now)
    while moment < until:
        day = moment.astimezone(hours.zone).date()
        if await insert_unless_present(
            session, UnpromptedDay, workspace_id=member.workspace_id, member_id=member.id, day=day
        ):
            return moment
        moment = next_open(hours, datetime.combine(day + timedelta(days=1), time(0), hours.zone))
    return None
