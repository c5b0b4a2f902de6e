"""A lead's weekly prompt: who helped and has no thanks of theirs yet; taken once, written when it is sent."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, people
from bot.attention import take_day_before
from bot.database import insert_unless_present
from bot.deliveries import ToMember
from bot.hours import Hours, week_of, zone_named
from bot.recognition.lead_thanks import OwnPart, ToThank, month_of_lead, own_part, thanks_by_person, to_thank
from bot.recognition.prompt_moments import earliest_moment, end_of_week, month_of, prompt_moment
from bot.teams.prompts import LEAD_PROMPT, prompts_follow, prompts_of
from models import Delivery, LeadPrompt, Member, Team, TeamMember, Workspace

AT_ONCE = 300
Wanted = TypeVarTuple("Wanted")


@dataclass(frozen=True)
class DuePrompt:
    """A lead, a team they look after, and the week, named by its Monday, whose Thursday has come for them."""

    workspace_id: int
    team_id: int
    lead_id: int
    week_on: date


class PromptStanding(StrEnum):
    """What became of a prompt; `thanked` once nobody is left on it, `ended` once the lead has a newer week."""

    WAITING = "waiting"
    THANKED = "thanked"
    SKIPPED = "skipped"
    STOPPED = "stopped"
    ENDED = "ended"


@dataclass(frozen=True)
class LeadPromptCard:
    """A prompt as its lead reads it, and nobody else.

    `thanks_by_person` is how often they thanked each person lately; `is_over` once its week has passed.
    """

    prompt_id: int
    week_on: date
    team: Team
    lead: Member
    standing: PromptStanding
    own_part: OwnPart
    to_thank: list[ToThank]
    thanks_by_person: Sequence[int]
    is_this_month: bool
    is_over: bool


async def to_prompt(session: AsyncSession, *, now: datetime) -> list[DuePrompt]:
    """Whoever's Thursday at ten has come and whose week nobody looked at yet, some at a time.

    Every lead of a zone is looked at once a week: from then on their week is taken, whatever comes of it.
    """
    zones = await session.scalars(_prompted(select(Member.zone)).distinct())
    by_week: dict[date, list[str]] = defaultdict(list)
    for name in zones.all():
        hours = Hours(zone_named(name))
        week_on = week_of(hours.zone, now)
        if now >= earliest_moment(hours, week_on):
            by_week[week_on].append(name)
    due: list[DuePrompt] = []
    for week_on, names in sorted(by_week.items()):
        rows = await session.execute(
            _prompted(select(TeamMember.workspace_id, TeamMember.team_id, TeamMember.member_id))
            .where(Member.zone.in_(names), ~_is_taken(week_on))
            .order_by(TeamMember.workspace_id, Team.name, TeamMember.id)
            .limit(AT_ONCE - len(due))
        )
        due += [DuePrompt(workspace_id, team_id, lead_id, week_on) for workspace_id, team_id, lead_id in rows]
    return due


def _prompted(query: Select[*Wanted]) -> Select[*Wanted]:
    """Those who look after a team whose people we know and can reach, and did not stop these prompts."""
    return (
        query.select_from(TeamMember)
        .join(Member, (Member.id == TeamMember.member_id) & (Member.workspace_id == TeamMember.workspace_id))
        .join(Team, (Team.id == TeamMember.team_id) & (Team.workspace_id == TeamMember.workspace_id))
        .join(Workspace, Workspace.id == TeamMember.workspace_id)
        .where(
            TeamMember.is_lead.is_(True),
            TeamMember.wants_prompt.is_(True),
            Team.lost_why.is_(None),
            Team.members_known_at.is_not(None),
            Workspace.uninstalled_at.is_(None),
            people.takes_part(),
        )
    )


def _is_taken(week_on: date) -> ColumnElement[bool]:
    return exists().where(
        LeadPrompt.workspace_id == TeamMember.workspace_id,
        LeadPrompt.team_id == TeamMember.team_id,
        LeadPrompt.lead_id == TeamMember.member_id,
        LeadPrompt.week_on == week_on,
    )


async def prompt(session: AsyncSession, due: DuePrompt, *, now: datetime) -> None:
    """Take a lead's week, and owe its prompt if there is something to say and a day of theirs is free.

    Where somebody else took the week, nothing follows: the row decides, in every replica.
    """
    is_ours = await insert_unless_present(
        session,
        LeadPrompt,
        workspace_id=due.workspace_id,
        team_id=due.team_id,
        lead_id=due.lead_id,
        week_on=due.week_on,
    )
    if not is_ours:
        return
    lead = (await people.members(session, due.workspace_id, [due.lead_id]))[due.lead_id]
    of_week = select(LeadPrompt).where(prompts_of(lead), LeadPrompt.week_on == due.week_on)
    prompts = (await session.scalars(of_week)).all()
    hours = people.hours_of(lead)
    moment = prompt_moment(hours, due.week_on)
    await prompts_follow(session, lead, now=now)
    if moment is None or any(one.skipped_at for one in prompts):
        return
    if moment <= now:
        month = month_of_lead(lead, month_of(hours, now), now=now)
        if not await to_thank(session, lead, due.team_id, month):
            return
    at = await take_day_before(session, lead, end_of_week(hours, due.week_on), now=max(moment, now))
    if at is None:
        return
    prompt_id = next(one.id for one in prompts if one.team_id == due.team_id)
    await deliveries.owe(
        session,
        workspace_id=due.workspace_id,
        kind=LEAD_PROMPT,
        subject_id=prompt_id,
        key=f"lead_prompt:{prompt_id}",
        to=ToMember(lead.id),
        facts={"month_on": month_of(hours, at).isoformat()},
        due_at=at,
        keeps_quiet_hours=True,
    )


async def lead_prompt(session: AsyncSession, post: Delivery, *, now: datetime) -> LeadPromptCard | None:
    """What the card of this post says now; None where its team is no more, or its reader looks after it no more."""
    row = await session.execute(
        select(LeadPrompt, Team, Member, TeamMember.wants_prompt)
        .join(Team, (Team.id == LeadPrompt.team_id) & (Team.workspace_id == LeadPrompt.workspace_id))
        .join(Member, (Member.id == LeadPrompt.lead_id) & (Member.workspace_id == LeadPrompt.workspace_id))
        .join(
            TeamMember,
            (TeamMember.team_id == Team.id)
            & (TeamMember.member_id == Member.id)
            & (TeamMember.workspace_id == LeadPrompt.workspace_id),
        )
        .where(
            LeadPrompt.workspace_id == post.workspace_id,
            LeadPrompt.id == post.subject_id,
            TeamMember.is_lead.is_(True),
            people.takes_part(),
        )
        .execution_options(populate_existing=True)
    )
    found = row.one_or_none()
    if found is None:
        return None
    asked, team, lead, wants_prompt = found
    hours = people.hours_of(lead)
    month = month_of_lead(lead, date.fromisoformat(str(post.facts["month_on"])), now=now)
    left = await to_thank(session, lead, team.id, month)
    return LeadPromptCard(
        prompt_id=asked.id,
        week_on=asked.week_on,
        team=team,
        lead=lead,
        standing=_standing(asked, left, wants_prompt=wants_prompt, has_newer=await _has_newer(session, asked)),
        own_part=await own_part(session, lead, month),
        to_thank=left,
        thanks_by_person=await thanks_by_person(session, lead, now=now),
        is_this_month=month.is_this_month,
        is_over=now >= end_of_week(hours, asked.week_on),
    )


async def _has_newer(session: AsyncSession, asked: LeadPrompt) -> bool:
    newer = select(LeadPrompt.id).where(
        LeadPrompt.workspace_id == asked.workspace_id,
        LeadPrompt.team_id == asked.team_id,
        LeadPrompt.lead_id == asked.lead_id,
        LeadPrompt.week_on > asked.week_on,
    )
    return await session.scalar(newer.limit(1)) is not None


def _standing(asked: LeadPrompt, left: Sequence[ToThank], *, wants_prompt: bool, has_newer: bool) -> PromptStanding:
    if has_newer:
        return PromptStanding.ENDED
    if not wants_prompt:
        return PromptStanding.STOPPED
    if asked.skipped_at is not None:
        return PromptStanding.SKIPPED
    return PromptStanding.WAITING if left else PromptStanding.THANKED


def may_begin(card: LeadPromptCard) -> bool:
    """Whether a prompt may still be posted: in its own week, of a team that can be reached, with somebody on it."""
    return card.standing is PromptStanding.WAITING and not card.is_over and card.team.lost_why is None
