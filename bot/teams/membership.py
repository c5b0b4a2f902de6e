"""Who is in which team, and who looks after it: rows for everybody in its channel, of whom who may take part counts."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

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
    leads: dict[int, Member] = {}
    for team in await of_member(session, member):
        leads |= {lead.id: lead for lead in await leads_in(session, team)}
    leads.pop(member.id, None)
    return sorted(leads.values(), key=_by_person)


async def in_team(session: AsyncSession, team: Team) -> list[Member]:
    """Everybody in a team, by name: bots, guests who were not admitted and who left are only in its channel."""
    return [member for member, _ in await _everybody(session, team)]


async def leads_in(session: AsyncSession, team: Team) -> list[Member]:
    """The leads of a team, by name."""
    return [member for member, is_lead in await _everybody(session, team) if is_lead]


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


async def _everybody(session: AsyncSession, team: Team) -> list[tuple[Member, bool]]:
    rows = await session.execute(
        select(Member, TeamMember.is_lead)
        .join(TeamMember, (TeamMember.member_id == Member.id) & (TeamMember.workspace_id == Member.workspace_id))
        .where(TeamMember.workspace_id == team.workspace_id, TeamMember.team_id == team.id)
    )
    found = [(member, is_lead) for member, is_lead in rows if people.may_take_part(member)]
    return sorted(found, key=lambda row: _by_person(row[0]))


def _by_name(team: Team) -> tuple[str, int]:
    return team.name.casefold(), team.id


def _by_person(member: Member) -> tuple[str, int]:
    return member.name.casefold(), member.id
