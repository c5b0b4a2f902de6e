"""Where thanks can be said in public, and who would rather read them alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import people
from bot.kudos.limits import checked_receivers
from bot.kudos.shoutout_channel import shoutout_channel
from models import Member, Team, TeamMember


@dataclass(frozen=True)
class Ways:
    """How these people can be thanked, told to the giver before anything is sent.

    `channels` are the Slack ids of the channels a public post may go to, of which the giver picks one; none where
    nobody may be named in public, or no channel is chosen yet. `prefer_private` read thanks in a message either way.
    """

    receivers: list[Member]
    channels: list[str]
    prefer_private: list[Member]

    @property
    def nobody_in_public(self) -> bool:
        """Whether everybody prefers kind words in private."""
        return len(self.prefer_private) == len(self.receivers)


async def ways(session: AsyncSession, giver: Member, receivers: Sequence[Member]) -> Ways:
    """How a member can thank these people; raises WhoKnowsError when they can't be thanked."""
    people.require_full_member(giver)
    receivers = checked_receivers(giver, receivers)
    in_public = [receiver for receiver in receivers if receiver.likes_public_thanks]
    return Ways(
        receivers=receivers,
        channels=await channels_for(session, giver, in_public) if in_public else [],
        prefer_private=[receiver for receiver in receivers if not receiver.likes_public_thanks],
    )


async def any_channel(session: AsyncSession, member: Member) -> bool:
    """Whether public thanks have a channel anywhere in a member's workspace."""
    if await shoutout_channel(session, member) is not None:
        return True
    of_a_team = select(Team.id).where(
        Team.workspace_id == member.workspace_id, Team.shoutout_channel_slack_id.is_not(None), Team.lost_why.is_(None)
    )
    return await session.scalar(of_a_team.limit(1)) is not None


async def channels_for(session: AsyncSession, giver: Member, receivers: Sequence[Member]) -> list[str]:
    """The shout-out channels of the receivers' teams: those of all of them, else of any; else the workspace's."""
    rows = await session.execute(
        select(TeamMember.member_id, Team.shoutout_channel_slack_id)
        .join(Team, (Team.id == TeamMember.team_id) & (Team.workspace_id == TeamMember.workspace_id))
        .where(
            TeamMember.workspace_id == giver.workspace_id,
            TeamMember.member_id.in_([receiver.id for receiver in receivers]),
            Team.shoutout_channel_slack_id.is_not(None),
            Team.lost_why.is_(None),
        )
        .order_by(Team.name, Team.id)
    )
    theirs: dict[int, list[str]] = {receiver.id: [] for receiver in receivers}
    for member_id, channel in rows:
        theirs[member_id].append(str(channel))
    found = list(dict.fromkeys(channel for channels in theirs.values() for channel in channels))
    everybodys = [channel for channel in found if all(channel in channels for channels in theirs.values())]
    if everybodys or found:
        return everybodys or found
    of_workspace = await shoutout_channel(session, giver)
    return [of_workspace] if of_workspace else []
