"""Messages whose chart was not taken: they are sent without it."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import changed
from models import Delivery, DeliveryState

_WITHOUT_CHART = "without_chart"


def goes_without(message: Delivery) -> bool:
    """Whether a message is written without its chart."""
    return bool(message.facts.get(_WITHOUT_CHART))


async def send_without(session: AsyncSession, refused: Delivery, *, refused_with: str, now: datetime) -> bool:
    """Let a message that was just refused with this reason be sent again without its chart.

    It stays the same message, since nothing of it was posted. False when it was refused for another reason, or without
    a chart already.
    """
    if goes_without(refused):
        return False
    session.info["owes"] = True
    return await changed(
        session,
        update(Delivery)
        .where(
            Delivery.workspace_id == refused.workspace_id,
            Delivery.id == refused.id,
            Delivery.state == DeliveryState.DEAD,
            Delivery.reason == refused_with,
        )
        .values(
            state=DeliveryState.PENDING,
            facts={**refused.facts, _WITHOUT_CHART: True},
            due_at=now,
            attempts=0,
            first_tried_at=None,
            settled_at=None,
            reason=None,
        ),
    )


async def edit_without(session: AsyncSession, edit: Delivery, *, refused_with: str) -> bool:
    """Let the post of an edit that was just refused with this reason be written without its chart from now on.

    False when it was refused for another reason, or without a chart already.
    """
    post = await session.scalar(
        select(Delivery).where(Delivery.workspace_id == edit.workspace_id, Delivery.id == edit.card_id)
    )
    reason = await session.scalar(
        select(Delivery.reason).where(Delivery.workspace_id == edit.workspace_id, Delivery.id == edit.id)
    )
    if post is None or goes_without(post) or reason != refused_with:
        return False
    post.facts = {**post.facts, _WITHOUT_CHART: True}
    await session.flush()
    return True
