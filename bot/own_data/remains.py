"""What is still there of somebody after they were forgotten, until Slack has done what we owed it."""

from datetime import datetime, timedelta

from sqlalchemy import delete, exists, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.database import changed
from models import Delivery, DeliveryState, Member, Operation

RECENTLY = timedelta(minutes=15)


async def clear_up(session: AsyncSession, *, now: datetime) -> bool:
    """Delete what we wrote to people who were forgotten, as soon as it is gone from Slack.

    True when somebody was forgotten lately, so that the database should let go of its old pages as well.
    """
    taking_away = aliased(Delivery)
    is_being_taken_away = exists().where(
        taking_away.card_id == Delivery.id,
        taking_away.workspace_id == Delivery.workspace_id,
        taking_away.operation == Operation.REMOVE,
        # What Slack would not take away stays, for an admin to see.
        taking_away.state.in_([DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.DEAD]),
    )
    refused = (Delivery.operation == Operation.REMOVE) & (Delivery.state == DeliveryState.DEAD)
    # Looked for every half minute, so both are found without a look at everything that was ever sent.
    taken_away = select(Delivery.card_id).where(
        Delivery.operation == Operation.REMOVE, Delivery.state == DeliveryState.SENT, Delivery.card_id.is_not(None)
    )
    forgotten = select(Member.workspace_id, Member.id).where(Member.forgotten_at.is_not(None))
    theirs = select(Delivery.id).where(
        tuple_(Delivery.workspace_id, Delivery.member_id).in_(forgotten), Delivery.second_member_id.is_(None)
    )
    went = await changed(
        session,
        delete(Delivery).where(
            Delivery.id.in_(theirs.union(taken_away)),
            Delivery.state.not_in([DeliveryState.PENDING, DeliveryState.SENDING]),
            ~is_being_taken_away,
            ~refused,
        ),
    )
    lately = await session.scalar(select(Member.id).where(Member.forgotten_at > now - RECENTLY).limit(1))
    return went or lately is not None
