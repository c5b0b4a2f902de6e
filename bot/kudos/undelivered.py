"""Thanks that Slack did not take, or may not have taken: whoever gave them is told."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, people
from bot.deliveries import ToMember
from bot.kudos.giving import tell_in_messages
from bot.kudos.reading import kind_words
from bot.kudos.shoutout_channel import forget_shoutout_channel
from models import Delivery, Kudos, KudosReceiver, Member


async def post_was_refused(session: AsyncSession, post: Delivery, *, now: datetime) -> None:
    """Tell those a post would have named by direct message instead, and the giver about it."""
    words = await kind_words(session, post.workspace_id, post.subject_id)
    if words is None:
        return
    told = await _tell_alone(session, post.workspace_id, post.subject_id, now=now)
    facts: dict[str, object] = {"member_ids": [member.id for member in told]}
    await _tell(session, post, "shoutout_refused", words.giver.id, facts, now=now)


async def _tell_alone(session: AsyncSession, workspace_id: int, kudos_id: int, *, now: datetime) -> list[Member]:
    kudos = (await session.scalars(select(Kudos).where(Kudos.workspace_id == workspace_id, Kudos.id == kudos_id))).one()
    rows = await session.scalars(
        select(KudosReceiver).where(
            KudosReceiver.workspace_id == workspace_id, KudosReceiver.kudos_id == kudos_id, KudosReceiver.in_public
        )
    )
    receivers = rows.all()
    for row in receivers:
        row.in_public = False
    kudos.channel_slack_id, kudos.may_be_told = None, False
    found = await people.members(session, workspace_id, [row.member_id for row in receivers])
    await tell_in_messages(session, kudos, list(found.values()), now=now)
    return list(found.values())


async def post_may_be_missing(session: AsyncSession, post: Delivery, *, now: datetime) -> None:
    """Ask the giver to look whether a post is there, since Slack did not say and we may not look."""
    words = await kind_words(session, post.workspace_id, post.subject_id)
    if words is not None:
        await _tell(session, post, "shoutout_held", words.giver.id, {}, now=now)


async def channel_was_refused(session: AsyncSession, first_post: Delivery, *, now: datetime) -> None:
    """Stop using a channel that refused its first post, and tell the admin who chose it."""
    await forget_shoutout_channel(session, first_post.workspace_id, first_post.channel_slack_id or "")
    await _tell(session, first_post, "shoutouts_impossible", first_post.subject_id, {}, now=now)


async def _tell(
    session: AsyncSession, post: Delivery, kind: str, member_id: int, facts: dict[str, object], *, now: datetime
) -> None:
    await deliveries.owe(
        session,
        workspace_id=post.workspace_id,
        kind=kind,
        subject_id=post.subject_id,
        key=f"{post.key}:refused",
        to=ToMember(member_id),
        facts={**facts, "channel": post.channel_slack_id},
        due_at=now,
    )
