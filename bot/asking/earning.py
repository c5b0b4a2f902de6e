"""Earning: who helped with a topic they don't list is asked whether to list it.

Once is enough for somebody who offered to help, where nobody listed it; whom we asked is asked after three times.
"""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import nominations, people, skills
from bot.asking.holding import offers_of
from models import Area, Help, Member, NominationOrigin, OpenCard, Question, Skill

HELPS_TO_EARN = 3
_BY_THEMSELVES = {"offered", "lead"}


async def suggest_topic(session: AsyncSession, question: Question, *, now: datetime) -> None:
    """Suggest the topic of an answered question to its helper, once they have earned it.

    Their own card of this question shows it. Nothing is counted under a topic of the area *confide*.
    """
    if question.helper_id is None:
        return
    helper = (await people.members(session, question.workspace_id, [question.helper_id]))[question.helper_id]
    mine = next((offer for offer in await offers_of(session, question) if offer.member_id == helper.id), None)
    came = {str(reason["kind"]) for reason in mine.reasons} if mine else set()
    topic = await _topic(session, question, by_themselves=bool(came & _BY_THEMSELVES))
    if topic is None or mine is None:
        return
    beside = ("offer", mine.id)
    if "lead" in came:
        beside = ("lead_asked", await _lead_card_id(session, question, helper))
    await nominations.suggest(session, helper, topic, origin=NominationOrigin.HELP, by=None, beside=beside, now=now)


async def _topic(session: AsyncSession, question: Question, *, by_themselves: bool) -> str | None:
    """The topic that the helper has earned with this question, if any."""
    skill = await session.scalar(
        select(Skill).where(Skill.workspace_id == question.workspace_id, Skill.id == question.skill_id)
    )
    if skill is None:
        if not by_themselves:
            return None
        named = await skills.topics_in(session, question.workspace_id, question.text, at_most=1)
        return question.topic_words or (named[0].name if named else None)
    if skill.area is Area.CONFIDE:
        return None
    often = await session.scalar(
        select(func.count()).where(
            Help.workspace_id == question.workspace_id,
            Help.helper_id == question.helper_id,
            Help.skill_id == skill.id,
        )
    )
    return skill.name if by_themselves or (often or 0) >= HELPS_TO_EARN else None


async def _lead_card_id(session: AsyncSession, question: Question, lead: Member) -> int:
    card_id: int | None = await session.scalar(
        select(OpenCard.id).where(
            OpenCard.workspace_id == question.workspace_id,
            OpenCard.question_id == question.id,
            OpenCard.lead_id == lead.id,
        )
    )
    return card_id or 0
