"""Sharing a milestone: one post, which its member has seen before, in a channel for public thanks."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, people
from bot.database import changed
from bot.deliveries import ToChannel, ToMember
from bot.errors import WhoKnowsError
from bot.kudos.milestones import Reached, card_follows, own, settled
from bot.kudos.places import channels_for
from models import Delivery, Member, Milestone

POST = "milestone_shared"
NOT_POSTED = "milestone_not_shared"


async def to_share(session: AsyncSession, member: Member, milestone_id: int) -> tuple[Reached, list[str]]:
    """A milestone of the member's own, and the channels it could be shared in; raises Settled where it was shared."""
    milestone = await own(session, member, milestone_id)
    if milestone.shared_at is not None:
        raise settled(is_shared=True)
    reached = Reached(milestone.id, milestone.people, is_shared=False, is_kept=milestone.kept_at is not None)
    return reached, await channels_for(session, member, [member])


async def share(session: AsyncSession, member: Member, milestone_id: int, channel: str, *, now: datetime) -> None:
    """Owe the post; raises Settled where it was shared already, WhoKnowsError for a channel that is none of theirs."""
    people.require_full_member(member)
    milestone = await own(session, member, milestone_id)
    if channel not in await channels_for(session, member, [member]):
        raise WhoKnowsError("That channel isn't for public thanks any more, so nothing was posted.", field="channel")
    is_first = await changed(
        session,
        update(Milestone)
        .where(
            Milestone.workspace_id == member.workspace_id, Milestone.id == milestone.id, Milestone.shared_at.is_(None)
        )
        .values(shared_at=now, kept_at=None),
    )
    if not is_first:
        raise settled(is_shared=True)
    await deliveries.owe(
        session,
        workspace_id=member.workspace_id,
        kind=POST,
        subject_id=milestone.id,
        key=f"milestone:{milestone.id}:shared:{now.isoformat()}",
        to=ToChannel(channel),
        due_at=now,
    )
    await card_follows(session, milestone, now=now)


async def shared(session: AsyncSession, workspace_id: int, milestone_id: int) -> tuple[Member, int] | None:
    """Who shares a milestone, and how many people they helped; None where it is gone or was not shared."""
    row = (
        await session.execute(
            select(Member, Milestone.people)
            .join(Milestone, (Milestone.member_id == Member.id) & (Milestone.workspace_id == Member.workspace_id))
            .where(
                Milestone.workspace_id == workspace_id, Milestone.id == milestone_id, Milestone.shared_at.is_not(None)
            )
        )
    ).one_or_none()
    return (row[0], row[1]) if row is not None else None


async def was_not_posted(session: AsyncSession, post: Delivery, *, is_held: bool, now: datetime) -> None:
    """Tell whoever shared a milestone that Slack did not take the post, or did not say; refused, it is theirs again."""
    milestone = await session.scalar(
        select(Milestone).where(Milestone.workspace_id == post.workspace_id, Milestone.id == post.subject_id)
    )
    if milestone is None:
        return
    if not is_held:
        milestone.shared_at = None
        await session.flush()
        await card_follows(session, milestone, now=now)
    await deliveries.owe(
        session,
        workspace_id=post.workspace_id,
        kind=NOT_POSTED,
        subject_id=milestone.id,
        key=f"{post.key}:refused",
        to=ToMember(milestone.member_id),
        facts={"channel": post.channel_slack_id, "is_held": is_held},
        due_at=now,
    )
