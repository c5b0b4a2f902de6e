"""Leads' prompts, brought up to date: they name people of a team, who may be thanked, leave or be forgotten."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries
from models import LeadPrompt, Member, Team, TeamMember

LEAD_PROMPT = "lead_prompt"
# Nobody reads the older ones any more.
_FOLLOW_FOR = timedelta(days=13)


def prompts_of(lead: Member) -> ColumnElement[bool]:
    """The prompts of a lead about the teams they look after now."""
    led = select(TeamMember.team_id).where(
        TeamMember.workspace_id == lead.workspace_id,
        TeamMember.member_id == lead.id,
        TeamMember.is_lead.is_(True),
    )
    # By the teams the rows are found without a look at everybody else's.
    return (
        (LeadPrompt.workspace_id == lead.workspace_id) & LeadPrompt.team_id.in_(led) & (LeadPrompt.lead_id == lead.id)
    )


async def prompts_follow(session: AsyncSession, giver: Member, *, now: datetime) -> None:
    """Bring the newest prompts of somebody who thanked others up to date, if they look after a team."""
    found = await session.scalars(
        select(LeadPrompt.id).where(prompts_of(giver), LeadPrompt.week_on >= (now - _FOLLOW_FOR).date())
    )
    await _follow(session, giver.workspace_id, found.all(), now=now)


async def prompts_of_team_follow(session: AsyncSession, team: Team, *, now: datetime) -> None:
    """The same for those about a team, when somebody left it, leads it no more, or it is no team any more."""
    found = await session.scalars(
        select(LeadPrompt.id).where(
            LeadPrompt.workspace_id == team.workspace_id,
            LeadPrompt.team_id == team.id,
            LeadPrompt.week_on >= (now - _FOLLOW_FOR).date(),
        )
    )
    await _follow(session, team.workspace_id, found.all(), now=now)


async def _follow(session: AsyncSession, workspace_id: int, prompt_ids: Sequence[int], *, now: datetime) -> None:
    if prompt_ids:
        await deliveries.refresh_all(
            session, workspace_id=workspace_id, kind=LEAD_PROMPT, subject_ids=prompt_ids, now=now
        )
