"""Changing and cancelling a question that is on its way."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import matching
from bot.asking.drafting import checked_text
from bot.asking.holding import hold_own, offers_of, own, settled, tell_asker, tell_chat, tell_offered, tell_posted
from bot.asking.offering import withdraw
from models import Member, OfferState, Question, QuestionState


async def change(session: AsyncSession, asker: Member, question_id: int, text: str, *, now: datetime) -> None:
    """Change the words of an open question; the people asked keep their cards, which say the new words."""
    text = checked_text(text)
    question = await hold_own(session, asker, question_id)
    if question.state is not QuestionState.OPEN:
        raise await settled(session, question)
    question.text = text
    question.skill_id = (await matching.candidates(session, asker, text, now=now)).skill_id
    pending = [offer for offer in await offers_of(session, question) if offer.state is OfferState.PENDING]
    await tell_asker(session, question, now=now)
    await tell_offered(session, pending, now=now)
    await tell_posted(session, question, now=now)


async def cancel(session: AsyncSession, asker: Member, question_id: int, *, now: datetime) -> None:
    """Cancel a question: nobody else is asked, and whoever was reads that it is over."""
    question = await hold_own(session, asker, question_id)
    if question.state not in {QuestionState.DRAFT, QuestionState.OPEN, QuestionState.ACCEPTED}:
        raise await settled(session, question)
    await cancel_held(session, question, now=now)


async def cancel_held(session: AsyncSession, question: Question, *, now: datetime) -> None:
    """Cancel a held question that is not over yet, whoever wants it so."""
    was_accepted = question.state is QuestionState.ACCEPTED
    question.state, question.closed_at, question.widen_at = QuestionState.CANCELLED, now, None
    await withdraw(session, question, now=now)
    await tell_asker(session, question, now=now)
    await tell_posted(session, question, now=now)
    if was_accepted:
        await tell_chat(session, question, now=now)
        mine = [offer for offer in await offers_of(session, question) if offer.member_id == question.helper_id]
        await tell_offered(session, mine, now=now)


async def is_draft(session: AsyncSession, asker: Member, question_id: int) -> bool:
    """Whether a question of the asker's own has not been asked yet; raises NotYours for anybody else's."""
    return (await own(session, asker, question_id)).state is QuestionState.DRAFT


async def words_to_change(session: AsyncSession, asker: Member, question_id: int) -> tuple[str, bool]:
    """The words of a draft or an open question, and whether it is open already; raises Settled for any other."""
    question = await own(session, asker, question_id)
    if question.state not in {QuestionState.DRAFT, QuestionState.OPEN}:
        raise await settled(session, question)
    return question.text, question.state is QuestionState.OPEN


async def words_of_old(session: AsyncSession, asker: Member, question_id: int) -> str:
    """The words of a question of the asker's own, to ask it again."""
    return (await own(session, asker, question_id)).text
