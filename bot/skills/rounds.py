"""The topic rounds that a member's list stands in: the welcome of each of their teams says what is true now."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries
from models import Expertise, Member, RoundTopic, Team, TeamMember

WELCOME_CARD = "team_welcome"


async def rounds_follow(session: AsyncSession, member: Member, now: datetime) -> None:
    """Owe an edit of the welcome of each team that a member whose list has changed is in."""
    found = await session.scalars(
        select(Team.id)
        .join(TeamMember, (TeamMember.team_id == Team.id) & (TeamMember.workspace_id == Team.workspace_id))
        .where(
            Team.workspace_id == member.workspace_id,
            TeamMember.member_id == member.id,
            Team.welcomed_at.is_not(None),
        )
        .order_by(Team.id)
    )
    for team_id in found.all():
        await deliveries.refresh(
            session, workspace_id=member.workspace_id, kind=WELCOME_CARD, subject_id=team_id, now=now
        )


async def leave_rounds(session: AsyncSession, member: Member, skill_id: int) -> None:
    """Take a member's name from beside a topic in every round: they offered help there, and only learn it now."""
    theirs = select(Expertise.id).where(
        Expertise.workspace_id == member.workspace_id,
        Expertise.member_id == member.id,
        Expertise.skill_id == skill_id,
    )
    await session.execute(
        delete(RoundTopic).where(RoundTopic.workspace_id == member.workspace_id, RoundTopic.expertise_id.in_(theirs)),
        execution_options={"synchronize_session": False},
    )
