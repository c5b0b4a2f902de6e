"""How deliveries about wishes are written: the question to an expert, and what whoever wished is told."""

from datetime import datetime

from bot import lunch_wishes, people
from bot.database import Session
from handlers.blocks import lunch_wishes as blocks
from handlers.blocks.kit import Message
from handlers.letter import Letter
from models import Delivery


async def write_proposal(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """Whether an expert would hold one; nothing where they need not be asked any more."""
    card = await lunch_wishes.proposal_card(session, delivery, now=now)
    return blocks.proposal(card) if card is not None else None


async def was_not_asked(session: Session, delivery: Delivery, now: datetime) -> None:
    """They never read of it."""
    await lunch_wishes.was_not_asked(session, delivery)


async def was_not_reached(session: Session, delivery: Delivery, now: datetime) -> None:
    """Slack refused it for good."""
    await lunch_wishes.was_not_reached(session, delivery)


async def write_wished_for(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """That what somebody wished for is planned."""
    card = await lunch_wishes.told_of(session, delivery, now=now)
    if card is None:
        return None
    found = await people.members(session, delivery.workspace_id, [delivery.member_id or 0])
    return blocks.wished_for(card, zone=found[delivery.member_id or 0].zone)


async def wish_is_over(session: Session, delivery: Delivery, now: datetime) -> None:
    """They were told, or come already."""
    await lunch_wishes.wish_is_over(session, delivery, now=now)


LETTERS: dict[str, Letter] = {
    "lunch_proposal": Letter(write_proposal, when_not_needed=was_not_asked, when_undeliverable=was_not_reached),
    "lunch_wished_for": Letter(write_wished_for, when_sent=wish_is_over, when_not_needed=wish_is_over),
}
