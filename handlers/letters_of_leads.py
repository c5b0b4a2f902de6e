"""How deliveries that only leads read are written."""

from datetime import datetime

from bot import addresses, kudos, recognition
from bot.database import Session
from handlers.blocks import leads as blocks
from handlers.blocks.kit import Message
from models import Delivery


async def write_prompt(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """The weekly prompt; nothing where it is too late for it, or nobody is left to thank."""
    post = await addresses.card_of(session, delivery) if delivery.card_id else delivery
    card = await recognition.lead_prompt(session, post, now=now) if post is not None else None
    if card is None or (delivery.card_id is None and not recognition.may_begin(card)):
        return None
    return blocks.lead_prompt(card)


async def write_told(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """Kind words for somebody in their team; nothing where they were taken back before this was read."""
    post = await addresses.card_of(session, delivery) if delivery.card_id else delivery
    told = await kudos.told_lead(session, post) if post is not None else None
    return blocks.told_lead(told) if told is not None else None
