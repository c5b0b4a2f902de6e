"""Holding a question while deciding about it, and telling those it concerns afterwards."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, people
from bot.database import decide_alone
from bot.deliveries import ToMember
from bot.errors import NotYours, Settled
from models import Member, Offer, OpenCard, Question, QuestionState


async def hold(session: AsyncSession, workspace_id: int, question_id: int) -> Question:
    """The question as it is now, held until we commit: whoever decides at the same time waits and sees our decision.

    Writing to the row holds it on both databases alike. Raises NotYours when this workspace has no such question.
    """
    await decide_alone(session, workspace_id)
    question: Question | None = await session.scalar(
        update(Question)
        .where(Question.workspace_id == workspace_id, Question.id == question_id)
        .values(waves=Question.waves)
        .returning(Question)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    if question is None:
        raise NotYours
    return question


async def hold_own(session: AsyncSession, asker: Member, question_id: int) -> Question:
    """Hold a question of the acting member's own; raises NotYours for anybody else's."""
    question = await hold(session, asker.workspace_id, question_id)
    if question.asker_id != asker.id:
        raise NotYours
    return question


async def own(session: AsyncSession, asker: Member, question_id: int) -> Question:
    """A question of the acting member's own, only read; raises NotYours for anybody else's."""
    question: Question | None = await session.scalar(
        select(Question).where(
            Question.workspace_id == asker.workspace_id, Question.id == question_id, Question.asker_id == asker.id
        )
    )
    if question is None:
        raise NotYours
    return question


async def hold_offered(session: AsyncSession, member: Member, offer_id: int) -> tuple[Question, Offer]:
    """Hold the question of an offer made to the acting member; raises NotYours for anybody else's."""
    where = (Offer.workspace_id == member.workspace_id, Offer.id == offer_id, Offer.member_id == member.id)
    question_id = await session.scalar(select(Offer.question_id).where(*where))
    if question_id is None:
        raise NotYours
    question = await hold(session, member.workspace_id, question_id)
    offer = (await session.scalars(select(Offer).where(*where).execution_options(populate_existing=True))).one()
    return question, offer


async def offers_of(session: AsyncSession, question: Question) -> list[Offer]:
    """All offers a question made, in the order they were made."""
    return list(
        await session.scalars(
            select(Offer)
            .where(Offer.workspace_id == question.workspace_id, Offer.question_id == question.id)
            .order_by(Offer.id)
            .execution_options(populate_existing=True)
        )
    )


async def new_asker_card(session: AsyncSession, question: Question, *, now: datetime) -> None:
    """Post a card that needs the asker, and let the one before it retire: edits ring no bell."""
    question.card += 1
    await session.flush()
    await deliveries.refresh(
        session, workspace_id=question.workspace_id, kind="asker_card", subject_id=question.id, now=now
    )
    await deliveries.owe(
        session,
        workspace_id=question.workspace_id,
        kind="asker_card",
        subject_id=question.id,
        key=f"question:{question.id}:card:{question.card}",
        to=ToMember(question.asker_id),
        facts={"card": question.card},
        due_at=now,
    )


async def tell_asker(session: AsyncSession, question: Question, *, now: datetime) -> None:
    """Bring the asker's living card and Home up to date, without a bell."""
    await session.flush()
    await deliveries.refresh(
        session, workspace_id=question.workspace_id, kind="asker_card", subject_id=question.id, now=now
    )
    await home_follows(session, question.workspace_id, question.asker_id, now=now)


async def tell_offered(session: AsyncSession, offers: list[Offer], *, now: datetime) -> None:
    """Bring the cards and Homes of everybody with one of these offers up to date."""
    await session.flush()
    for offer in offers:
        await deliveries.refresh(session, workspace_id=offer.workspace_id, kind="offer", subject_id=offer.id, now=now)
        await home_follows(session, offer.workspace_id, offer.member_id, now=now)


async def tell_posted(session: AsyncSession, question: Question, *, now: datetime) -> None:
    """Bring the cards up to date that stand where the question was posted: in channels, and with leads."""
    await session.flush()
    cards = await session.execute(
        select(OpenCard.id, OpenCard.lead_id).where(
            OpenCard.workspace_id == question.workspace_id, OpenCard.question_id == question.id
        )
    )
    for card_id, lead_id in cards.all():
        kind = "open_card" if lead_id is None else "lead_asked"
        await deliveries.refresh(session, workspace_id=question.workspace_id, kind=kind, subject_id=card_id, now=now)


async def tell_chat(session: AsyncSession, question: Question, *, now: datetime) -> None:
    """Bring the cards in the pair's chat up to date."""
    await session.flush()
    await deliveries.refresh(
        session, workspace_id=question.workspace_id, kind="chat_card", subject_id=question.id, now=now
    )


async def home_follows(session: AsyncSession, workspace_id: int, member_id: int, *, now: datetime) -> None:
    """Owe a member's Home if they ever opened it."""
    # Mostly somebody this transaction has read already: get() asks the database only for others.
    member = await session.get(Member, member_id)
    if member is not None and member.workspace_id == workspace_id:
        await deliveries.home_follows(session, member, now=now)


async def helper_name(session: AsyncSession, question: Question) -> str:
    """The name of whoever said yes."""
    if question.helper_id is None:
        return "somebody"
    return (await people.members(session, question.workspace_id, [question.helper_id]))[question.helper_id].name


async def settled(session: AsyncSession, question: Question) -> Settled:
    """The sentence for a press that came too late: what is true now."""
    match question.state:
        case QuestionState.ACCEPTED:
            return Settled(f"This one is settled: {await helper_name(session, question)} is helping.")
        case QuestionState.ANSWERED:
            return Settled("This one is settled: it was answered.")
        case QuestionState.CANCELLED:
            return Settled("This one was cancelled, so there is nothing left to do.")
        case QuestionState.CLOSED:
            return Settled("This one closed after two weeks, so there is nothing left to do.")
        case QuestionState.DRAFT:
            return Settled("This question has not been asked yet.")
        case QuestionState.OPEN:
            return Settled("This question is being asked right now. I'll tell you when somebody says yes.")
