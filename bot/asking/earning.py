"""Earning: who helped several times with a topic they don't list is asked once whether to list it."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import nominations, people
from bot.asking.holding import offers_of
from models import Area, Help, NominationOrigin, Question, Skill

HELPS_TO_EARN = 3


async def suggest_topic(session: AsyncSession, question: Question, *, now: datetime) -> None:
    """Suggest the topic of an answered question to its helper, once they helped with it often enough.

    Their own card of this question shows it. Nothing is counted under a topic of the area *confide*.
    """
    skill = await session.scalar(
        select(Skill).where(Skill.workspace_id == question.workspace_id, Skill.id == question.skill_id)
    )
    if skill is None or skill.area is Area.CONFIDE or question.helper_id is None:
        return
    often = await session.scalar(
        select(func.count()).where(
            Help.workspace_id == question.workspace_id,
            Help.helper_id == question.helper_id,
            Help.skill_id == skill.id,
        )
    )
    if (often or 0) < HELPS_TO_EARN:
        return
    helper = (await people.members(session, question.workspace_id, [question.helper_id]))[question.helper_id]
    mine = [offer for offer in await offers_of(session, question) if offer.member_id == helper.id]
    await nominations.suggest(
        session,
        helper,
        skill.name,
        origin=NominationOrigin.HELP,
        by=None,
        beside=("offer", mine[0].id) if mine else None,
        now=now,
    )
