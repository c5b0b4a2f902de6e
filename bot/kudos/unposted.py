"""Public thanks that still wait to be posted when their receiver comes to prefer private ones."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kudos.giving import tell_in_messages
from models import Delivery, DeliveryState, Kudos, KudosReceiver, Member, Operation


async def say_alone(session: AsyncSession, member: Member, *, now: datetime) -> None:
    """Let a member who prefers private thanks now read in a message what would have named them in a post.

    What was posted before goes on naming them, as they liked it then.
    """
    waiting = select(Delivery.subject_id).where(
        Delivery.workspace_id == member.workspace_id,
        Delivery.kind == "shoutout",
        Delivery.operation == Operation.POST,
        Delivery.state == DeliveryState.PENDING,
    )
    kudos_ids = await session.scalars(
        update(KudosReceiver)
        .where(
            KudosReceiver.workspace_id == member.workspace_id,
            KudosReceiver.member_id == member.id,
            KudosReceiver.in_public.is_(True),
            KudosReceiver.kudos_id.in_(waiting),
        )
        .values(in_public=False)
        .returning(KudosReceiver.kudos_id)
        .execution_options(synchronize_session=False)
    )
    found = await session.scalars(
        select(Kudos).where(Kudos.workspace_id == member.workspace_id, Kudos.id.in_(kudos_ids.all()))
    )
    for kudos in found.all():
        others = select(KudosReceiver.id).where(
            KudosReceiver.workspace_id == kudos.workspace_id,
            KudosReceiver.kudos_id == kudos.id,
            KudosReceiver.in_public.is_(True),
        )
        if await session.scalar(others.limit(1)) is None:
            # Nobody is left whom a post could name, so there will be none.
            kudos.channel_slack_id, kudos.may_be_told = None, False
        await tell_in_messages(session, kudos, [member], now=now)
