"""Files that people ask for about themselves: one of a kind is on its way at a time."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries
from bot.database import decide_alone
from bot.deliveries import ToMember
from models import Delivery, DeliveryState, Member


async def send(session: AsyncSession, member: Member, kind: str, *, now: datetime) -> bool:
    """Owe a member a file of this kind; False while one they asked for before is on its way."""
    await decide_alone(session, member.workspace_id)
    waiting = await session.scalar(
        select(Delivery.id).where(
            Delivery.workspace_id == member.workspace_id,
            Delivery.member_id == member.id,
            Delivery.kind == kind,
            Delivery.state.in_([DeliveryState.PENDING, DeliveryState.SENDING]),
        )
    )
    if waiting is not None:
        return False
    await deliveries.owe(
        session,
        workspace_id=member.workspace_id,
        kind=kind,
        subject_id=member.id,
        key=f"{kind}:{member.id}:{now.timestamp()}",
        to=ToMember(member.id),
        due_at=now,
        as_file=True,
    )
    return True
