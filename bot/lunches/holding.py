"""Holding a lunch-and-learn while deciding about it, who may change it, and whom it concerns."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, people, teams
from bot.errors import NotYours, WhoKnowsError
from models import Attendance, Lunch, LunchHost, Member, Seat, Team, TeamMember

CARD = "lunch"


async def find(session: AsyncSession, workspace_id: int, lunch_id: int) -> Lunch | None:
    """A lunch-and-learn of this workspace."""
    found: Lunch | None = await session.scalar(
        select(Lunch).where(Lunch.workspace_id == workspace_id, Lunch.id == lunch_id)
    )
    return found


async def hold(session: AsyncSession, workspace_id: int, lunch_id: int) -> Lunch:
    """The lunch-and-learn as it is now, held until we commit; raises NotYours where there is none."""
    lunch: Lunch | None = await session.scalar(
        update(Lunch)
        .where(Lunch.workspace_id == workspace_id, Lunch.id == lunch_id)
        .values(uid=Lunch.uid)
        .returning(Lunch)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    if lunch is None:
        raise NotYours
    return lunch


async def hosts_of(session: AsyncSession, lunch: Lunch) -> list[Member]:
    """Who holds it, by name, without those who left."""
    found = await session.scalars(
        select(Member)
        .join(LunchHost, (LunchHost.member_id == Member.id) & (LunchHost.workspace_id == Member.workspace_id))
        .where(LunchHost.workspace_id == lunch.workspace_id, LunchHost.lunch_id == lunch.id, people.takes_part())
    )
    return sorted(found, key=lambda member: (member.name.casefold(), member.id))


async def is_host(session: AsyncSession, member: Member, lunch: Lunch) -> bool:
    """Whether somebody holds it."""
    found = select(LunchHost.id).where(
        LunchHost.workspace_id == lunch.workspace_id, LunchHost.lunch_id == lunch.id, LunchHost.member_id == member.id
    )
    return await session.scalar(found) is not None


async def may_change(session: AsyncSession, member: Member, lunch: Lunch) -> bool:
    """Whether somebody may edit, move and cancel it: its hosts, their leads, who leads its channel, and admins."""
    if people.may_administer(member):
        return True
    hosts = await hosts_of(session, lunch)
    if member.id in {host.id for host in hosts}:
        return True
    team = await teams.in_channel(session, lunch.workspace_id, lunch.channel_slack_id)
    if team is not None and await teams.looks_after(session, member, team):
        return True
    return any([member.id in {lead.id for lead in await teams.leads_of(session, host)} for host in hosts])


async def hold_to_change(session: AsyncSession, member: Member, lunch_id: int) -> Lunch:
    """Hold it for somebody who may change it; raises WhoKnowsError for everybody else."""
    lunch = await hold(session, member.workspace_id, lunch_id)
    if not await may_change(session, member, lunch):
        raise WhoKnowsError("Only its hosts and leads can change this, so nothing was changed.")
    return lunch


def may_be_seen_by(member: Member | type[Member]) -> ColumnElement[bool]:
    """Which lunch-and-learns somebody may know of: all in public channels, and their own and their teams' others.

    For every row of members in a statement, `member` is the table itself.
    """
    hosted = select(LunchHost.lunch_id).where(
        LunchHost.workspace_id == member.workspace_id, LunchHost.member_id == member.id
    )
    said = select(Seat.lunch_id).where(Seat.workspace_id == member.workspace_id, Seat.member_id == member.id)
    in_their_teams = (
        select(Team.channel_slack_id)
        .join(TeamMember, (TeamMember.team_id == Team.id) & (TeamMember.workspace_id == Team.workspace_id))
        .where(TeamMember.workspace_id == member.workspace_id, TeamMember.member_id == member.id)
    )
    return or_(
        Lunch.in_private_channel.is_(False),
        Lunch.id.in_(hosted),
        Lunch.id.in_(said),
        Lunch.channel_slack_id.in_(in_their_teams),
    )


async def hold_to_join(session: AsyncSession, member: Member, lunch_id: int, *, seen_in: str) -> Lunch:
    """Hold one that a member may know of, or whose post they pressed on in its own channel; else raises NotYours."""
    lunch = await hold(session, member.workspace_id, lunch_id)
    may_see = select(Lunch.id).where(
        Lunch.workspace_id == member.workspace_id, Lunch.id == lunch.id, may_be_seen_by(member)
    )
    if seen_in != lunch.channel_slack_id and await session.scalar(may_see) is None:
        raise NotYours
    return lunch


async def seated(session: AsyncSession, lunch: Lunch, which: Collection[Attendance]) -> Sequence[Seat]:
    """What people said, of those kinds, in the order in which they said it."""
    found = await session.scalars(
        select(Seat)
        .where(Seat.workspace_id == lunch.workspace_id, Seat.lunch_id == lunch.id, Seat.attendance.in_(which))
        .order_by(Seat.since, Seat.id)
        .execution_options(populate_existing=True)
    )
    return found.all()


async def how_many(session: AsyncSession, lunch: Lunch, attendance: Attendance) -> int:
    """How many people said this."""
    found = await session.scalar(
        select(func.count()).where(
            Seat.workspace_id == lunch.workspace_id, Seat.lunch_id == lunch.id, Seat.attendance == attendance
        )
    )
    return found or 0


async def card_follows(session: AsyncSession, lunch: Lunch, *, now: datetime) -> None:
    """Owe an edit of its post, so that it says what is true now."""
    await deliveries.refresh(session, workspace_id=lunch.workspace_id, kind=CARD, subject_id=lunch.id, now=now)
