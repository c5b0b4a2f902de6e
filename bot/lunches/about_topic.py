"""Lunch-and-learns about a topic: the next of each, and whether there was or will be one."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.lunches.holding import may_be_seen_by
from models import Lunch, LunchHost, Member


async def next_about(
    session: AsyncSession, member: Member, skill_ids: Collection[int], *, now: datetime
) -> dict[int, Lunch]:
    """The next one about each of these topics that a member may know of."""
    found = await session.scalars(
        select(Lunch)
        .where(
            Lunch.workspace_id == member.workspace_id,
            Lunch.skill_id.in_(skill_ids),
            Lunch.begins_at > now,
            Lunch.cancelled_at.is_(None),
            may_be_seen_by(member),
        )
        .order_by(Lunch.begins_at, Lunch.id)
    )
    next_of: dict[int, Lunch] = {}
    for lunch in found:
        next_of.setdefault(lunch.skill_id or 0, lunch)
    return next_of


async def is_held_since(
    session: AsyncSession, workspace_id: int, skill_id: int, *, since: datetime, by: int | None = None
) -> bool:
    """Whether one about a topic begins after a moment, whoever may know of it; `by` is a host's id."""
    hosted = select(LunchHost.lunch_id).where(LunchHost.workspace_id == workspace_id, LunchHost.member_id == by)
    found = await session.scalar(
        select(Lunch.id)
        .where(
            Lunch.workspace_id == workspace_id,
            Lunch.skill_id == skill_id,
            Lunch.begins_at > since,
            Lunch.cancelled_at.is_(None),
            *([Lunch.id.in_(hosted)] if by is not None else []),
        )
        .limit(1)
    )
    return found is not None


async def who_holds_one(
    session: AsyncSession, workspace_id: int, member_ids: Collection[int], *, now: datetime
) -> set[int]:
    """Which of these members, by id, hold one that is to come."""
    found = await session.scalars(
        select(LunchHost.member_id)
        .join(Lunch, (Lunch.id == LunchHost.lunch_id) & (Lunch.workspace_id == LunchHost.workspace_id))
        .where(
            LunchHost.workspace_id == workspace_id,
            LunchHost.member_id.in_(member_ids),
            Lunch.begins_at > now,
            Lunch.cancelled_at.is_(None),
        )
    )
    return set(found)


async def of_these_may_see(session: AsyncSession, lunch: Lunch, member_ids: Collection[int]) -> list[Member]:
    """Those of these members (by id) who may know of one, in the order in which they joined."""
    found = await session.scalars(
        select(Member)
        .join(Lunch, Lunch.workspace_id == Member.workspace_id)
        .where(
            Lunch.workspace_id == lunch.workspace_id,
            Lunch.id == lunch.id,
            Member.id.in_(member_ids),
            may_be_seen_by(Member),
        )
        .order_by(Member.id)
    )
    return list(found)
