"""Adopting a channel as a team, changing its settings, and leaving it again."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import audit, deliveries, people
from bot.commands import here
from bot.database import changed, decide_alone, insert_unless_present
from bot.errors import WhoKnowsError
from bot.skills.rounds import WELCOME_CARD
from bot.teams.channels import SeenChannel
from bot.teams.membership import came, leads_in, looks_after
from bot.teams.prompts import prompts_of_team_follow
from bot.teams.shoutout_times import ShoutoutTime, change_time, empty_all
from bot.zones import is_zone
from models import Member, ShoutoutRhythm, Team, TeamMember

MOST_LEADS = 10
# Whoever adopts a large channel doesn't wait until everybody in it is noted: the timetable does the rest.
NOTED_AT_ONCE = 100
_NO_TEAM = "This channel is no team any more, so nothing was changed."


@dataclass(frozen=True)
class TeamSettings:
    """What a team's form says; `shoutout_on` is a weekday, Monday 0, and `shoutout_at` wall time in `zone`."""

    leads: Sequence[Member]
    shoutout_channel_slack_id: str | None
    zone: str
    shoutout_on: int
    shoutout_at: time
    shoutout_rhythm: ShoutoutRhythm = ShoutoutRhythm.WEEKLY


async def in_channel(session: AsyncSession, workspace_id: int, channel_slack_id: str) -> Team | None:
    """The team of a channel, if it was adopted."""
    found: Team | None = await session.scalar(
        select(Team).where(Team.workspace_id == workspace_id, Team.channel_slack_id == channel_slack_id)
    )
    return found


async def by_id(session: AsyncSession, workspace_id: int, team_id: int) -> Team | None:
    """A team of this workspace, whoever asks; what may be done with it is for its caller to check."""
    found: Team | None = await session.scalar(select(Team).where(Team.workspace_id == workspace_id, Team.id == team_id))
    return found


async def settings_of(session: AsyncSession, member: Member, team_id: int) -> Team:
    """A team whose settings a member may change; refused for everybody else, and for a team that is no more."""
    team = await by_id(session, member.workspace_id, team_id)
    if team is None:
        raise WhoKnowsError(_NO_TEAM)
    if not await looks_after(session, member, team):
        raise WhoKnowsError("Only this team's leads and admins can do that, so nothing was changed.")
    return team


def may_adopt(member: Member) -> None:
    """Refuse everybody but admins, saying whom to ask."""
    if not people.may_administer(member):
        raise WhoKnowsError(
            "Only admins can make a channel a team, so nothing was changed. Ask one of them to type this here, "
            f"or to name you with {here('/whoknows')} admins."
        )


def must_be_ready(channel: SeenChannel | None) -> SeenChannel:
    """Refuse a channel that can't be a team now, saying what to do; gives the channel back."""
    if channel is None or not channel.bot_is_in:
        raise WhoKnowsError(
            "I'm not in this channel yet, so I can't make it a team. Type /invite @WhoKnows here, then "
            f"{here('/whoknows')} team again. Nothing is lost."
        )
    if not channel.name:
        raise WhoKnowsError("Slack didn't tell me about this channel in time. Nothing was changed. Try it once more.")
    if channel.is_archived:
        raise WhoKnowsError("This channel is archived, so it can't be a team now. Unarchive it, then try again.")
    return channel


async def adopt(
    session: AsyncSession,
    admin: Member,
    channel: SeenChannel,
    settings: TeamSettings,
    *,
    now: datetime,
) -> Team:
    """Make a channel a team, or bring the settings of one that is a team already up to date.

    Raises WhoKnowsError when somebody who should lead is not in the channel, or a setting is impossible.
    """
    may_adopt(admin)
    _check(settings)
    await insert_unless_present(
        session,
        Team,
        workspace_id=admin.workspace_id,
        channel_slack_id=channel.slack_id,
        name=channel.name[:80],
        is_private=channel.is_private,
        adopted_by_id=admin.id,
        adopted_at=now,
        zone=settings.zone,
        shoutout_channel_slack_id=settings.shoutout_channel_slack_id,
        shoutout_on=settings.shoutout_on,
        shoutout_at=settings.shoutout_at,
        shoutout_rhythm=settings.shoutout_rhythm,
        shoutouts_from=now,
        welcome_words="",
        welcome_story="",
    )
    team = await in_channel(session, admin.workspace_id, channel.slack_id)
    if team is None:
        raise LookupError("a team just made is gone")
    await audit.note(session, admin, "adopted a team", channel.slack_id, now=now)
    await _note_some(session, team, channel, now=now)
    await change(session, admin, team, channel, settings, now=now)
    return team


