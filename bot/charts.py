"""Messages whose chart was not taken: they are sent without it."""

from datetime import datetime

from sqlalchemy import update
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
