"""How deliveries that only leads read are written."""

from datetime import datetime

from bot import addresses, kudos, recognition
from bot.database import Session
from handlers.blocks import leads as blocks
from handlers.blocks.kit import Message
from models import Delivery


async def write_prompt(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """The weekly prompt; nothing where it is too late for it, or nobody is left to thank.

    A card whose reader looks after the team no more names nobody any more.
    """
    post = await addresses.card_of(session, delivery) if delivery.card_id else delivery
    card = await recognition.lead_prompt(session, post, now=now) if post is not None else None
    if delivery.card_id is None:
        return blocks.lead_prompt(card) if card is not None and recognition.may_begin(card) else None
    return blocks.lead_prompt(card) if card is not None else blocks.prompt_ended()


async def write_told(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """Kind words for somebody in their team; nothing where they were taken back before this was read."""
    post = await addresses.card_of(session, delivery) if delivery.card_id else delivery
    told = await kudos.told_lead(session, post) if post is not None else None
    return blocks.told_lead(told) if told is not None else None
