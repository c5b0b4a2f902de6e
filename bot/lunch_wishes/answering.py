"""What an expert says who was asked to hold a lunch-and-learn, and what their card says; a no is silent."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, lunches, people, skills
from bot.commands import here
from bot.database import changed
from bot.errors import NotYours, Settled
from bot.lunch_wishes.choosing import LATELY
from bot.lunch_wishes.proposing import KIND
from models import Delivery, LunchProposal, Member, ProposalState

_OPEN = (ProposalState.ASKED, ProposalState.YES)


@dataclass(frozen=True)
class ProposalCard:
    """What the card of an expert says; `is_theirs` where they hold the one that is planned."""

    proposal_id: int
    topic: str
    state: ProposalState
    is_theirs: bool


async def yes(session: AsyncSession, member: Member, proposal_id: int, *, now: datetime) -> str:
    """Say yes, once more too; gives the topic, for the form. Nothing is announced by it.

    Raises NotYours for what somebody else was asked, Settled once it is over.
    """
    proposal = await _answer(session, member, proposal_id, ProposalState.YES, now=now)
    topic = await skills.name_of(session, member.workspace_id, proposal.skill_id)
    if topic is None:
        raise NotYours
    return topic


async def not_now(session: AsyncSession, member: Member, proposal_id: int, *, now: datetime) -> None:
    """Say no, or no after all; nobody learns of it. Raises as `yes` does."""
    await _answer(session, member, proposal_id, ProposalState.NO, now=now)


async def _answer(
    session: AsyncSession, member: Member, proposal_id: int, state: ProposalState, *, now: datetime
) -> LunchProposal:
    theirs = (
        LunchProposal.workspace_id == member.workspace_id,
        LunchProposal.id == proposal_id,
        LunchProposal.member_id == member.id,
    )
    if await changed(session, update(LunchProposal).where(*theirs, LunchProposal.state.in_(_OPEN)).values(state=state)):
        await deliveries.refresh(session, workspace_id=member.workspace_id, kind=KIND, subject_id=proposal_id, now=now)
    proposal: LunchProposal | None = await session.scalar(
        select(LunchProposal).where(*theirs), execution_options={"populate_existing": True}
    )
    if proposal is None:
        raise NotYours
    if proposal.state is not state:
        raise Settled(
            "This question has had its time. You can hold one whenever you like: "
            f"type {here('/lunchandlearn')} and its title."
        )
    return proposal


async def proposal_card(session: AsyncSession, delivery: Delivery, *, now: datetime) -> ProposalCard | None:
    """What the card says now; None where it is gone, or where nobody need be asked any more who was not asked yet."""
    proposal = await _of(session, delivery)
    topic = await skills.name_of(session, delivery.workspace_id, proposal.skill_id) if proposal is not None else None
    if proposal is None or topic is None:
        return None
    if delivery.card_id is None:
        found = await people.members(session, proposal.workspace_id, [proposal.member_id])
        is_held = await lunches.is_held_since(session, proposal.workspace_id, proposal.skill_id, since=now - LATELY)
        can_be_asked = people.may_be_asked(found[proposal.member_id], now)
        if proposal.state is not ProposalState.ASKED or is_held or not can_be_asked:
            return None
    is_theirs = proposal.state is ProposalState.PLANNED and await lunches.is_held_since(
        session, proposal.workspace_id, proposal.skill_id, since=proposal.asked_at, by=proposal.member_id
    )
    return ProposalCard(proposal.id, topic, proposal.state, is_theirs)


async def was_not_asked(session: AsyncSession, delivery: Delivery) -> None:
    """Forget that somebody was to be asked who never read of it, so that they may be asked another time."""
    await session.execute(
        delete(LunchProposal).where(
            LunchProposal.workspace_id == delivery.workspace_id, LunchProposal.id == delivery.subject_id
        ),
        execution_options={"synchronize_session": False},
    )


async def was_not_reached(session: AsyncSession, delivery: Delivery) -> None:
    """Let somebody else be asked where Slack does not take messages for this one."""
    await session.execute(
        update(LunchProposal)
        .where(
            LunchProposal.workspace_id == delivery.workspace_id,
            LunchProposal.id == delivery.subject_id,
            LunchProposal.state == ProposalState.ASKED,
        )
        .values(state=ProposalState.EXPIRED),
        execution_options={"synchronize_session": False},
    )


async def _of(session: AsyncSession, delivery: Delivery) -> LunchProposal | None:
    found: LunchProposal | None = await session.scalar(
        select(LunchProposal).where(
            LunchProposal.workspace_id == delivery.workspace_id, LunchProposal.id == delivery.subject_id
        )
    )
    return found
