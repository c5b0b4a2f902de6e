"""Earning: who taught a topic that they don't list is asked once whether to list it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import nominations, people
from bot.lunches.attending import HELD
from bot.lunches.holding import how_many
from models import Area, Attendance, Lunch, NominationOrigin, Skill


async def suggest_topic(session: AsyncSession, lunch: Lunch, host_id: int, *, now: datetime) -> None:
    """Suggest the topic of what a member held, where somebody was in; what they read when it is over shows it.

    Nothing of the area *confide* is suggested.
    """
    skill = await session.scalar(
        select(Skill).where(Skill.workspace_id == lunch.workspace_id, Skill.id == lunch.skill_id)
    )
    if skill is None or skill.area is Area.CONFIDE or not await how_many(session, lunch, Attendance.IN):
        return
    host = (await people.members(session, lunch.workspace_id, [host_id]))[host_id]
    beside = (HELD, lunch.id)
    await nominations.suggest(session, host, skill.name, origin=NominationOrigin.HELP, by=None, beside=beside, now=now)
