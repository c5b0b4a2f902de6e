"""A team's roundup when it is due: owed once in all replicas, and moved or stopped by who looks after the team."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import load_only

from bot import audit, kudos, teams
from bot.database import decide_alone
from bot.errors import WhoKnowsError
from bot.rhythms import Rhythm
from bot.teams import shoutout_times
from bot.teams.shoutout_times import rhythm_of, still_to_come_after, time_of
from models import Member, Roundup, ShoutoutRhythm, Team, Workspace


async def to_owe(session: AsyncSession, *, now: datetime) -> list[tuple[int, int]]:
    """Teams, by workspace, whose time has come since their last roundup.

    One whose members are being read waits until they are known: it would leave people out.
    """
    found = await session.scalars(
        select(Team)
        .join(Workspace, Workspace.id == Team.workspace_id)
        .where(
            Workspace.uninstalled_at.is_(None),
            Team.shoutout_rhythm != ShoutoutRhythm.NEVER,
            Team.members_known_at.is_not(None) | Team.lost_why.is_not(None),
        )
        .options(
            load_only(
                Team.workspace_id,
                Team.zone,
                Team.shoutout_on,
                Team.shoutout_at,
                Team.shoutout_rhythm,
                Team.shoutouts_from,
                Team.adopted_at,
            )
        )
        .order_by(Team.id)
    )
    # Most teams have one of a few rhythms.
    newest: dict[Rhythm, datetime] = {}
    due = []
    for team in found:
        rhythm = rhythm_of(team)
        if rhythm is None:
            continue
        if rhythm not in newest:
            newest[rhythm] = rhythm.last_at_or_before(now).at
        if newest[rhythm] > still_to_come_after(team):
            due.append((team.workspace_id, team.id))
    return due


async def owe(session: AsyncSession, workspace_id: int, team_id: int, *, now: datetime) -> None:
    """Take what is due of one team; nothing where another replica has it already."""
    await decide_alone(session, workspace_id)
    team = await teams.by_id(session, workspace_id, team_id)
    roundup_id = await shoutout_times.owe_due(session, team, now=now) if team is not None else None
    if team is not None and roundup_id is not None:
        await _choose_story(session, team, roundup_id, now=now)


async def _choose_story(session: AsyncSession, team: Team, roundup_id: int, *, now: datetime) -> None:
    """Keep one story for this roundup alone."""
    story = await kudos.next_story(session, team.workspace_id, teams.in_team(team), now=now)
    if story is None or story.kudos_id is None:
        return
    await session.execute(
        update(Roundup)
        .where(Roundup.workspace_id == team.workspace_id, Roundup.id == roundup_id)
        .values(story_id=story.kudos_id)
    )
    await kudos.story_was_told(session, team.workspace_id, story.kudos_id, now=now)


async def choose_rhythm(
    session: AsyncSession, member: Member, team_id: int, rhythm: ShoutoutRhythm, *, now: datetime
) -> Team:
    """Let a team's roundup come weekly, monthly or never, as who looks after it wishes.

    Raises WhoKnowsError for everybody else, saying who that is.
    """
    await decide_alone(session, member.workspace_id)
    team = await teams.by_id(session, member.workspace_id, team_id)
    if team is None:
        raise WhoKnowsError("This channel is no team any more, so nothing was changed.")
    if not await teams.looks_after(session, member, team):
        names = ", ".join(lead.name for lead in await teams.looked_after_by(session, team)) or "an admin"
        raise WhoKnowsError(
            f"How often this comes is up to who looks after the team: {names}. Tell them what suits you."
        )
    if rhythm is not team.shoutout_rhythm:
        await shoutout_times.change_time(session, team, replace(time_of(team), rhythm=rhythm), now=now)
        await audit.note(session, member, "changed a team", team.channel_slack_id, now=now)
    return team
