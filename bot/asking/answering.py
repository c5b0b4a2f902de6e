"""Answered: the end every ask hopes for, and the evidence it leaves."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import people
from bot.asking.earning import suggest_topic
from bot.asking.holding import (
    hold,
    hold_own,
    offers_of,
    settled,
    tell_asker,
    tell_chat,
    tell_offered,
    tell_posted,
)
from bot.database import insert_unless_present
from bot.errors import NotYours, Settled
from bot.kudos import milestones, passing_on
from models import Help, Member, Question, QuestionState


async def answered(session: AsyncSession, member: Member, question_id: int, *, now: datetime) -> bool:
    """Mark a question as answered; True when the asker did, who may now say thanks to a helper who is still here.

    When the helper says so, the asker is asked first, and False comes back. Raises Settled when it is too late.
    """
    question = await hold(session, member.workspace_id, question_id)
    if member.id not in {question.asker_id, question.helper_id}:
        raise NotYours
    if question.state is not QuestionState.ACCEPTED:
        raise await settled(session, question)
    if member.id == question.helper_id:
        if question.helper_says_answered_at is not None:
            raise Settled("I asked already whether it is answered. Nothing more for you to do.")
        question.helper_says_answered_at = now
        # An edit rings no bell: the two are in a chat, and an answered ask rings for its asker twice at most.
        await tell_asker(session, question, now=now)
        await tell_chat(session, question, now=now)
        await _tell_helper(session, question, now=now)
        return False
    await _close(session, question, now=now)
    helper = (await people.members(session, question.workspace_id, [question.helper_id or 0])).get(
        question.helper_id or 0
    )
    return helper is not None and people.may_take_part(helper)


async def _close(session: AsyncSession, question: Question, *, now: datetime) -> None:
    question.state, question.answered_at = QuestionState.ANSWERED, now
    await insert_unless_present(
        session,
        Help,
        workspace_id=question.workspace_id,
        question_id=question.id,
        helper_id=question.helper_id,
        skill_id=question.skill_id,
        helped_at=now,
    )
    await milestones.note(session, question, now=now)
    await passing_on.note(session, question, now=now)
    await suggest_topic(session, question, now=now)
    await tell_asker(session, question, now=now)
    await tell_chat(session, question, now=now)
    await _tell_helper(session, question, now=now)


async def _tell_helper(session: AsyncSession, question: Question, *, now: datetime) -> None:
    mine = [offer for offer in await offers_of(session, question) if offer.member_id == question.helper_id]
    await tell_offered(session, mine, now=now)
    await tell_posted(session, question, now=now)


async def thanks_were_said(session: AsyncSession, asker: Member, question_id: int, *, now: datetime) -> None:
    """Bring the asker's card up to date once they have thanked whoever helped."""
    await tell_asker(session, await hold_own(session, asker, question_id), now=now)


async def not_answered_yet(session: AsyncSession, asker: Member, question_id: int, *, now: datetime) -> None:
    """The asker's word that the helper's "it's answered" came too early."""
    question = await hold_own(session, asker, question_id)
    if question.state is not QuestionState.ACCEPTED or question.helper_says_answered_at is None:
        raise await settled(session, question)
    question.helper_says_answered_at = None
    await tell_asker(session, question, now=now)
    await tell_chat(session, question, now=now)
    await _tell_helper(session, question, now=now)
