"""What an open card says now, to everybody in a channel or to the asker's lead: facts only."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import people, teams
from bot.asking.facts import OfferCard, Person, offer_card, person_of, topic_of
from models import Offer, OpenCard, Question, QuestionState


@dataclass(frozen=True)
class PostedCard:
    """The card in a channel. The text is None where it must no longer be quoted; nobody is named on it."""

    card_id: int
    state: QuestionState
    text: str | None
    topic: str | None


@dataclass(frozen=True)
class LeadCard:
    """The card of a lead who was asked. `offer` is there once they said yes; `channel` is where they could post it."""

    card_id: int
    state: QuestionState
    text: str | None
    topic: str | None
    asker: Person
    offer: OfferCard | None
    passed: bool
    channel: str | None
    is_posted: bool


async def _card(session: AsyncSession, workspace_id: int, card_id: int) -> tuple[OpenCard, Question] | None:
    row = (
        await session.execute(
            select(OpenCard, Question)
            .join(Question, (Question.id == OpenCard.question_id) & (Question.workspace_id == OpenCard.workspace_id))
            .where(OpenCard.workspace_id == workspace_id, OpenCard.id == card_id)
        )
    ).one_or_none()
    return (row[0], row[1]) if row is not None else None


async def posted_card(session: AsyncSession, workspace_id: int, card_id: int) -> PostedCard | None:
    """The card that stands in a channel; None for one that is gone."""
    found = await _card(session, workspace_id, card_id)
    if found is None:
        return None
    card, question = found
    is_open = question.state is QuestionState.OPEN
    return PostedCard(card.id, question.state, question.text if is_open else None, await topic_of(session, question))


async def lead_card(session: AsyncSession, workspace_id: int, card_id: int) -> LeadCard | None:
    """The card of a lead who was asked; None for one that is gone."""
    found = await _card(session, workspace_id, card_id)
    if found is None or found[0].lead_id is None:
        return None
    card, question = found
    both = await people.members(session, workspace_id, [question.asker_id, card.lead_id or 0])
    asker, lead = both[question.asker_id], both[card.lead_id or 0]
    offer_id = await session.scalar(
        select(Offer.id).where(
            Offer.workspace_id == workspace_id, Offer.question_id == question.id, Offer.member_id == lead.id
        )
    )
    team = await teams.shared_team(session, asker, lead)
    channel = team.channel_slack_id if team is not None else None
    posted = await session.scalar(
        select(OpenCard.id).where(
            OpenCard.workspace_id == workspace_id,
            OpenCard.question_id == question.id,
            OpenCard.channel_slack_id == channel,
            OpenCard.trouble.is_(None),
        )
    )
    keeps_text = question.state is QuestionState.OPEN and card.passed_at is None
    return LeadCard(
        card_id=card.id,
        state=question.state,
        text=question.text if keeps_text else None,
        topic=await topic_of(session, question),
        asker=person_of(asker),
        offer=await offer_card(session, workspace_id, offer_id) if offer_id is not None else None,
        passed=card.passed_at is not None,
        channel=channel,
        is_posted=posted is not None,
    )
