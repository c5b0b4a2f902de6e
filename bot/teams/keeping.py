"""Keeping teams in step with their channels: who comes and goes, how they are called, whether they can be reached."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, people
from bot.attention import take_day
from bot.database import changed
from bot.deliveries import ToMember
from bot.skills.rounds import WELCOME_CARD
from bot.teams.adopting import by_id, homes_follow
from bot.teams.channels import SeenChannel
from bot.teams.membership import came, leads_in, looked_after_by, went
from bot.teams.prompts import prompts_of_team_follow
from models import Delivery, Expertise, Kudos, Member, OpenCard, RoundTopic, Team, TeamMember, Workspace

LOOK_AGAIN = timedelta(hours=6)
# Where a look was cut short, such as by a restart, it is begun anew.
TRY_AGAIN = timedelta(minutes=2)
AT_ONCE = 20


@dataclass(frozen=True)
class DueLook:
    """A team whose channel Slack should be asked about."""

    workspace: Workspace
    team_id: int
    channel_slack_id: str


async def to_look_at(session: AsyncSession, *, now: datetime) -> list[DueLook]:
    """The teams to look at now, those never looked at first; a deleted channel is not asked about any more."""
    is_due = or_(
        Team.looked_at.is_(None),
        Team.looked_at < now - LOOK_AGAIN,
        Team.members_known_at.is_(None) & (Team.looked_at < now - TRY_AGAIN) & Team.lost_why.is_(None),
    )
    rows = await session.execute(
        select(Workspace, Team.id, Team.channel_slack_id)
        .join(Team, Team.workspace_id == Workspace.id)
        .where(is_due, Workspace.uninstalled_at.is_(None), or_(Team.lost_why.is_(None), Team.lost_why != "deleted"))
        .order_by(Team.looked_at.is_not(None), Team.looked_at, Team.id)
        .limit(AT_ONCE)
    )
    return [DueLook(*row) for row in rows]


async def take_look(session: AsyncSession, due: DueLook, *, now: datetime) -> bool:
    """Take the look at a team; False when another replica has it."""
    return await changed(
        session,
        update(Team)
        .where(
            Team.workspace_id == due.workspace.id,
            Team.id == due.team_id,
            or_(Team.looked_at.is_(None), Team.looked_at < now - TRY_AGAIN),
        )
        .values(looked_at=now),
    )


async def give_look_back(session: AsyncSession, due: DueLook) -> None:
    """Let a team be looked at again soon, since Slack asked us to wait."""
    await session.execute(
        update(Team).where(Team.workspace_id == due.workspace.id, Team.id == due.team_id).values(looked_at=None)
    )


async def saw(session: AsyncSession, due: DueLook, channel: SeenChannel | None, *, now: datetime) -> bool:
    """Note what Slack showed of a team's channel, None for nothing; true when who is in it can be asked."""
    team = await by_id(session, due.workspace.id, due.team_id)
    if team is None:
        return False
    if channel is None or not channel.bot_is_in:
        await lose(session, team, "bot is not in it", now=now)
        return False
    team.is_private = channel.is_private
    await renamed(session, team, channel.name, now=now)
    if channel.is_archived:
        await lose(session, team, "archived", now=now)
        return False
    await mend(session, team, now=now)
    return True


async def are_in(session: AsyncSession, due: DueLook, slack_ids: Sequence[str], *, now: datetime) -> None:
    """Note that these people are in a team's channel."""
    team = await by_id(session, due.workspace.id, due.team_id)
    if team is not None:
        await _came(session, due.workspace, team, set(slack_ids) - {due.workspace.bot_user_slack_id}, now=now)


async def _came(
    session: AsyncSession, workspace: Workspace, team: Team, slack_ids: Collection[str], *, now: datetime
) -> None:
    """Note who is in a team's channel, but nobody who asked to be forgotten and did not come back to us."""
    # Channels are read every few hours, and hardly anybody in them is new.
    noted = await session.scalars(
        select(Member.slack_id)
        .join(TeamMember, (TeamMember.member_id == Member.id) & (TeamMember.workspace_id == Member.workspace_id))
        .where(TeamMember.workspace_id == team.workspace_id, TeamMember.team_id == team.id)
        .where(Member.slack_id.in_(slack_ids))
    )
    new = set(slack_ids) - set(noted)
    forgotten = await people.forgotten_among(session, workspace, new) if new else set()
    met = [await people.meet(session, workspace, slack_id) for slack_id in sorted(new - forgotten)]
    await came(session, team, met, now=now)


