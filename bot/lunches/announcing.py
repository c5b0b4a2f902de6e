"""Announcing a lunch-and-learn, and what becomes of it: other words, another time, or nothing."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import delete, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, people, skills
from bot.deliveries import ToMember
from bot.errors import Settled, WhoKnowsError
from bot.lunches.calendar import calendars_follow
from bot.lunches.holding import card_follows, hold, hold_to_change, hosts_of, how_many, seated
from bot.lunches.planning import Plan, begins_at, check
from bot.lunches.seats import give_freed_seats
from bot.lunches.series import begin, owe_post
from models import Attendance, Lunch, LunchHost, Member

# Whom a move or the end of it concerns.
CONCERNED = (Attendance.IN, Attendance.MAYBE, Attendance.WAITING)


async def announce(session: AsyncSession, member: Member, plan: Plan, *, now: datetime) -> Lunch:
    """Announce a lunch-and-learn in its channel, with those that follow where it comes again; gives the first.

    Raises WhoKnowsError, with its field, for what cannot be planned.
    """
    people.require_full_member(member)
    check(plan, now=now)
    lunch = Lunch(
        workspace_id=member.workspace_id,
        uid=str(uuid4()),
        channel_slack_id=plan.channel_slack_id,
        in_private_channel=plan.in_private_channel,
        announced_by_id=member.id,
        announced_at=now,
        timed_at=now,
        sequence=0,
        version=0,
    )
    await _put_down(session, lunch, plan, now=now)
    session.add(lunch)
    await session.flush()
    await _hosts_are(session, lunch, plan)
    await begin(session, lunch, plan, now=now)
    await owe_post(session, lunch.workspace_id, lunch.id, lunch.channel_slack_id, now=now)
    await _homes_follow(session, lunch, now=now)
    return lunch


async def _put_down(session: AsyncSession, lunch: Lunch, plan: Plan, *, now: datetime) -> None:
    lunch.kind, lunch.title, lunch.about = plan.kind, plan.title, plan.about
    lunch.place, lunch.link = plan.place, plan.link or None
    lunch.zone, lunch.on, lunch.at, lunch.minutes = plan.zone, plan.on, plan.at, plan.minutes
    lunch.begins_at, lunch.seats = begins_at(plan), plan.seats
    lunch.skill_id = (
        (await skills.found_or_made(session, lunch.workspace_id, plan.topic, now=now)).id if plan.topic else None
    )


async def _hosts_are(session: AsyncSession, lunch: Lunch, plan: Plan) -> None:
    await session.execute(
        delete(LunchHost).where(LunchHost.workspace_id == lunch.workspace_id, LunchHost.lunch_id == lunch.id),
        execution_options={"synchronize_session": False},
    )
    session.add_all(
        LunchHost(workspace_id=lunch.workspace_id, lunch_id=lunch.id, member_id=host_id)
        for host_id in sorted({host.id for host in plan.hosts})
    )
    await session.flush()


@dataclass(frozen=True)
class Changed:
    """What became of a change: whether it moved, and how many people are told of it."""

    lunch: Lunch
    has_moved: bool
    told: int


async def change(
    session: AsyncSession, member: Member, lunch_id: int, plan: Plan, *, seen_version: int, now: datetime
) -> Changed:
    """Give a lunch-and-learn other words, another time or other seats; who is concerned by a move is told once.

    `seen_version` is of what the form began with. Raises Settled when another host changed it since, and WhoKnowsError
    for what cannot be planned, or for anybody who may not.
    """
    lunch = await hold_to_change(session, member, lunch_id)
    _must_be_to_come(lunch, now)
    if lunch.version != seen_version:
        raise Settled(
            "Somebody else changed this while you did, so yours was not saved. Open it again to see what it says now."
        )
    check(plan, now=now)
    taken = await how_many(session, lunch, Attendance.IN)
    if plan.seats is not None and plan.seats < taken:
        raise WhoKnowsError(
            f"{taken} people are in already. Keep at least {taken} seats, or ask somebody to step back first.",
            field="seats",
        )
    before, sequence = lunch.begins_at, lunch.sequence
    await _put_down(session, lunch, plan, now=now)
    lunch.version += 1
    has_moved = lunch.begins_at != before
    if has_moved:
        lunch.sequence, lunch.timed_at = sequence + 1, now
    await session.flush()
    await _hosts_are(session, lunch, plan)
    told = await _tell_of_move(session, lunch, before, now=now) if has_moved else 0
    await give_freed_seats(session, lunch, now=now)
    await card_follows(session, lunch, now=now)
    await _homes_follow(session, lunch, now=now)
    return Changed(lunch, has_moved, told)


async def cancel(session: AsyncSession, member: Member, lunch_id: int, *, now: datetime) -> Changed:
    """Cancel a lunch-and-learn: its post says so, who is concerned is told once, and no reminder comes any more."""
    lunch = await hold_to_change(session, member, lunch_id)
    _must_be_to_come(lunch, now)
    return await _end(session, lunch, now=now)


async def _end(session: AsyncSession, lunch: Lunch, *, now: datetime) -> Changed:
    lunch.cancelled_at, lunch.sequence, lunch.version = now, lunch.sequence + 1, lunch.version + 1
    await session.flush()
    concerned = await seated(session, lunch, CONCERNED)
    for seat in concerned:
        await _tell(session, lunch, seat.member_id, "lunch_cancelled", {}, now=now)
    await calendars_follow(session, lunch, {seat.member_id for seat in concerned}, now=now)
    await card_follows(session, lunch, now=now)
    await _homes_follow(session, lunch, now=now)
    return Changed(lunch, has_moved=False, told=len(concerned))


async def without_host(session: AsyncSession, *, now: datetime) -> list[tuple[int, int]]:
    """Lunch-and-learns to come, by workspace, that nobody holds any more since their hosts left."""
    holds = (
        exists()
        .where(LunchHost.workspace_id == Lunch.workspace_id, LunchHost.lunch_id == Lunch.id)
        .where(Member.id == LunchHost.member_id, Member.workspace_id == LunchHost.workspace_id, people.takes_part())
    )
    rows = await session.execute(
        select(Lunch.workspace_id, Lunch.id).where(Lunch.begins_at > now, Lunch.cancelled_at.is_(None), ~holds)
    )
    return [(workspace_id, lunch_id) for workspace_id, lunch_id in rows]


async def end_without_host(session: AsyncSession, workspace_id: int, lunch_id: int, *, now: datetime) -> None:
    """Cancel what nobody holds any more; who comes is told as of any end."""
    lunch = await hold(session, workspace_id, lunch_id)
    if lunch.cancelled_at is None and not await hosts_of(session, lunch):
        await _end(session, lunch, now=now)


def _must_be_to_come(lunch: Lunch, now: datetime) -> None:
    if lunch.cancelled_at is not None:
        raise Settled("This one is cancelled already.")
    if lunch.begins_at <= now:
        raise Settled("This one has begun already, so it can't be changed any more.")


async def _tell_of_move(session: AsyncSession, lunch: Lunch, before: datetime, *, now: datetime) -> int:
    concerned = await seated(session, lunch, CONCERNED)
    for seat in concerned:
        await _tell(session, lunch, seat.member_id, "lunch_moved", {"before": before.isoformat()}, now=now)
    await calendars_follow(session, lunch, {seat.member_id for seat in concerned}, now=now)
    return len(concerned)


async def _tell(
    session: AsyncSession, lunch: Lunch, member_id: int, kind: str, facts: dict[str, object], *, now: datetime
) -> None:
    """Owe one message about the newest state; one that waits from an earlier change finds nothing left to say."""
    await deliveries.owe(
        session,
        workspace_id=lunch.workspace_id,
        kind=kind,
        subject_id=lunch.id,
        key=f"{kind}:{lunch.id}:{lunch.sequence}:{member_id}",
        to=ToMember(member_id),
        facts={**facts, "sequence": lunch.sequence},
        due_at=now,
    )


async def _homes_follow(session: AsyncSession, lunch: Lunch, *, now: datetime) -> None:
    for host in await hosts_of(session, lunch):
        await deliveries.home_follows(session, host, now=now)
