"""How deliveries about help and its thanks are written, which are for one person's own eyes unless they share them."""

from datetime import datetime

from bot import addresses, people, personal_note
from bot.database import Session
from bot.hours import zone_named
from bot.kudos import passing_on, sharing
from bot.kudos.came_of_help import came_of_help
from bot.kudos.year_of_help import year_of_help
from handlers.blocks import came_of_help as came_of_help_blocks
from handlers.blocks import milestones as milestones_blocks
from handlers.blocks import passing_on as passing_on_blocks
from handlers.blocks import personal_note as note_blocks
from handlers.blocks import year_of_help as year_blocks
from handlers.blocks.kit import FileToSend, Message, View
from handlers.letter import Writes
from models import Delivery, Member


def with_what_came_of_it(write: Writes) -> Writes:
    """A helper's own card that also shows what came of the help, so that this rings no bell of its own."""

    async def written(session: Session, delivery: Delivery, now: datetime) -> Message | View | FileToSend | None:
        said = await write(session, delivery, now)
        if said is None or isinstance(said, FileToSend) or "text" not in said:
            return said
        came = await came_of_help(
            session, delivery.workspace_id, delivery.kind, delivery.subject_id, delivery.member_id or 0
        )
        return came_of_help_blocks.below(Message(text=said["text"], blocks=said["blocks"]), came) if came else said

    return written


async def write_shared(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """The post of a milestone that its member shares."""
    found = await sharing.shared(session, delivery.workspace_id, delivery.subject_id)
    if found is None:
        return None
    member, helped = found
    return milestones_blocks.post(helped, name=member.name)


async def shared_refused(session: Session, delivery: Delivery, now: datetime) -> None:
    """Slack did not take it."""
    await sharing.was_not_posted(session, delivery, is_held=False, now=now)


async def shared_held(session: Session, delivery: Delivery, now: datetime) -> None:
    """Nobody can tell whether it arrived."""
    await sharing.was_not_posted(session, delivery, is_held=True, now=now)


async def write_not_shared(session: Session, delivery: Delivery, now: datetime) -> Message:
    """What its member reads then."""
    return milestones_blocks.not_posted(delivery.facts["channel"], is_held=bool(delivery.facts["is_held"]))


async def write_passed_on(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """That help was passed on, to whoever helped first."""
    found = await passing_on.pass_on(session, delivery.workspace_id, delivery.subject_id)
    if found is None:
        return None
    readers = await people.members(session, delivery.workspace_id, [delivery.member_id or 0])
    zone = readers[delivery.member_id or 0].zone
    return passing_on_blocks.pass_on_message(found, zone=zone, now=now)


async def write_year_of_help(session: Session, delivery: Delivery, now: datetime) -> FileToSend | None:
    """The year of whoever asked for it."""
    found = await people.members(session, delivery.workspace_id, [delivery.subject_id])
    member = found.get(delivery.subject_id)
    return year_blocks.document(await year_of_help(session, member, now=now)) if member is not None else None


async def write_personal_note(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """What waits on somebody and who thanked them; nothing once that is settled, its day is over or they stopped it."""
    post = await addresses.card_of(session, delivery) if delivery.card_id else delivery
    found = await people.members(session, delivery.workspace_id, [delivery.subject_id])
    member = found.get(delivery.subject_id)
    if post is None or member is None:
        return None
    is_new = delivery.card_id is None
    if is_new and not _is_still_its_day(post, member, now):
        return None
    note = await personal_note.note(session, member, until=datetime.fromisoformat(post.facts["until"]))
    if note.is_empty:
        return None if is_new else note_blocks.over()
    return note_blocks.personal_note(note)


def _is_still_its_day(post: Delivery, member: Member, now: datetime) -> bool:
    today = now.astimezone(zone_named(member.zone)).date()
    return member.wants_personal_note and post.facts["day"] == today.isoformat()
