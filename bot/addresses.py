"""Where messages go: the conversations that Slack opened for us, so that each is opened once."""

from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import insert_unless_present
from models import Delivery, DeliveryState, Member, Operation, PairChat, Workspace


async def workspace(session: AsyncSession, workspace_id: int) -> Workspace:
    """The workspace with this id."""
    return (await session.scalars(select(Workspace).where(Workspace.id == workspace_id))).one()


async def conversation_of(session: AsyncSession, delivery: Delivery) -> str | None:
    """The Slack id of the conversation a delivery goes to; None when Slack has to open it first."""
    if delivery.channel_slack_id is not None:
        return delivery.channel_slack_id
    if delivery.second_member_id is not None:
        pair: str | None = await session.scalar(
            select(PairChat.slack_channel).where(
                PairChat.workspace_id == delivery.workspace_id,
                PairChat.first_member_id == delivery.member_id,
                PairChat.second_member_id == delivery.second_member_id,
            )
        )
        return pair
    direct: str | None = await session.scalar(
        select(Member.direct_message_slack_id).where(
            Member.workspace_id == delivery.workspace_id, Member.id == delivery.member_id
        )
    )
    return direct


async def remember_conversation(session: AsyncSession, delivery: Delivery, slack_channel: str) -> None:
    """Keep the conversation that Slack opened for this delivery's people."""
    if delivery.second_member_id is not None:
        await insert_unless_present(
            session,
            PairChat,
            workspace_id=delivery.workspace_id,
            first_member_id=delivery.member_id,
            second_member_id=delivery.second_member_id,
            slack_channel=slack_channel,
        )
        return
    await session.execute(
        update(Member)
        .where(Member.workspace_id == delivery.workspace_id, Member.id == delivery.member_id)
        .values(direct_message_slack_id=slack_channel)
    )


async def forget_conversation(session: AsyncSession, delivery: Delivery, slack_channel: str) -> None:
    """Drop a conversation that Slack does not know any more, unless a newer one was stored since."""
    if delivery.second_member_id is not None:
        await session.execute(
            delete(PairChat).where(
                PairChat.workspace_id == delivery.workspace_id,
                PairChat.first_member_id == delivery.member_id,
                PairChat.second_member_id == delivery.second_member_id,
                PairChat.slack_channel == slack_channel,
            )
        )
        return
    await session.execute(
        update(Member)
        .where(
            Member.workspace_id == delivery.workspace_id,
            Member.id == delivery.member_id,
            Member.direct_message_slack_id == slack_channel,
        )
        .values(direct_message_slack_id=None)
    )


async def card_of(session: AsyncSession, delivery: Delivery) -> Delivery | None:
    """The post that an edit concerns."""
    card: Delivery | None = await session.scalar(
        select(Delivery).where(Delivery.workspace_id == delivery.workspace_id, Delivery.id == delivery.card_id)
    )
    return card


async def newest_ts_before(session: AsyncSession, workspace_id: int, moment: datetime) -> str | None:
    """The newest message id that Slack answered before `moment` (machine time): where a look-up may stop."""
    newest: str | None = await session.scalar(
        select(func.max(Delivery.slack_ts)).where(
            Delivery.workspace_id == workspace_id,
            Delivery.state == DeliveryState.SENT,
            Delivery.settled_at < moment,
            # A file has an id of its own and no such moment.
            Delivery.operation != Operation.FILE,
        )
    )
    return newest