async def are_all(session: AsyncSession, due: DueLook, slack_ids: Collection[str], *, now: datetime) -> None:
    """Note that nobody but these people was in a team's channel when we looked; who has joined since stays."""
    team = await by_id(session, due.workspace.id, due.team_id)
    if team is None:
        return
    rows = await session.execute(
        select(TeamMember.member_id, Member.slack_id)
        .join(Member, (Member.id == TeamMember.member_id) & (Member.workspace_id == TeamMember.workspace_id))
        .where(
            TeamMember.workspace_id == team.workspace_id,
            TeamMember.team_id == team.id,
            TeamMember.joined_at < (team.looked_at or now),
        )
    )
    gone = [member_id for member_id, slack_id in rows if slack_id not in slack_ids]
    await _left(session, team, gone, now=now)
    is_news = team.members_known_at is None or bool(gone)
    team.members_known_at = now
    await session.flush()
    if is_news and team.welcomed_at is not None:
        await _card_follows(session, team, now=now)


async def joined(session: AsyncSession, workspace: Workspace, team: Team, slack_id: str, *, now: datetime) -> None:
    """Somebody came into a team's channel; when it is ourselves, the channel is looked at anew."""
    if slack_id == workspace.bot_user_slack_id:
        team.looked_at = None
        return
    await _came(session, workspace, team, {slack_id}, now=now)
    if team.welcomed_at is not None and await _was_in_round(session, team, slack_id):
        await _card_follows(session, team, now=now)


async def _was_in_round(session: AsyncSession, team: Team, slack_id: str) -> bool:
    """Whether somebody who comes named topics here before they left."""
    found = await session.scalar(
        select(RoundTopic.id)
        .join(
            Expertise,
            (Expertise.id == RoundTopic.expertise_id) & (Expertise.workspace_id == RoundTopic.workspace_id),
        )
        .join(Member, (Member.id == Expertise.member_id) & (Member.workspace_id == Expertise.workspace_id))
        .where(RoundTopic.workspace_id == team.workspace_id, RoundTopic.team_id == team.id, Member.slack_id == slack_id)
        .limit(1)
    )
    return found is not None


async def left(session: AsyncSession, workspace: Workspace, team: Team, slack_id: str, *, now: datetime) -> None:
    """Somebody left a team's channel; when it is ourselves, the team pauses."""
    if slack_id == workspace.bot_user_slack_id:
        await lose(session, team, "bot is not in it", now=now)
        return
    member = await people.known(session, workspace.id, slack_id)
    if member is not None:
        await _left(session, team, [member.id], now=now)
        if team.welcomed_at is not None:
            await _card_follows(session, team, now=now)


async def _left(session: AsyncSession, team: Team, member_ids: Collection[int], *, now: datetime) -> None:
    if not member_ids:
        return
    if await went(session, team, member_ids):
        await _a_lead_left(session, team, now=now)
    await prompts_of_team_follow(session, team, now=now)


async def _a_lead_left(session: AsyncSession, team: Team, *, now: datetime) -> None:
    """Tell whoever adopted a team, once, when its last lead is gone."""
    adopter = (await people.members(session, team.workspace_id, [team.adopted_by_id])).get(team.adopted_by_id)
    if await leads_in(session, team) or adopter is None or not people.may_take_part(adopter):
        return
    await _tell(session, team, adopter, "team_leaderless", now=now)
    await homes_follow(session, team, {adopter.id}, now=now)


async def to_step_down(session: AsyncSession) -> list[tuple[int, int]]:
    """Teams, by workspace, with a lead who was deactivated."""
    rows = await session.execute(
        select(TeamMember.workspace_id, TeamMember.team_id)
        .join(Member, (Member.id == TeamMember.member_id) & (Member.workspace_id == TeamMember.workspace_id))
        .where(TeamMember.is_lead.is_(True), Member.is_deactivated.is_(True))
        .distinct()
    )
    return [(workspace_id, team_id) for workspace_id, team_id in rows]


