"""Afterwards: a host adds notes or a recording, which go to the post and to whoever asked for them."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, people
from bot.deliveries import ToMember
from bot.errors import Settled, WhoKnowsError
from bot.lunches.holding import card_follows, find, hold_to_change, seated
from bot.lunches.planning import check_link
from models import Attendance, Delivery, Lunch, Member

LONGEST_NOTES = 2000
RECORDING = "lunch_recording"


async def add_recording(
    session: AsyncSession, member: Member, lunch_id: int, *, link: str, notes: str, now: datetime
) -> int:
    """Add what is left of a lunch-and-learn to its post; gives how many people who asked for it are sent it.

    Raises WhoKnowsError for what is no link, for nothing at all, before it began, and for anybody but hosts and leads.
    """
    lunch = await hold_to_change(session, member, lunch_id)
    if lunch.cancelled_at is not None or lunch.begins_at > now:
        raise Settled("It has not taken place, so there is nothing to add yet.")
    if not (link or notes):
        raise WhoKnowsError("Add a link, or a few notes.", field="recording_link")
    if link:
        check_link(link, field="recording_link")
    if len(notes) > LONGEST_NOTES:
        raise WhoKnowsError(f"This has {len(notes):,} letters, and {LONGEST_NOTES:,} is the most.", field="notes")
    lunch.recording_link, lunch.notes = link or None, notes or None
    await session.flush()
    asked = await seated(session, lunch, {Attendance.RECORDING})
    found = await people.members(session, lunch.workspace_id, [seat.member_id for seat in asked])
    readers = [reader for _, reader in sorted(found.items()) if people.may_take_part(reader)]
    for reader in readers:
        await deliveries.owe(
            session,
            workspace_id=lunch.workspace_id,
            kind=RECORDING,
            subject_id=lunch.id,
            key=f"{RECORDING}:{lunch.id}:{reader.id}",
            to=ToMember(reader.id),
            due_at=people.back_at(reader, now),
            keeps_quiet_hours=True,
        )
    await deliveries.refresh(session, workspace_id=lunch.workspace_id, kind=RECORDING, subject_id=lunch.id, now=now)
    await card_follows(session, lunch, now=now)
    return len(readers)


async def recorded(session: AsyncSession, delivery: Delivery) -> Lunch | None:
    """The lunch-and-learn whose recording somebody asked for; None where there is nothing of it any more."""
    lunch = await find(session, delivery.workspace_id, delivery.subject_id)
    return lunch if lunch is not None and (lunch.recording_link or lunch.notes) else None
