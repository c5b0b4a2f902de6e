"""Reminders: each is taken once by a row, follows a move, and never comes for what is past or cancelled."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import attention, deliveries, people
from bot.database import insert_unless_present
from bot.deliveries import ToChannel, ToMember
from bot.hours import Hours, zone_named
from bot.lunches.attending import HELD
from bot.lunches.holding import find, hosts_of, seated
from bot.lunches.questions import HOST_REMINDER
from bot.lunches.reminder_times import LATEST, reminded_at, useful_until
from bot.lunches.worth import WORTH, seat_of
from models import Attendance, Delivery, Lunch, LunchReminder, Member, ReminderKind, Workspace

KIND = "lunch_reminder"
# What hosts read is edited while people ask and tell; everybody else's stays as it was sent.
KINDS_OF_HOSTS = {
    ReminderKind.HOST_WEEK_BEFORE: HOST_REMINDER,
    ReminderKind.HOST_TWO_DAYS_BEFORE: HOST_REMINDER,
    ReminderKind.HOST_AFTERWARDS: HELD,
    ReminderKind.HOST_TOTALS: "lunch_totals",
}
# Nobody asked for these, so they come on a working day that has no other such message.
UNPROMPTED = frozenset({ReminderKind.WORTH, ReminderKind.HOST_TOTALS})
THE_CHANNEL = 0
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
    return [due for lunch in found.all() for due in await _due(session, lunch, now)]


async def _due(session: AsyncSession, lunch: Lunch, now: datetime) -> list[DueReminder]:
    taken = {
        (reader, kind)
        for reader, kind in await session.execute(
            select(LunchReminder.reader, LunchReminder.kind).where(
                LunchReminder.workspace_id == lunch.workspace_id,
                LunchReminder.lunch_id == lunch.id,
                LunchReminder.sequence == lunch.sequence,
            )
        )
    }
    due = []
    for reader, kind, hours, since in await _wanted(session, lunch):
        at = reminded_at(kind, lunch.begins_at, hours, minutes=lunch.minutes)
        # Who came later, or was told of a new time since, knows already.
        if (reader, kind) not in taken and since < at <= now:
            is_late = now >= useful_until(kind, lunch.begins_at, minutes=lunch.minutes)
            due.append(DueReminder(lunch.workspace_id, lunch.id, lunch.sequence, reader, kind, is_late))
    return due


async def _wanted(session: AsyncSession, lunch: Lunch) -> list[tuple[int, ReminderKind, Hours, datetime]]:
    """Who is reminded of what: the reader, the kind, their hours, and since when they know of it."""
    wanted = [(THE_CHANNEL, ReminderKind.MORNING, Hours(zone_named(lunch.zone)), lunch.timed_at)]
    of_hosts = (
        ReminderKind.HOST_WEEK_BEFORE,
        ReminderKind.HOST_TWO_DAYS_BEFORE,
        ReminderKind.HOST_AFTERWARDS,
        ReminderKind.HOST_TOTALS,
    )
    for host in await hosts_of(session, lunch):
        wanted += [(host.id, kind, people.hours_of(host), lunch.timed_at) for kind in of_hosts]
    seats = {seat.member_id: seat for seat in await seated(session, lunch, {Attendance.IN})}
    found = await people.members(session, lunch.workspace_id, seats)
    for member_id, member in sorted(found.items()):
        if people.may_take_part(member):
            since = max(lunch.timed_at, seats[member_id].since)
            wanted += [(member_id, kind, people.hours_of(member), since) for kind in _switched_on(member)]
            if seats[member_id].came is not False:
                wanted.append((member_id, ReminderKind.WORTH, people.hours_of(member), since))
    return wanted


def _switched_on(member: Member) -> list[ReminderKind]:
    switches = (
        (ReminderKind.DAY_BEFORE, member.reminded_day_before),
        (ReminderKind.HOUR_BEFORE, member.reminded_hour_before),
        (ReminderKind.TEN_MINUTES_BEFORE, member.reminded_ten_minutes_before),
    )
    return [kind for kind, is_on in switches if is_on]


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
    if due.kind is ReminderKind.WORTH:
        # It is edited once its reader has answered, and nobody else's with it.
        kind, subject_id = WORTH, await seat_of(session, lunch, due.reader)
    at_any_hour = due.kind is ReminderKind.TEN_MINUTES_BEFORE
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
    readers = await _wanted(session, lunch)
    return lunch if (delivery.member_id or THE_CHANNEL, kind) in {(one[0], one[1]) for one in readers} else None
