"""Pausing: a week without asks that ends by itself."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries
from models import Member

PAUSE = timedelta(days=7)


async def pause(session: AsyncSession, member: Member, *, now: datetime) -> datetime:
    """Ask nobody's question of this member for a week; gives the moment the pause ends by itself.

    A longer pause stays as it is.
    """
    member.paused_until = max(now + PAUSE, member.paused_until or now)
    await deliveries.home_follows(session, member, now=now)
    return member.paused_until


async def resume(session: AsyncSession, member: Member, *, now: datetime) -> None:
    """End a pause now."""
    member.paused_until = None
    await deliveries.home_follows(session, member, now=now)
