"""Owing somebody their Home, written anew from what is true when it is sent."""

import uuid
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.deliveries.cards import replace_waiting
from models import Delivery, Member, Operation


async def owe_home(session: AsyncSession, *, workspace_id: int, member_id: int, now: datetime) -> None:
    """Owe a member's Home; one that still waits is replaced, since each is written from what is true when sent."""
    session.info["owes"] = True
    conversation = f"home:{member_id}"
    await replace_waiting(session, Delivery.conversation == conversation, workspace_id)
    session.add(
        Delivery(
            workspace_id=workspace_id,
            key=f"{conversation}/{uuid.uuid4().hex}",
            kind="home",
            operation=Operation.HOME,
            subject_id=member_id,
            member_id=member_id,
            conversation=conversation,
            due_at=now,
        )
    )
    await session.flush()


async def home_follows(session: AsyncSession, member: Member, *, now: datetime) -> None:
    """Owe a member's Home if they ever opened it."""
    if member.first_home_at is not None:
        await owe_home(session, workspace_id=member.workspace_id, member_id=member.id, now=now)
