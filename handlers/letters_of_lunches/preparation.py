"""How deliveries about time to prepare are written: to leads, and to the host."""

from datetime import datetime

from bot import calendar_files, people, preparation
from bot.database import Session
from bot.preparation import PreparationCard
from handlers.blocks import preparation as blocks
from handlers.blocks.kit import FileToSend, Message
from handlers.letter import Letter
from models import Delivery, PreparationState


async def _card(session: Session, delivery: Delivery) -> PreparationCard | None:
    return await preparation.card(session, delivery.workspace_id, delivery.subject_id)


async def _zone(session: Session, delivery: Delivery) -> str:
    found = await people.members(session, delivery.workspace_id, [delivery.member_id or 0])
    return found[delivery.member_id or 0].zone


async def write_asked(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """A lead's card; nobody is asked any more what another lead has answered, or what is not needed."""
    card = await _card(session, delivery)
    if card is None:
        return blocks.gone() if delivery.card_id else None
    if delivery.card_id is None and card.preparation.state not in preparation.WAITING:
        return None
    return blocks.asked(card, zone=await _zone(session, delivery))


async def write_answered(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """The host's card; nothing of an answer that was overtaken before it was told."""
    card = await _card(session, delivery)
    if card is None:
        return blocks.gone() if delivery.card_id else None
    if delivery.card_id is None and card.preparation.state is PreparationState.WITHDRAWN:
        return None
    return blocks.answered(card, zone=await _zone(session, delivery))


async def write_unanswered(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """What a host reads who waits for an answer; nothing once there is one."""
    card = await _card(session, delivery)
    if card is None:
        return blocks.gone() if delivery.card_id else None
    if delivery.card_id is None and card.preparation.state is not PreparationState.UNANSWERED:
        return None
    return blocks.unanswered(card, zone=await _zone(session, delivery))


async def write_withdrawn(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """What a host reads once it is not needed any more."""
    card = await _card(session, delivery)
    if card is None:
        return blocks.gone() if delivery.card_id else None
    return blocks.withdrawn(card, zone=await _zone(session, delivery))


async def write_calendar(session: Session, delivery: Delivery, now: datetime) -> FileToSend | None:
    """Agreed time for the host's calendar; nothing where a newer file is owed."""
    card = await _card(session, delivery)
    if card is None or card.preparation.sequence != delivery.facts["sequence"]:
        return None
    entry = preparation.entry_of(card.preparation, card.lunch.title, zone=card.host.zone)
    return blocks.calendar_file(entry, calendar_files.file_of(entry, now=now))


LETTERS: dict[str, Letter] = {
    preparation.ASKED: Letter(write_asked),
    preparation.ANSWERED: Letter(write_answered),
    preparation.UNANSWERED: Letter(write_unanswered),
    preparation.WITHDRAWN: Letter(write_withdrawn),
    preparation.CALENDAR: Letter(write_calendar),
}
