"""Reminders: each is taken once by a row, follows a move, and never comes for what is past or cancelled."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import attention, deliveries, people
from bot.database import insert_unless_present
from bot.deliveries import ToChannel, ToMember
from bot.lunches.attending import HELD
from bot.lunches.earning import suggest_topic
from bot.lunches.holding import find
from bot.lunches.open_tables import PROMPTS
from bot.lunches.questions import HOST_REMINDER
from bot.lunches.readers import THE_CHANNEL, due_now, is_wanted
from bot.lunches.reminder_times import AT_ANY_HOUR, LATEST, useful_until
from bot.lunches.worth import WORTH, seat_of
from models import Delivery, Lunch, LunchReminder, ReminderKind, Workspace

KIND = "lunch_reminder"
# What hosts read is edited while people ask and tell; everybody else's stays as it was sent.
KINDS_OF_HOSTS = {
    ReminderKind.HOST_WEEK_BEFORE: HOST_REMINDER,
    ReminderKind.HOST_TWO_DAYS_BEFORE: HOST_REMINDER,
    ReminderKind.HOST_AFTERWARDS: HELD,
    ReminderKind.HOST_TOTALS: "lunch_totals",
    ReminderKind.PROMPTS: PROMPTS,
}
# Nobody asked for these, so they come on a working day that has no other such message.
UNPROMPTED = frozenset({ReminderKind.WORTH, ReminderKind.HOST_TOTALS})
# A host reads of it a week before, or on the last working day before that: some holidays last more than a week.
FARTHEST = timedelta(days=21)


@dataclass(frozen=True)
class DueReminder:
    """A reminder whose moment has come; `reader` is a member's id, or the channel. `is_late`: of no use any more."""

    workspace_id: int
    lunch_id: int
    sequence: int
    reader: int
    kind: ReminderKind
    is_late: bool


async def to_remind(session: AsyncSession, *, now: datetime) -> list[DueReminder]:
    """What is due of all lunch-and-learns to come, in every workspace."""
    found = await session.scalars(
        select(Lunch)
        .join(Workspace, Workspace.id == Lunch.workspace_id)
        .where(
            Lunch.begins_at > now - LATEST,
            Lunch.begins_at < now + FARTHEST,
            Lunch.cancelled_at.is_(None),
            Workspace.uninstalled_at.is_(None),
        )
        .order_by(Lunch.begins_at, Lunch.id)
    )
    return [
        DueReminder(
            lunch.workspace_id,
            lunch.id,
            lunch.sequence,
            reader,
            kind,
            is_late=now >= useful_until(kind, lunch.begins_at, minutes=lunch.minutes),
        )
        for lunch in found.all()
        for reader, kind in await due_now(session, lunch, now=now)
    ]


async def remind(session: AsyncSession, due: DueReminder, *, now: datetime) -> None:
    """Take a reminder, and owe it unless it is late; nothing where another replica has it already."""
    is_ours = await insert_unless_present(
        session,
        LunchReminder,
        workspace_id=due.workspace_id,
        lunch_id=due.lunch_id,
        reader=due.reader,
        kind=due.kind,
        sequence=due.sequence,
        looked_at=now,
        is_skipped=due.is_late,
    )
    lunch = await find(session, due.workspace_id, due.lunch_id)
    if not is_ours or due.is_late or lunch is None:
        return
    due_at = await _due_at(session, due, lunch, now)
    if due_at is None:
        return
    kind, subject_id = KINDS_OF_HOSTS.get(due.kind, KIND), due.lunch_id
    if due.kind is ReminderKind.HOST_AFTERWARDS:
        await suggest_topic(session, lunch, due.reader, now=now)
    if due.kind is ReminderKind.WORTH:
        # It is edited once its reader has answered, and nobody else's with it.
        kind, subject_id = WORTH, await seat_of(session, lunch, due.reader)
    at_any_hour = due.kind in AT_ANY_HOUR
    await deliveries.owe(
        session,
        workspace_id=due.workspace_id,
        kind=kind,
        subject_id=subject_id,
        key=f"{KIND}:{due.lunch_id}:{due.sequence}:{due.kind}:{due.reader}",
        to=ToMember(due.reader) if due.reader != THE_CHANNEL else ToChannel(lunch.channel_slack_id),
        facts={"kind": due.kind.value, "sequence": due.sequence, deliveries.AT_ANY_HOUR: at_any_hour},
        due_at=due_at,
        keeps_quiet_hours=due.reader != THE_CHANNEL,
    )


async def _due_at(session: AsyncSession, due: DueReminder, lunch: Lunch, now: datetime) -> datetime | None:
    """When a reminder may be sent; None where it would be of no use any more by then."""
    if due.kind not in UNPROMPTED:
        return now
    reader = (await people.members(session, due.workspace_id, [due.reader]))[due.reader]
    until = useful_until(due.kind, lunch.begins_at, minutes=lunch.minutes)
    return await attention.take_day_before(session, reader, until, now=now)


async def reminded_of(session: AsyncSession, delivery: Delivery, *, now: datetime) -> Lunch | None:
    """The lunch-and-learn a reminder is about; None once it moved, ended, began, or its reader can't come any more."""
    lunch = await find(session, delivery.workspace_id, delivery.subject_id)
    if lunch is None or lunch.cancelled_at is not None or lunch.sequence != delivery.facts["sequence"]:
        return None
    kind = ReminderKind(delivery.facts["kind"])
    if now >= useful_until(kind, lunch.begins_at, minutes=lunch.minutes):
        return None
    return lunch if await is_wanted(session, lunch, delivery.member_id or THE_CHANNEL, kind) else None
