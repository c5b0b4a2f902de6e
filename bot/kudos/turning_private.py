"""Somebody comes to prefer kind words in private: no post that waits names them any more."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries
from bot.database import decide_alone
from bot.kudos.giving import tell_in_messages
from models import Delivery, DeliveryState, Kudos, KudosReceiver, Member, Operation


async def turn_private(session: AsyncSession, member: Member, *, now: datetime) -> None:
    """Tell a member alone what posts that were not sent yet would have thanked them for; what was posted stays.

    Whoever calls keeps their choice in the same transaction: thanks that are given meanwhile wait for it.
    """
    await decide_alone(session, member.workspace_id)
    waiting = await session.execute(
        select(Kudos, KudosReceiver)
        .join(KudosReceiver, (KudosReceiver.kudos_id == Kudos.id) & (KudosReceiver.workspace_id == Kudos.workspace_id))
        .join(Delivery, (Delivery.subject_id == Kudos.id) & (Delivery.workspace_id == Kudos.workspace_id))
        .where(
            KudosReceiver.workspace_id == member.workspace_id,
            KudosReceiver.member_id == member.id,
            KudosReceiver.in_public.is_(True),
            Delivery.kind == "shoutout",
            Delivery.operation == Operation.POST,
            Delivery.state == DeliveryState.PENDING,
        )
    )
    for kudos, receiver in waiting.all():
        if await deliveries.hold_untried(
            session, workspace_id=member.workspace_id, kind="shoutout", subject_id=kudos.id
        ):
            receiver.in_public, kudos.may_be_told = False, False
            await session.flush()
            await tell_in_messages(session, kudos, [member], now=now)
            await _names_nobody(session, kudos)


async def _names_nobody(session: AsyncSession, kudos: Kudos) -> None:
    """Where the post has nobody left to name, there is none."""
    named = select(KudosReceiver.id).where(
        KudosReceiver.workspace_id == kudos.workspace_id,
        KudosReceiver.kudos_id == kudos.id,
        KudosReceiver.in_public.is_(True),
    )
    if await session.scalar(named.limit(1)) is None:
        kudos.channel_slack_id = None
        await session.flush()
