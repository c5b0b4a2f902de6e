"""What is open for a member: the offers that wait for them, and what they asked."""

from datetime import datetime

from sqlalchemy import exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.asking.facts import AskerCard, OfferCard, card_of_asker, offer_card
from bot.asking.policy import DRAFT_LASTS
from models import Delivery, DeliveryState, Member, Offer, OfferState, Operation, Question, QuestionState


async def waiting_on(session: AsyncSession, member: Member, *, now: datetime) -> list[OfferCard]:
    """The offers that wait for this member and whose card was sent or is due by now, oldest first, five at most.

    What waits for the member's working hours, or for the end of Slack's do-not-disturb, waits here too.
    """
    has_come = exists().where(
        Delivery.workspace_id == Offer.workspace_id,
        Delivery.kind == "offer",
        Delivery.subject_id == Offer.id,
        Delivery.operation == Operation.POST,
        Delivery.state.in_([DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.SENT]),
        Delivery.due_at <= now,
    )
    offer_ids = await session.scalars(
        select(Offer.id)
        .join(Question, (Question.id == Offer.question_id) & (Question.workspace_id == Offer.workspace_id))
        .where(
            Offer.workspace_id == member.workspace_id,
            Offer.member_id == member.id,
            Offer.state == OfferState.PENDING,
            or_(Offer.shown_at.is_not(None), has_come),
            Question.state == QuestionState.OPEN,
        )
        .order_by(Offer.id)
        .limit(5)
    )
    cards = [await offer_card(session, member.workspace_id, offer_id) for offer_id in offer_ids.all()]
    return [card for card in cards if card is not None]


async def asked_by(session: AsyncSession, member: Member, *, now: datetime) -> list[AskerCard]:
    """The member's questions that are open, being answered, or drafts of the last day; newest first, five at most."""
    fresh = (Question.state == QuestionState.DRAFT) & (Question.drafted_at > now - DRAFT_LASTS)
    questions = await session.scalars(
        select(Question)
        .where(
            Question.workspace_id == member.workspace_id,
            Question.asker_id == member.id,
            Question.state.in_([QuestionState.OPEN, QuestionState.ACCEPTED]) | fresh,
        )
        .order_by(Question.id.desc())
        .limit(5)
    )
    return [await card_of_asker(session, question, card=question.card) for question in questions.all()]
