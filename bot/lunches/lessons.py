"""Whoever held a lunch-and-learn about a topic is found for it, once it took place."""

from datetime import datetime, timedelta

from sqlalchemy import exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import insert_unless_present
from bot.lunches.holding import find, hosts_of
from models import Area, Attendance, Lesson, Lunch, LunchHost, Seat, Skill, Workspace

# A host has until then to tell that nobody came.
WAITS = timedelta(days=1)
# What a downtime longer than this leaves out is not made up for.
LOOKS_BACK = timedelta(days=60)


async def to_credit(session: AsyncSession, *, now: datetime) -> list[tuple[int, int]]:
    """Lunch-and-learns, by workspace, that took place with somebody in them and count for nobody yet.

    None about a topic of the area *confide*.
    """
    came = exists().where(
        Seat.workspace_id == Lunch.workspace_id,
        Seat.lunch_id == Lunch.id,
        Seat.attendance == Attendance.IN,
        or_(Seat.came.is_(True), Seat.came.is_(None) & Lunch.attendance_taken_at.is_(None)),
    )
    is_held = exists().where(LunchHost.workspace_id == Lunch.workspace_id, LunchHost.lunch_id == Lunch.id)
    is_credited = exists().where(Lesson.workspace_id == Lunch.workspace_id, Lesson.lunch_id == Lunch.id)
    rows = await session.execute(
        select(Lunch.workspace_id, Lunch.id)
        .join(Skill, (Skill.id == Lunch.skill_id) & (Skill.workspace_id == Lunch.workspace_id))
        .join(Workspace, Workspace.id == Lunch.workspace_id)
        .where(
            Workspace.uninstalled_at.is_(None),
            Lunch.begins_at.between(now - LOOKS_BACK, now - WAITS),
            Lunch.cancelled_at.is_(None),
            Skill.area.is_distinct_from(Area.CONFIDE),
            came,
            is_held,
            ~is_credited,
        )
        .order_by(Lunch.begins_at, Lunch.id)
    )
    return [(workspace_id, lunch_id) for workspace_id, lunch_id in rows]


async def credit(session: AsyncSession, workspace_id: int, lunch_id: int, *, now: datetime) -> None:
    """Let its hosts be found by it; nothing that another replica did is done twice."""
    lunch = await find(session, workspace_id, lunch_id)
    if lunch is None or lunch.skill_id is None or lunch.cancelled_at is not None or lunch.begins_at > now - WAITS:
        return
    for host in await hosts_of(session, lunch):
        await insert_unless_present(
            session,
            Lesson,
            workspace_id=workspace_id,
            lunch_id=lunch.id,
            member_id=host.id,
            skill_id=lunch.skill_id,
            taught_at=lunch.begins_at,
        )
