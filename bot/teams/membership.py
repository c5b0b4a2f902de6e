"""Who is in which team, and who looks after it: rows for everybody in its channel, of whom who may take part counts."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot import people
from bot.database import insert_unless_present
from models import Member, Team, TeamMember


async def of_member(session: AsyncSession, member: Member) -> list[Team]:
    """The teams somebody is in, by name; teams whose channel can't be reached now pause, and are left out."""
    found = await session.scalars(
        select(Team)
        .join(TeamMember, (TeamMember.team_id == Team.id) & (TeamMember.workspace_id == Team.workspace_id))
        .where(
            Team.workspace_id == member.workspace_id,
            TeamMember.member_id == member.id,
            Team.lost_why.is_(None),
        )
    )
    return sorted(found, key=_by_name)


async def leads_of(session: AsyncSession, member: Member) -> list[Member]:
    """The leads of somebody's teams, by name, without themselves."""
    own, theirs = aliased(TeamMember), aliased(TeamMember)
    leads = (
        select(theirs.member_id)
        .join(Team, (Team.id == theirs.team_id) & (Team.workspace_id == theirs.workspace_id))
        .join(own, (own.team_id == Team.id) & (own.workspace_id == Team.workspace_id))
        .where(
            Team.workspace_id == member.workspace_id,
            Team.lost_why.is_(None),
            own.member_id == member.id,
            theirs.is_lead.is_(True),
        )
    )
    found = await session.scalars(
        select(Member).where(
            Member.workspace_id == member.workspace_id,
            Member.id.in_(leads),
            Member.id != member.id,
            people.takes_part(),
        )
    )
    return sorted(found, key=_by_person)


async def shared_team(session: AsyncSession, member: Member, lead: Member) -> Team | None:
    """The team of somebody's that this lead looks after, the first by name; None where there is none now."""
    led = select(TeamMember.team_id).where(
        TeamMember.workspace_id == lead.workspace_id, TeamMember.member_id == lead.id, TeamMember.is_lead.is_(True)
    )
    ids = set(await session.scalars(led))
    return next((team for team in await of_member(session, member) if team.id in ids), None)


def in_team(team: Team) -> Select[int]:
    """The ids of everybody in a team: bots, guests who were not admitted and who left are only in its channel."""
    return _who_takes_part(team).with_only_columns(Member.id)


async def leads_in(session: AsyncSession, team: Team) -> list[Member]:
    """The leads of a team, by name."""
    found = await session.scalars(_who_takes_part(team).where(TeamMember.is_lead.is_(True)))
    return sorted(found, key=_by_person)


async def looked_after_by(session: AsyncSession, team: Team) -> list[Member]:
    """The leads of a team, or whoever adopted it where it has none."""
    leads = await leads_in(session, team)
    if leads:
        return leads
    adopter = (await people.members(session, team.workspace_id, [team.adopted_by_id])).get(team.adopted_by_id)
    return [adopter] if adopter is not None and people.may_take_part(adopter) else []


async def looks_after(session: AsyncSession, member: Member, team: Team) -> bool:
    """Whether somebody may change a team's settings: its leads, and admins; the adopter where there is no lead."""
    if people.may_administer(member):
        return True
    return member.id in {one.id for one in await looked_after_by(session, team)}


async def led_by(session: AsyncSession, member: Member) -> list[Team]:
    """The teams somebody leads, or adopted and looks after for want of a lead, by name; paused ones too."""
    found = await session.scalars(
        select(Team)
        .outerjoin(
            TeamMember,
            (TeamMember.team_id == Team.id)
            & (TeamMember.workspace_id == Team.workspace_id)
            & (TeamMember.member_id == member.id),
        )
        .where(
            Team.workspace_id == member.workspace_id,
            TeamMember.is_lead.is_(True) | (Team.adopted_by_id == member.id),
        )
    )
    mine = [team for team in found if member.id in {one.id for one in await looked_after_by(session, team)}]
    return sorted(mine, key=_by_name)


async def came(session: AsyncSession, team: Team, members: Collection[Member], *, now: datetime) -> None:
    """Note who is in a team's channel; who was noted before stays as they are."""
    for member in sorted(members, key=lambda one: one.id):
        await insert_unless_present(
            session,
            TeamMember,
            workspace_id=team.workspace_id,
            team_id=team.id,
            member_id=member.id,
            is_lead=False,
            joined_at=now,
        )


async def went(session: AsyncSession, team: Team, member_ids: Collection[int]) -> bool:
    """Forget who left a team's channel; true when one of them was a lead."""
    leads = await session.scalars(
        delete(TeamMember)
        .where(
            TeamMember.workspace_id == team.workspace_id,
            TeamMember.team_id == team.id,
            TeamMember.member_id.in_(member_ids),
        )
        .returning(TeamMember.is_lead)
    )
    return any(leads.all())


def _who_takes_part(team: Team) -> Select[Member]:
    return (
        select(Member)
        .join(TeamMember, (TeamMember.member_id == Member.id) & (TeamMember.workspace_id == Member.workspace_id))
        .where(TeamMember.workspace_id == team.workspace_id, TeamMember.team_id == team.id, people.takes_part())
    )


def _by_name(team: Team) -> tuple[str, int]:
    return team.name.casefold(), team.id


def _by_person(member: Member) -> tuple[str, int]:
    return member.name.casefold(), member.id
