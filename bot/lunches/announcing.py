"""Announcing a lunch-and-learn, and what becomes of it: other words, another time, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import people, skills
from bot.errors import Settled, WhoKnowsError
from bot.lunches.calendar import calendars_follow
from bot.lunches.holding import card_follows, hold_to_change, how_many, seated
from bot.lunches.planning import Plan, begins_at, check
from bot.lunches.seats import give_freed_seats
from bot.lunches.series import begin, owe_post
from bot.lunches.telling import CONCERNED, homes_follow, tell_of_ends, tell_of_moves
from models import Attendance, Lunch, LunchHost, Member, Occurrence


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
    await put_down(session, lunch, plan, now=now)
    session.add(lunch)
    await session.flush()
    await _hosts_are(session, lunch, plan)
    await begin(session, lunch, plan, now=now)
    await owe_post(session, lunch.workspace_id, lunch.id, lunch.channel_slack_id, now=now)
    await homes_follow(session, lunch, now=now)
    return lunch


async def put_down(session: AsyncSession, lunch: Lunch, plan: Plan, *, now: datetime) -> None:
    """Write down what a plan says; nobody is told."""
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
    """What became of a change: whether it moved, and how many people are told of it.

    `with_all_that_follow` where it was of a series from that session on; `left_out` are days it does not come on.
    """

    lunch: Lunch
    has_moved: bool
    told: int
    with_all_that_follow: bool = False
    left_out: Sequence[date] = ()


async def change(
    session: AsyncSession, member: Member, lunch_id: int, plan: Plan, *, seen_version: int, now: datetime
) -> Changed:
    """Give a lunch-and-learn other words, another time or other seats; who is concerned by a move is told once.

    `seen_version` is of what the form began with. One that comes again differs from the others from then on. Raises
    Settled when another host changed it since, and WhoKnowsError for what cannot be planned, or for anybody who may
    not.
    """
    lunch = await hold_to_change(session, member, lunch_id)
    must_be_as_seen(lunch, seen_version, now)
    check(plan, now=now)
    await require_seats(session, lunch, plan)
    before = lunch.begins_at
    has_moved = await rewrite(session, lunch, plan, now=now)
    await _is_changed_alone(session, lunch)
    told = await tell_of_moves(session, [lunch], {lunch.id: before}, now=now) if has_moved else set()
    return Changed(lunch, has_moved, len(told))


async def require_seats(session: AsyncSession, lunch: Lunch, plan: Plan, *, on: str = "") -> None:
    """Raise WhoKnowsError where a plan has fewer seats than people are in; `on` names the day where several may be."""
    taken = await how_many(session, lunch, Attendance.IN)
    if plan.seats is not None and plan.seats < taken:
        raise WhoKnowsError(
            f"{taken} people are in already{on}. Keep at least {taken} seats, or ask somebody to step back first.",
            field="seats",
        )


async def rewrite(session: AsyncSession, lunch: Lunch, plan: Plan, *, now: datetime) -> bool:
    """Let a lunch-and-learn be as a plan says, with its hosts, seats and post; gives whether it moved."""
    before, minutes = lunch.begins_at, lunch.minutes
    await put_down(session, lunch, plan, now=now)
    lunch.version += 1
    has_moved = lunch.begins_at != before
    if has_moved:
        lunch.sequence, lunch.timed_at = lunch.sequence + 1, now
    await session.flush()
    await _hosts_are(session, lunch, plan)
    if lunch.minutes != minutes and not has_moved:
        # Nobody needs a message for that, but calendars do; of a move they are told with its message.
        concerned = {seat.member_id for seat in await seated(session, lunch, CONCERNED)}
        await calendars_follow(session, lunch, concerned, now=now)
    await give_freed_seats(session, lunch, now=now)
    await card_follows(session, lunch, now=now)
    await homes_follow(session, lunch, now=now)
    return has_moved


async def cancel(session: AsyncSession, member: Member, lunch_id: int, *, now: datetime) -> Changed:
    """Cancel a lunch-and-learn: its post says so, who is concerned is told once, and no reminder comes any more."""
    lunch = await hold_to_change(session, member, lunch_id)
    must_be_to_come(lunch, now)
    await end(session, lunch, now=now)
    await _is_changed_alone(session, lunch)
    return Changed(lunch, has_moved=False, told=len(await tell_of_ends(session, [lunch], now=now)))


async def end(session: AsyncSession, lunch: Lunch, *, now: datetime) -> None:
    """Let a lunch-and-learn that is held be cancelled; its post says so, and nobody is told."""
    lunch.cancelled_at, lunch.sequence, lunch.version = now, lunch.sequence + 1, lunch.version + 1
    await session.flush()
    await card_follows(session, lunch, now=now)
    await homes_follow(session, lunch, now=now)


async def _is_changed_alone(session: AsyncSession, lunch: Lunch) -> None:
    """Keep one that comes again out of what becomes of the others."""
    await session.execute(
        update(Occurrence)
        .where(Occurrence.workspace_id == lunch.workspace_id, Occurrence.lunch_id == lunch.id)
        .values(is_changed_alone=True)
        .execution_options(synchronize_session=False)
    )


def must_be_as_seen(lunch: Lunch, seen_version: int, now: datetime) -> None:
    """Raise Settled where it is over, or was changed since somebody opened its form."""
    must_be_to_come(lunch, now)
    if lunch.version != seen_version:
        raise Settled(
            "Somebody else changed this while you did, so yours was not saved. Open it again to see what it says now."
        )


def must_be_to_come(lunch: Lunch, now: datetime) -> None:
    """Raise Settled for one that has begun or is cancelled."""
    if lunch.cancelled_at is not None:
        raise Settled("This one is cancelled already.")
    if lunch.begins_at <= now:
        raise Settled("This one has begun already, so it can't be changed any more.")
