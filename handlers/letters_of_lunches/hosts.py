"""How deliveries to the hosts of a lunch-and-learn are written."""

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


LETTERS: dict[str, Letter] = {
    "lunch_host_reminder": Letter(write_host_reminder),
}
