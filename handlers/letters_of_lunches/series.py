"""How deliveries about lunch-and-learns that come again are written."""

from datetime import datetime

from bot import lunches
from bot.database import Session
from handlers.blocks import lunches as blocks
from handlers.blocks.kit import Message
from handlers.letter import Letter
from models import Delivery


async def write_days_left_out(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """What a host reads of days that are public holidays; nothing once it is over."""
    found = await lunches.skipped_days(session, delivery)
    return blocks.days_left_out(*found) if found is not None else None


LETTERS: dict[str, Letter] = {
    "lunch_days_skipped": Letter(write_days_left_out),
}
