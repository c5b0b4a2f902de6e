"""Telling who is concerned of a move or an end: one message to each, however many sessions of a series it is about."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries
from bot.deliveries import ToMember
from bot.lunches.calendar import calendars_follow
from bot.lunches.holding import hosts_of, seated
from models import Attendance, Delivery, DeliveryState, Lunch, Operation

# Whom a move or the end of it concerns.
CONCERNED = (Attendance.IN, Attendance.MAYBE, Attendance.WAITING)
# Whoever moves it twice within this time has one message sent, which tells of both.
SETTLES = timedelta(minutes=1)
# What begins this soon is told at once.
SOON = timedelta(hours=1)


async def tell_of_moves(
    session: AsyncSession, moved: Sequence[Lunch], before: Mapping[int, datetime], *, now: datetime
) -> set[int]:
    """Tell who is concerned that these are at another time than `before`, by their ids; gives the members' ids."""
    return await _tell(session, "moved", moved, before, now=now)


async def tell_of_ends(session: AsyncSession, ended: Sequence[Lunch], *, now: datetime) -> set[int]:
    """Tell who is concerned that these are cancelled; gives the members' ids."""
    return await _tell(session, "cancelled", ended, {}, now=now)


async def _tell(
    session: AsyncSession, what: str, lunches: Sequence[Lunch], before: Mapping[int, datetime], *, now: datetime
) -> set[int]:
    """Owe one message to each about the newest state; one that waits of an earlier change finds nothing left to say."""
    settles = bool(before) and all(lunch.begins_at > now + SOON for lunch in lunches)
    due_at = now + SETTLES if settles else now
    theirs: dict[int, list[Lunch]] = defaultdict(list)
    for lunch in lunches:
        concerned = {seat.member_id for seat in await seated(session, lunch, CONCERNED)}
        for member_id in concerned:
            theirs[member_id].append(lunch)
    known = await _times_known(session, theirs, before) if before else {}
    for member_id, several in sorted(theirs.items()):
        first = several[0]
        kind = f"lunch_{what}" if len(several) == 1 else f"lunches_{what}"
        sessions = [
            {
                "lunch": lunch.id,
                "sequence": lunch.sequence,
                **({"before": known[member_id, lunch.id].isoformat()} if lunch.id in before else {}),
            }
            for lunch in several
        ]
        await deliveries.owe(
            session,
            workspace_id=first.workspace_id,
            kind=kind,
            subject_id=first.id,
            key=f"{kind}:{first.id}:{first.sequence}:{member_id}",
            to=ToMember(member_id),
            facts={"sessions": sessions},
            due_at=due_at,
        )
    # The message comes first, then the file that goes with it.
    for lunch in lunches:
        concerned = {member_id for member_id, several in theirs.items() if lunch in several}
        await calendars_follow(session, lunch, concerned, now=due_at)
    return set(theirs)


async def _times_known(
    session: AsyncSession, theirs: Mapping[int, Sequence[Lunch]], before: Mapping[int, datetime]
) -> dict[tuple[int, int], datetime]:
    """When each takes it to be, by member and lunch-and-learn: who was not told of an earlier move, as before that."""
    known = {
        (member_id, lunch.id): before[lunch.id]
        for member_id, several in theirs.items()
        for lunch in several
        if lunch.id in before
    }
    waiting = await session.scalars(
        select(Delivery)
        .where(
            Delivery.workspace_id.in_({lunch.workspace_id for several in theirs.values() for lunch in several}),
            Delivery.kind.in_(["lunch_moved", "lunches_moved"]),
            Delivery.operation == Operation.POST,
            Delivery.state == DeliveryState.PENDING,
        )
        .order_by(Delivery.id.desc())
    )
    # The oldest comes last, and is what they know.
    for delivery in waiting.all():
        for one in delivery.facts["sessions"]:
            whose = (delivery.member_id or 0, int(one["lunch"]))
            if whose in known:
                known[whose] = datetime.fromisoformat(one["before"])
    return known


async def as_they_were_told(
    session: AsyncSession, delivery: Delivery, *, is_said: bool
) -> list[tuple[Lunch, datetime | None]]:
    """What a message tells of, each with when it was before.

    Without those that were changed again since or moved back, and moves of what they left since, unless it `is_said`
    already and is only written anew.
    """
    told = {int(one["lunch"]): one for one in delivery.facts["sessions"]}
    found = await session.scalars(
        select(Lunch)
        .where(Lunch.workspace_id == delivery.workspace_id, Lunch.id.in_(told))
        .order_by(Lunch.begins_at, Lunch.id)
    )
    known = [
        (lunch, datetime.fromisoformat(one["before"]) if "before" in (one := told[lunch.id]) else None)
        for lunch in found.all()
    ]
    if is_said:
        return known
    return [
        (lunch, before)
        for lunch, before in known
        if told[lunch.id]["sequence"] == lunch.sequence
        and before != lunch.begins_at
        and (before is None or await _is_concerned(session, lunch, delivery.member_id))
    ]


async def _is_concerned(session: AsyncSession, lunch: Lunch, member_id: int | None) -> bool:
    return any(seat.member_id == member_id for seat in await seated(session, lunch, CONCERNED))


async def homes_follow(session: AsyncSession, lunch: Lunch, *, now: datetime) -> None:
    """Owe its hosts their Home anew."""
    for host in await hosts_of(session, lunch):
        await deliveries.home_follows(session, host, now=now)
