"""How deliveries to hosts, and afterwards to who came, are written."""

from datetime import datetime

from bot import addresses, lunches, people
from bot.database import Session
from handlers.blocks import lunches as blocks
from handlers.blocks.kit import Message
from handlers.letter import Letter
from models import Delivery


async def write_host_reminder(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """A week and two days before, with what was asked in advance; nothing once it is of no use."""
    post = await addresses.card_of(session, delivery) if delivery.card_id else delivery
    if post is None:
        return None
    lunch = await lunches.reminded_of(session, post, now=now)
    if lunch is None:
        return blocks.reminder_is_over() if delivery.card_id else None
    host = (await people.members(session, post.workspace_id, [post.member_id or 0]))[post.member_id or 0]
    questions = await lunches.asked_in_advance(session, lunch)
    return blocks.host_reminder(await lunches.card_of(session, lunch, now=now), questions, zone=host.zone)


async def write_held(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """When it is over; the card goes on saying what is true while people look at it."""
    if delivery.card_id is None and await lunches.reminded_of(session, delivery, now=now) is None:
        return None
    card = await lunches.held_card(session, delivery.workspace_id, delivery.subject_id)
    return blocks.held(card) if card is not None else None


async def write_totals(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """Three days later; nothing where nobody was in, or where there is nothing to tell and nothing to do."""
    post = await addresses.card_of(session, delivery) if delivery.card_id else delivery
    lunch = await lunches.reminded_of(session, post, now=now) if post is not None else None
    if lunch is None:
        return blocks.reminder_is_over() if delivery.card_id else None
    card = await lunches.card_of(session, lunch, now=now)
    totals = lunches.totals_of(lunch, now=now)
    if not card.coming or (totals is None and card.series is not None):
        return None
    return blocks.totals(card, totals)


async def write_prompts(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """The card of an open table's round."""
    if delivery.card_id is None and await lunches.reminded_of(session, delivery, now=now) is None:
        return None
    post = await addresses.card_of(session, delivery) if delivery.card_id else delivery
    card = await lunches.prompt_card(session, post) if post is not None else None
    return blocks.prompt_card(card) if card is not None else None


async def write_worth(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """The question to somebody who was in."""
    card = await lunches.worth_card(session, delivery, now=now)
    if card is None or (delivery.card_id is None and (card.has_judged or not card.is_open)):
        return None
    return blocks.worth_card(card)


LETTERS: dict[str, Letter] = {
    "lunch_host_reminder": Letter(write_host_reminder),
    "lunch_held": Letter(write_held),
    "lunch_totals": Letter(write_totals),
    "lunch_prompts": Letter(write_prompts),
    "lunch_worth": Letter(write_worth),
}
