"""Once a lunch-and-learn about a topic is planned: who wished for it is told once, and no expert need be asked."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, lunches, people
from bot.database import decide_alone
from bot.deliveries import ToMember
from bot.lunch_wishes.proposing import KIND as PROPOSAL
from models import Attendance, Delivery, Lunch, LunchHost, LunchProposal, LunchWish, ProposalState, Seat

KIND = "lunch_wished_for"
_COMES = (Attendance.IN, Attendance.MAYBE, Attendance.WAITING)


async def is_planned(session: AsyncSession, lunch: Lunch, *, now: datetime) -> None:
    """Owe a message to those who wished for what was announced, or came to be about their topic, and may know of it.

    The wish of whoever holds it is fulfilled by that; others' are once they were told.
    """
    if lunch.skill_id is None:
        return
    # Whoever wishes for it at this moment is told, too, or reads that it is planned.
    await decide_alone(session, lunch.workspace_id)
    hosts = set(
        await session.scalars(
            select(LunchHost.member_id).where(
                LunchHost.workspace_id == lunch.workspace_id, LunchHost.lunch_id == lunch.id
            )
        )
    )
    for host_id in sorted(hosts):
        await _fulfil(session, lunch, host_id)
    wishers = set(
        await session.scalars(
            select(LunchWish.member_id).where(
                LunchWish.workspace_id == lunch.workspace_id, LunchWish.skill_id == lunch.skill_id
            )
        )
    )
    for wisher in await lunches.of_these_may_see(session, lunch, wishers):
        if people.may_take_part(wisher):
            await deliveries.owe(
                session,
                workspace_id=lunch.workspace_id,
                kind=KIND,
                subject_id=lunch.id,
                key=f"{KIND}:{lunch.id}:{wisher.id}",
                to=ToMember(wisher.id),
                due_at=people.back_at(wisher, now),
                keeps_quiet_hours=True,
            )
    await _settle_proposals(session, lunch, now)


async def _settle_proposals(session: AsyncSession, lunch: Lunch, now: datetime) -> None:
    """Let experts know that one is planned who were asked to hold it, as far as they may know of it."""
    waiting = (
        LunchProposal.workspace_id == lunch.workspace_id,
        LunchProposal.skill_id == lunch.skill_id,
        LunchProposal.state.in_([ProposalState.ASKED, ProposalState.YES]),
    )
    asked = set(await session.scalars(select(LunchProposal.member_id).where(*waiting)))
    seeing = [member.id for member in await lunches.of_these_may_see(session, lunch, asked)] if asked else []
    if not seeing:
        return
    settled = await session.scalars(
        update(LunchProposal)
        .where(*waiting, LunchProposal.member_id.in_(seeing))
        .values(state=ProposalState.PLANNED)
        .returning(LunchProposal.id)
        .execution_options(synchronize_session=False)
    )
    await deliveries.refresh_all(
        session, workspace_id=lunch.workspace_id, kind=PROPOSAL, subject_ids=settled.all(), now=now
    )


async def told_of(session: AsyncSession, delivery: Delivery, *, now: datetime) -> lunches.LunchCard | None:
    """What a wisher is told of; None for who took the wish back, comes already, or was told, and once it is over."""
    card = await lunches.lunch_card(session, delivery.workspace_id, delivery.subject_id, now=now)
    if card is None or delivery.card_id is not None:
        return card
    is_over = card.lunch.cancelled_at is not None or card.is_over
    is_wished = select(LunchWish.id).where(
        LunchWish.workspace_id == delivery.workspace_id,
        LunchWish.skill_id == card.lunch.skill_id,
        LunchWish.member_id == delivery.member_id,
    )
    comes = select(Seat.id).where(
        Seat.workspace_id == delivery.workspace_id,
        Seat.lunch_id == card.lunch.id,
        Seat.member_id == delivery.member_id,
        Seat.attendance.in_(_COMES),
    )
    if is_over or await session.scalar(is_wished.limit(1)) is None or await session.scalar(comes) is not None:
        return None
    return card


async def wish_is_over(session: AsyncSession, delivery: Delivery, *, now: datetime) -> None:
    """Let the wish go of somebody who was told, or needed not be; it stays where nothing came of the plan."""
    card = await lunches.lunch_card(session, delivery.workspace_id, delivery.subject_id, now=now)
    if card is not None and delivery.member_id is not None and card.lunch.cancelled_at is None and not card.is_over:
        await _fulfil(session, card.lunch, delivery.member_id)


async def _fulfil(session: AsyncSession, lunch: Lunch, member_id: int) -> None:
    await session.execute(
        delete(LunchWish).where(
            LunchWish.workspace_id == lunch.workspace_id,
            LunchWish.skill_id == lunch.skill_id,
            LunchWish.member_id == member_id,
        ),
        execution_options={"synchronize_session": False},
    )
