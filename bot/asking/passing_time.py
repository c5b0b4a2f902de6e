"""What time does to questions: the next people are asked, and old ones close."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import people
from bot.asking.holding import hold, offers_of, tell_asker, tell_chat, tell_offered, tell_posted
from bot.asking.offering import next_wave, nobody_could, withdraw
from bot.asking.policy import CLOSES_AFTER
from models import Question, QuestionState

AT_ONCE = 100


async def to_widen(session: AsyncSession, *, now: datetime) -> list[tuple[int, int]]:
    """The questions, as workspace and question ids, whose last people have had their time; the longest due first."""
    due = await session.execute(
        select(Question.workspace_id, Question.id)
        .where(Question.state == QuestionState.OPEN, Question.widen_at <= now)
        .order_by(Question.widen_at)
        .limit(AT_ONCE)
    )
    return [(workspace_id, question_id) for workspace_id, question_id in due]


async def widen(session: AsyncSession, workspace_id: int, question_id: int, *, now: datetime) -> bool:
    """Ask the next people, or tell the asker that nobody could; False when somebody else has decided meanwhile."""
    question = await hold(session, workspace_id, question_id)
    if question.state is not QuestionState.OPEN or question.widen_at is None or question.widen_at > now:
        return False
    asker = (await people.members(session, workspace_id, [question.asker_id]))[question.asker_id]
    if await next_wave(session, question, asker, now=now):
        await tell_asker(session, question, now=now)
    else:
        await nobody_could(session, question, now=now)
    return True


async def to_close(session: AsyncSession, *, now: datetime) -> list[tuple[int, int]]:
    """The questions, as workspace and question ids, that stayed open for two weeks."""
    old = await session.execute(
        select(Question.workspace_id, Question.id)
        .where(
            Question.state.in_([QuestionState.OPEN, QuestionState.ACCEPTED]),
            Question.opened_at <= now - CLOSES_AFTER,
        )
        .limit(AT_ONCE)
    )
    return [(workspace_id, question_id) for workspace_id, question_id in old]


async def close(session: AsyncSession, workspace_id: int, question_id: int, *, now: datetime) -> bool:
    """Close a question that stayed open for two weeks; False when it is over already."""
    question = await hold(session, workspace_id, question_id)
    if question.state not in {QuestionState.OPEN, QuestionState.ACCEPTED}:
        return False
    was_accepted = question.state is QuestionState.ACCEPTED
    question.state, question.closed_at, question.widen_at = QuestionState.CLOSED, now, None
    await withdraw(session, question, now=now)
    await tell_asker(session, question, now=now)
    await tell_posted(session, question, now=now)
    if was_accepted:
        await tell_chat(session, question, now=now)
        await tell_offered(session, await offers_of(session, question), now=now)
    return True
