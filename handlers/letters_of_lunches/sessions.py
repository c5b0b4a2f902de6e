"""How deliveries about single lunch-and-learns are written: posts, moves, seats, reminders."""

from datetime import datetime

from bot import addresses, calendar_files, lunches, people
from bot.database import Session
from bot.public_url import public_url
from handlers.blocks import lunches as blocks
from handlers.blocks.kit import FileToSend, Message
from handlers.letter import Letter
from models import Delivery, ReminderKind


async def write_announcement(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """The post of a lunch-and-learn; one that was cancelled before it was posted is not posted at all."""
    card = await lunches.lunch_card(session, delivery.workspace_id, delivery.subject_id, now=now)
    if card is None or (delivery.card_id is None and card.lunch.cancelled_at is not None):
        return None
    return blocks.announcement(card)


async def zone_of_reader(session: Session, delivery: Delivery) -> str:
    """The zone of whoever reads a direct message."""
    found = await people.members(session, delivery.workspace_id, [delivery.member_id or 0])
    return found[delivery.member_id or 0].zone


async def write_seat_freed(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """What somebody reads who got a freed seat; nothing where they gave it back, or it is over."""
    lunch = await lunches.with_seat_of(session, delivery, now=now)
    if lunch is None:
        return blocks.reminder_is_over() if delivery.card_id else None
    return blocks.seat_freed(lunch, zone=await zone_of_reader(session, delivery))


async def write_calendar(session: Session, delivery: Delivery, now: datetime) -> FileToSend | None:
    """The calendar file of one lunch-and-learn."""
    entry = await lunches.calendar_entry(session, delivery)
    if entry is None:
        return None
    content = calendar_files.file_of(entry, now=now)
    is_newer = bool(delivery.facts.get("is_newer"))
    return blocks.calendar_file(entry, content, is_newer=is_newer, has_feed=public_url("/") is not None)


async def write_reminder(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """A reminder to the channel, to somebody who comes, or to a host; nothing once it is of no use."""
    post = await addresses.card_of(session, delivery) if delivery.card_id else delivery
    if post is None:
        return None
    lunch = await lunches.reminded_of(session, post, now=now)
    if lunch is None:
        return blocks.reminder_is_over() if delivery.card_id else None
    card = await lunches.card_of(session, lunch, now=now)
    kind = ReminderKind(post.facts["kind"])
    zone = lunch.zone if post.member_id is None else await zone_of_reader(session, post)
    return blocks.reminder(card, kind, zone=zone)


async def write_recording(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """What is left of a lunch-and-learn, for somebody who asked for it."""
    lunch = await lunches.recorded(session, delivery)
    if lunch is None:
        return blocks.recording_is_gone() if delivery.card_id else None
    return blocks.recording(lunch)


LETTERS: dict[str, Letter] = {
    "lunch": Letter(write_announcement),
    "seat_freed": Letter(write_seat_freed),
    "lunch_reminder": Letter(write_reminder),
    "lunch_recording": Letter(write_recording),
    "lunch_calendar": Letter(write_calendar),
}
