"""What a lead can do with a prompt: thank somebody on it, skip the week, stop these, and have them back."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, people
from bot.commands import here
from bot.database import changed, insert_unless_present
from bot.errors import Settled, WhoKnowsError
from bot.hours import week_of
from bot.recognition.lead_prompts import LeadPromptCard, lead_prompt
from bot.recognition.lead_thanks import ToThank
from bot.recognition.prompt_moments import earliest_moment
from bot.teams.prompts import LEAD_PROMPT, prompts_follow, prompts_of
from models import LeadPrompt, Member, Team, TeamMember


async def ready_to_thank(
    session: AsyncSession, lead: Member, prompt_id: int, member_id: int, *, now: datetime
) -> ToThank:
    """Somebody on a lead's prompt, to be thanked; raises WhoKnowsError for whoever is not on it any more."""
    card = await _own(session, lead, prompt_id, now=now)
    for one in card.to_thank:
        if one.member.id == member_id:
            return one
    gone = (await people.members(session, lead.workspace_id, [member_id])).get(member_id)
    if gone is None or not people.may_take_part(gone):
        raise WhoKnowsError("They don't take part here any more, so there is nobody to thank.")
    raise Settled(f"{gone.name} isn't on this list any more. {here('/kudos')} thanks anybody, at any time.")


async def skip_week(session: AsyncSession, lead: Member, prompt_id: int, *, now: datetime) -> None:
    """Leave this week: none of the lead's prompts asks for anything more in it. Raises Settled the second time."""
    card = await _own(session, lead, prompt_id, now=now)
    skipped = await session.scalars(
        update(LeadPrompt)
        .where(
            prompts_of(lead),
            LeadPrompt.week_on == card.week_on,
            LeadPrompt.skipped_at.is_(None),
        )
        .values(skipped_at=now)
        .returning(LeadPrompt.id)
        .execution_options(synchronize_session=False)
    )
    prompt_ids = skipped.all()
    if not prompt_ids:
        raise Settled("You skipped this week already. There is nothing for you to do.")
    await deliveries.refresh_all(
        session, workspace_id=lead.workspace_id, kind=LEAD_PROMPT, subject_ids=prompt_ids, now=now
    )


async def stop(session: AsyncSession, lead: Member, prompt_id: int, *, now: datetime) -> None:
    """Send a lead no prompts about this team any more, until they want them back."""
    card = await _own(session, lead, prompt_id, now=now)
    if not await _want(session, lead, card.team.id, wants_prompt=False):
        raise Settled("You stopped these already. There is nothing for you to do.")
    await prompts_follow(session, lead, now=now)


async def start_again(session: AsyncSession, lead: Member, team_id: int, *, now: datetime) -> Team:
    """Let a lead have the prompts about a team back that they stopped, from the next Thursday on."""
    team: Team | None = await session.scalar(
        select(Team).where(Team.workspace_id == lead.workspace_id, Team.id == team_id)
    )
    if team is None or await _wants(session, lead, team_id) is None:
        raise _not_theirs()
    if not await _want(session, lead, team_id, wants_prompt=True):
        raise Settled("You have these prompts already. There is nothing for you to do.")
    hours = people.hours_of(lead)
    week_on = week_of(hours.zone, now)
    if now >= earliest_moment(hours, week_on):
        # Their Thursday has passed without one, so it is taken.
        await insert_unless_present(
            session, LeadPrompt, workspace_id=lead.workspace_id, team_id=team_id, lead_id=lead.id, week_on=week_on
        )
    await prompts_follow(session, lead, now=now)
    return team


async def has_stopped(session: AsyncSession, member: Member, team_id: int) -> bool:
    """Whether somebody looks after a team and stopped its prompts."""
    return await _wants(session, member, team_id) is False


async def _wants(session: AsyncSession, member: Member, team_id: int) -> bool | None:
    """Whether a lead of a team wants its prompts; None for everybody else."""
    wants: bool | None = await session.scalar(
        select(TeamMember.wants_prompt).where(
            TeamMember.workspace_id == member.workspace_id,
            TeamMember.team_id == team_id,
            TeamMember.member_id == member.id,
            TeamMember.is_lead.is_(True),
        )
    )
    return wants


async def _want(session: AsyncSession, lead: Member, team_id: int, *, wants_prompt: bool) -> bool:
    return await changed(
        session,
        update(TeamMember)
        .where(
            TeamMember.workspace_id == lead.workspace_id,
            TeamMember.team_id == team_id,
            TeamMember.member_id == lead.id,
            TeamMember.wants_prompt.is_(not wants_prompt),
        )
        .values(wants_prompt=wants_prompt),
    )


async def _own(session: AsyncSession, lead: Member, prompt_id: int, *, now: datetime) -> LeadPromptCard:
    """A lead's own prompt; the same refusal for somebody else's, for that of a team that is no more, and for an old one
    whose week is not kept any more."""
    post = await deliveries.posted(session, workspace_id=lead.workspace_id, kind=LEAD_PROMPT, subject_id=prompt_id)
    card = await lead_prompt(session, post, now=now) if post is not None else None
    if card is None or card.lead.id != lead.id:
        raise _not_theirs()
    return card


def _not_theirs() -> WhoKnowsError:
    return WhoKnowsError(
        "This prompt is for who looks after that team now, so nothing was changed. "
        f"{here('/kudos')} thanks anybody, at any time."
    )