async def _note_some(session: AsyncSession, team: Team, channel: SeenChannel, *, now: datetime) -> None:
    some = sorted(channel.members or ())[:NOTED_AT_ONCE]
    found = await session.scalars(
        select(Member).where(Member.workspace_id == team.workspace_id, Member.slack_id.in_(some))
    )
    await came(session, team, list(found), now=now)


async def change(
    session: AsyncSession,
    member: Member,
    team: Team,
    channel: SeenChannel,
    settings: TeamSettings,
    *,
    now: datetime,
) -> None:
    """Change a team's leads and settings, by its leads and admins.

    Raises WhoKnowsError when somebody who should lead is not in the channel, or a setting is impossible.
    """
    # The clock may take this team's shout-out at this moment.
    await decide_alone(session, team.workspace_id)
    if await session.scalar(select(Team.id).where(Team.workspace_id == team.workspace_id, Team.id == team.id)) is None:
        raise WhoKnowsError(_NO_TEAM)
    await session.refresh(team)
    if not await looks_after(session, member, team):
        raise WhoKnowsError("Only this team's leads and admins can do that, so nothing was changed.")
    _check(settings)
    leads = settings.leads
    await _may_lead(session, team, channel, leads)
    before = {lead.id for lead in await leads_in(session, team)}
    await came(session, team, leads, now=now)
    after = {lead.id for lead in leads}
    await session.execute(
        update(TeamMember)
        .where(TeamMember.workspace_id == team.workspace_id, TeamMember.team_id == team.id)
        .values(is_lead=TeamMember.member_id.in_(after))
        .execution_options(synchronize_session=False)
    )
    if channel.name:
        team.name, team.is_private = channel.name[:80], channel.is_private
    team.shoutout_channel_slack_id = settings.shoutout_channel_slack_id
    chosen = ShoutoutTime(settings.zone, settings.shoutout_on, settings.shoutout_at, settings.shoutout_rhythm)
    await change_time(session, team, chosen, now=now)
    await audit.note(session, member, "changed a team", team.channel_slack_id, now=now)
    if before - after:
        await prompts_of_team_follow(session, team, now=now)
    await homes_follow(session, team, before | after | {member.id}, now=now)


def _check(settings: TeamSettings) -> None:
    if not is_zone(settings.zone):
        raise WhoKnowsError("I don't know this time zone. Type a city, like Berlin, and choose it.", field="zone")


async def _may_lead(session: AsyncSession, team: Team, channel: SeenChannel, leads: Collection[Member]) -> None:
    if len(leads) > MOST_LEADS:
        raise WhoKnowsError(f"That's {len(leads)} leads, and {MOST_LEADS} is the most.", field="leads")
    for lead in leads:
        if not people.may_take_part(lead):
            raise WhoKnowsError("Only full members of this workspace can lead a team.", field="leads")
    already = {lead.id for lead in await leads_in(session, team)}
    if channel.members is not None:
        outside = [lead.name for lead in leads if lead.slack_id not in channel.members and lead.id not in already]
        if outside:
            names = " and ".join([", ".join(outside[:-1]), outside[-1]] if len(outside) > 1 else outside)
            verb = "is" if len(outside) == 1 else "are"
            raise WhoKnowsError(
                f"{names} {verb} not in #{channel.name}. Invite them to the channel first, then save this again.",
                field="leads",
            )


async def leave(session: AsyncSession, member: Member, team_id: int, *, now: datetime) -> str:
    """Undo an adoption: the team goes, its welcome card says so; people's topics stay theirs. Gives the channel."""
    await decide_alone(session, member.workspace_id)
    team = await settings_of(session, member, team_id)
    concerned = {lead.id for lead in await leads_in(session, team)} | {team.adopted_by_id, member.id}
    await homes_follow(session, team, concerned, now=now)
    await empty_all(session, team, now=now)
    await prompts_of_team_follow(session, team, now=now)
    if await changed(session, delete(Team).where(Team.workspace_id == team.workspace_id, Team.id == team.id)):
        await audit.note(session, member, "left a team", team.channel_slack_id, now=now)
    # The card is written without its team from now on.
    await deliveries.refresh(session, workspace_id=team.workspace_id, kind=WELCOME_CARD, subject_id=team.id, now=now)
    return team.channel_slack_id


async def homes_follow(session: AsyncSession, team: Team, member_ids: Collection[int], *, now: datetime) -> None:
    """Owe the Homes that show something of a team, where they were ever opened."""
    for _, member in sorted((await people.members(session, team.workspace_id, member_ids)).items()):
        await deliveries.home_follows(session, member, now=now)
