"""How deliveries about what was changed or ended are written, of one session or of several that belong together."""

from datetime import datetime

from bot import addresses, lunches
from bot.database import Session
from handlers.blocks import lunches as blocks
from handlers.blocks.kit import Message
from handlers.letter import Letter
from handlers.letters_of_lunches.sessions import zone_of_reader
from models import Delivery, Lunch


async def _told(session: Session, delivery: Delivery) -> list[tuple[Lunch, datetime | None]]:
    """What a message tells of; once it is said, what stands in it is written anew and no other thing."""
    post = await addresses.card_of(session, delivery) if delivery.card_id else delivery
    return await lunches.as_they_were_told(session, post, is_said=bool(delivery.card_id)) if post is not None else []


async def write_moved(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """What people read of a move; nothing where newer ones were made since."""
    told = await _told(session, delivery)
    moved = [(lunch, before) for lunch, before in told if before is not None and lunch.cancelled_at is None]
    if not moved:
        return blocks.reminder_is_over() if delivery.card_id else None
    return blocks.moved(moved, zone=await zone_of_reader(session, delivery))


async def write_cancelled(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """What people read of the end."""
    ended = [lunch for lunch, _ in await _told(session, delivery)]
    return blocks.cancelled(ended, zone=await zone_of_reader(session, delivery)) if ended else None


async def write_days_left_out(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """What a host reads of days that are public holidays; nothing once it is over."""
    post = await addresses.card_of(session, delivery) if delivery.card_id else delivery
    found = await lunches.skipped_days(session, post) if post is not None else None
    if found is None:
        return blocks.reminder_is_over() if delivery.card_id else None
    return blocks.days_left_out(*found)


LETTERS: dict[str, Letter] = {
    "lunch_moved": Letter(write_moved),
    "lunches_moved": Letter(write_moved),
    "lunch_cancelled": Letter(write_cancelled),
    "lunches_cancelled": Letter(write_cancelled),
    "lunch_days_skipped": Letter(write_days_left_out),
}
