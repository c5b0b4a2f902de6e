"""Questions in advance: what people would like to hear about, for the hosts to read without a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, people
from bot.errors import Settled, WhoKnowsError
from bot.lunches.holding import hold, hold_to_join, hosts_of, is_host
from models import Lunch, LunchQuestion, Member

MOST_QUESTIONS = 3
LONGEST_QUESTION = 500
# What hosts are reminded with; it is edited where it stands when one more is asked.
HOST_REMINDER = "lunch_host_reminder"


@dataclass(frozen=True)
class OwnQuestions:
    """What a member asked before a lunch-and-learn, the oldest first, and who will read it."""

    lunch: Lunch
    hosts: list[Member]
    questions: Sequence[LunchQuestion]


async def own_questions(session: AsyncSession, member: Member, lunch_id: int, *, now: datetime) -> OwnQuestions:
    """What a member asked so far; raises Settled where it is over or cancelled, and for its hosts."""
    people.require_full_member(member)
    lunch = await hold_to_join(session, member, lunch_id, seen_in="")
    if lunch.cancelled_at is not None or lunch.begins_at <= now:
        raise Settled("This one is over or cancelled, so nothing can be asked in advance any more.")
    if await is_host(session, member, lunch):
        raise Settled("You hold this one: what others ask in advance is below *Who comes* in your list.")
    return await _own(session, member, lunch)


async def _own(session: AsyncSession, member: Member, lunch: Lunch) -> OwnQuestions:
    found = await session.scalars(
        select(LunchQuestion)
        .where(
            LunchQuestion.workspace_id == lunch.workspace_id,
            LunchQuestion.lunch_id == lunch.id,
            LunchQuestion.member_id == member.id,
        )
        .order_by(LunchQuestion.id)
    )
    return OwnQuestions(lunch, await hosts_of(session, lunch), found.all())


async def ask_in_advance(
    session: AsyncSession, member: Member, lunch_id: int, text: str, *, now: datetime
) -> OwnQuestions:
    """Keep a question for the hosts; raises WhoKnowsError, with its field, for what is none or one too many."""
    own = await own_questions(session, member, lunch_id, now=now)
    text = " ".join(text.split())
    if not any(sign.isalnum() for sign in text):
        raise WhoKnowsError("Write what you would like to hear about.", field="question")
    if len(text) > LONGEST_QUESTION:
        raise WhoKnowsError(f"This has {len(text):,} letters, and {LONGEST_QUESTION} is the most.", field="question")
    if len(own.questions) >= MOST_QUESTIONS:
        raise WhoKnowsError(
            f"You asked {MOST_QUESTIONS} already. Take one back first, then ask this one.", field="question"
        )
    session.add(
        LunchQuestion(
            workspace_id=own.lunch.workspace_id, lunch_id=own.lunch.id, member_id=member.id, text=text, asked_at=now
        )
    )
    await session.flush()
    await _hosts_read(session, own.lunch, now=now)
    return await _own(session, member, own.lunch)


async def take_question_back(session: AsyncSession, member: Member, question_id: int, *, now: datetime) -> OwnQuestions:
    """Delete one of a member's own questions; raises Settled where there is none, or it went already."""
    lunch_id = await session.scalar(
        delete(LunchQuestion)
        .where(
            LunchQuestion.workspace_id == member.workspace_id,
            LunchQuestion.member_id == member.id,
            LunchQuestion.id == question_id,
        )
        .returning(LunchQuestion.lunch_id)
        .execution_options(synchronize_session=False)
    )
    if lunch_id is None:
        raise Settled("This question is not there any more, so there is nothing to take back.")
    # Held, so that of two who ask and take back at once neither writes what hosts read from before the other.
    lunch = await hold(session, member.workspace_id, lunch_id)
    await _hosts_read(session, lunch, now=now)
    return await _own(session, member, lunch)


async def _hosts_read(session: AsyncSession, lunch: Lunch, *, now: datetime) -> None:
    """Owe an edit of what hosts were reminded with, which shows the questions."""
    await deliveries.refresh(session, workspace_id=lunch.workspace_id, kind=HOST_REMINDER, subject_id=lunch.id, now=now)


async def asked_in_advance(session: AsyncSession, lunch: Lunch) -> list[str]:
    """All questions about one, by the alphabet: an order that tells neither who asked nor when."""
    found = await session.scalars(
        select(LunchQuestion.text).where(
            LunchQuestion.workspace_id == lunch.workspace_id, LunchQuestion.lunch_id == lunch.id
        )
    )
    return sorted(found, key=lambda text: (text.casefold(), text))
