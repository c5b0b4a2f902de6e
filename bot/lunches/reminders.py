"""Reminders: each is taken once by a row, follows a move, and never comes for what is past or cancelled."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries
from bot.database import insert_unless_present
from bot.deliveries import ToChannel, ToMember
from bot.lunches.holding import find
from bot.lunches.questions import HOST_REMINDER
from bot.lunches.readers import THE_CHANNEL, due_now, is_wanted
from bot.lunches.reminder_times import useful_until
from models import Delivery, Lunch, LunchReminder, ReminderKind, Workspace

KIND = "lunch_reminder"
# What hosts read is edited while people ask and tell; everybody else's stays as it was sent.
KINDS_OF_HOSTS = {
    ReminderKind.HOST_WEEK_BEFORE: HOST_REMINDER,
    ReminderKind.HOST_TWO_DAYS_BEFORE: HOST_REMINDER,
}
# What a long downtime made too late is put down as late.
LOOKS_BACK = timedelta(days=10)
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
            Lunch.begins_at > now - LOOKS_BACK,
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
            is_late=now >= useful_until(kind, lunch.begins_at),
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
    at_any_hour = due.kind is ReminderKind.TEN_MINUTES_BEFORE
    await deliveries.owe(
        session,
        workspace_id=due.workspace_id,
        kind=KINDS_OF_HOSTS.get(due.kind, KIND),
        subject_id=due.lunch_id,
        key=f"{KIND}:{due.lunch_id}:{due.sequence}:{due.kind}:{due.reader}",
        to=ToMember(due.reader) if due.reader != THE_CHANNEL else ToChannel(lunch.channel_slack_id),
        facts={"kind": due.kind.value, "sequence": due.sequence, deliveries.AT_ANY_HOUR: at_any_hour},
        due_at=now,
        keeps_quiet_hours=due.reader != THE_CHANNEL,
    )


async def reminded_of(session: AsyncSession, delivery: Delivery, *, now: datetime) -> Lunch | None:
    """The lunch-and-learn a reminder is about; None once it moved, ended, began, or its reader can't come any more."""
    lunch = await find(session, delivery.workspace_id, delivery.subject_id)
    if lunch is None or lunch.cancelled_at is not None or lunch.sequence != delivery.facts["sequence"]:
        return None
    kind = ReminderKind(delivery.facts["kind"])
    if now >= useful_until(kind, lunch.begins_at):
        return None
    return lunch if await is_wanted(session, lunch, delivery.member_id or THE_CHANNEL, kind) else None
