"""The channel for public thanks."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import audit, deliveries, people
from bot.deliveries import ToChannel
from bot.errors import WhoKnowsError
from models import Member, Workspace


async def shoutout_channel(session: AsyncSession, member: Member) -> str | None:
    """The Slack id of the channel for public thanks of a member's workspace, as it is now; None before one is chosen.

    An admin may have changed it since the workspace in memory was read, in another process too.
    """
    chosen = select(Workspace.shoutout_channel_slack_id).where(Workspace.id == member.workspace_id)
    return (await session.scalars(chosen)).one()


async def is_to_set_up(session: AsyncSession, member: Member) -> bool:
    """Whether a member is one of those who may choose the channel for public thanks, and none is chosen yet."""
    return people.may_administer(member) and await shoutout_channel(session, member) is None


async def choose_shoutout_channel(
    session: AsyncSession, admin: Member, channel_slack_id: str, *, now: datetime
) -> None:
    """Let public thanks appear in this channel; the first post there proves that WhoKnows may post."""
    if not people.may_administer(admin):
        raise WhoKnowsError("Only admins can choose the channel for public thanks. Ask one of them to type this here.")
    workspace = (await session.scalars(select(Workspace).where(Workspace.id == admin.workspace_id))).one()
    workspace.shoutout_channel_slack_id = channel_slack_id
    await deliveries.owe(
        session,
        workspace_id=workspace.id,
        kind="shoutouts_here",
        subject_id=admin.id,
        key=f"shoutouts:{channel_slack_id}:{int(now.timestamp())}",
        to=ToChannel(channel_slack_id),
        due_at=now,
    )
    await audit.note(session, admin, "chose the shout-out channel", channel_slack_id, now=now)
    await deliveries.home_follows(session, admin, now=now)


async def forget_shoutout_channel(session: AsyncSession, workspace_id: int, channel_slack_id: str) -> None:
    """Stop using a channel that WhoKnows turned out not to be able to post in."""
    # An admin may choose another one at this moment.
    await session.execute(
        update(Workspace)
        .where(Workspace.id == workspace_id, Workspace.shoutout_channel_slack_id == channel_slack_id)
        .values(shoutout_channel_slack_id=None)
    )