async def step_down(session: AsyncSession, workspace_id: int, team_id: int, *, now: datetime) -> None:
    """Let leads who were deactivated be leads no more."""
    team = await by_id(session, workspace_id, team_id)
    deactivated = select(Member.id).where(Member.workspace_id == workspace_id, Member.is_deactivated.is_(True))
    stepped_down = update(TeamMember).where(
        TeamMember.workspace_id == workspace_id,
        TeamMember.team_id == team_id,
        TeamMember.is_lead.is_(True),
        TeamMember.member_id.in_(deactivated),
    )
    if team is not None and await changed(session, stepped_down.values(is_lead=False)):
        await _a_lead_left(session, team, now=now)


async def lose(session: AsyncSession, team: Team, why: str, *, now: datetime) -> None:
    """A team's channel can't be reached: it pauses, and who looks after it is told once, until it is mended."""
    of_team = (Team.workspace_id == team.workspace_id, Team.id == team.id)
    is_new = await changed(session, update(Team).where(*of_team, Team.lost_why.is_(None)).values(lost_why=why))
    if not is_new:
        await session.execute(update(Team).where(*of_team, Team.lost_why != "deleted").values(lost_why=why))
    await session.refresh(team)
    concerned = await looked_after_by(session, team)
    if is_new:
        for member in concerned:
            await _tell(session, team, member, "team_lost", now=now)
    await homes_follow(session, team, {member.id for member in concerned}, now=now)


async def mend(session: AsyncSession, team: Team, *, now: datetime) -> None:
    """A team's channel can be reached again: all goes on by itself."""
    if team.lost_why is None:
        return
    team.lost_why, team.members_known_at = None, None
    await session.flush()
    if team.welcomed_at is not None:
        await _card_follows(session, team, now=now)
    await homes_follow(session, team, {member.id for member in await looked_after_by(session, team)}, now=now)


async def renamed(session: AsyncSession, team: Team, name: str, *, now: datetime) -> None:
    """A team's channel is called so now; what shows its name follows."""
    if not name or team.name == name[:80]:
        return
    team.name = name[:80]
    await session.flush()
    if team.welcomed_at is not None:
        await _card_follows(session, team, now=now)
    await homes_follow(session, team, {member.id for member in await looked_after_by(session, team)}, now=now)


async def moved(session: AsyncSession, workspace_id: int, old: str, new: str) -> None:
    """A channel has another id now, as when it is shared with another company: teams and what they say go along."""
    for table, column in (
        (Delivery, Delivery.channel_slack_id),
        (Delivery, Delivery.slack_channel),
        (Kudos, Kudos.channel_slack_id),
        (OpenCard, OpenCard.channel_slack_id),
        (Team, Team.shoutout_channel_slack_id),
    ):
        await session.execute(
            update(table)
            .where(table.workspace_id == workspace_id, column == old)
            .values({column: new})
            .execution_options(synchronize_session=False)
        )
    await session.execute(
        update(Workspace)
        .where(Workspace.id == workspace_id, Workspace.shoutout_channel_slack_id == old)
        .values(shoutout_channel_slack_id=new)
        .execution_options(synchronize_session="fetch")
    )
    await session.execute(
        update(Team)
        .where(Team.workspace_id == workspace_id, Team.channel_slack_id == old)
        .values(channel_slack_id=new, looked_at=None)
        .execution_options(synchronize_session="fetch")
    )


async def _card_follows(session: AsyncSession, team: Team, *, now: datetime) -> None:
    await deliveries.refresh(session, workspace_id=team.workspace_id, kind=WELCOME_CARD, subject_id=team.id, now=now)


async def _tell(session: AsyncSession, team: Team, member: Member, kind: str, *, now: datetime) -> None:
    await deliveries.owe(
        session,
        workspace_id=team.workspace_id,
        kind=kind,
        subject_id=team.id,
        key=f"{kind}:{team.id}:{member.id}:{int(now.timestamp())}",
        to=ToMember(member.id),
        due_at=await take_day(session, member, now=now),
        keeps_quiet_hours=True,
    )
