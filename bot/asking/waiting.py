"""Waiting, when the asker chooses to: until somebody who fits comes free, or until the next morning of work."""

from datetime import UTC, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import matching, people
from bot.asking.holding import home_follows, new_asker_card, offers_of, settled, tell_asker
from bot.asking.posting import begin_without_anybody
from bot.hours import next_open
from models import Member, Question


async def wait(session: AsyncSession, asker: Member, question_id: int, *, now: datetime) -> datetime:
    """Look again later: gives the moment, at which whoever can then be asked is asked, and the card tells the rest.

    Raises Settled while people are being asked anyway, and while it waits already.
    """
    question, was_draft = await begin_without_anybody(session, asker, question_id, now=now)
    if question.exhausted_at is None:
        raise await settled(session, question)
    question.waves, question.exhausted_at = 0, None
    question.widen_at = await _looks_again_at(session, asker, question, now)
    if was_draft:
        await new_asker_card(session, question, now=now)
        await home_follows(session, question.workspace_id, asker.id, now=now)
    else:
        await tell_asker(session, question, now=now)
    return question.widen_at


async def _looks_again_at(session: AsyncSession, asker: Member, question: Question, now: datetime) -> datetime:
    asked = [offer.member_id for offer in await offers_of(session, question)]
    ranking = await matching.candidates(
        session, asker, question.text, topic_id=question.skill_id, now=now, without=asked
    )
    if ranking.free_at is not None:
        return ranking.free_at
    hours = people.hours_of(asker)
    tomorrow = now.astimezone(hours.zone).date() + timedelta(days=1)
    return next_open(hours, datetime.combine(tomorrow, time(), tzinfo=hours.zone).astimezone(UTC))
