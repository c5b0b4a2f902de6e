"""The tour: a rehearsal in one's own direct messages, which reaches nobody else and counts nowhere."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, people
from bot.commands import here
from bot.database import changed, decide_alone, insert_unless_present
from bot.deliveries import ToMember
from bot.errors import Settled
from models import Member, Tour


class Step(StrEnum):
    """Where a rehearsal stands: the word that is kept."""

    ASKED = "asked"
    PASSED = "passed"
    HELPING = "helping"
    THANKED = "thanked"
    ASKING = "asking"
    HELPED = "helped"
    DONE = "done"
    LEFT = "left"


_NEXT = {
    Step.ASKED: Step.HELPING,
    Step.PASSED: Step.HELPING,
    Step.HELPING: Step.THANKED,
    Step.THANKED: Step.ASKING,
    Step.ASKING: Step.HELPED,
    Step.HELPED: Step.DONE,
}


@dataclass(frozen=True)
class TourCard:
    """What somebody reads of their rehearsal."""

    member: Member
    step: Step
    begun_at: datetime


async def begin(session: AsyncSession, member: Member, *, now: datetime) -> None:
    """Begin a rehearsal, from the start; the card of an earlier one retires."""
    await decide_alone(session, member.workspace_id)
    await insert_unless_present(
        session, Tour, workspace_id=member.workspace_id, member_id=member.id, step=Step.ASKED.value, begun_at=now
    )
    tour_id = (
        await session.scalars(
            update(Tour)
            .where(Tour.workspace_id == member.workspace_id, Tour.member_id == member.id)
            .values(step=Step.ASKED.value, begun_at=now)
            .returning(Tour.id)
        )
    ).one()
    await deliveries.refresh(session, workspace_id=member.workspace_id, kind="tour", subject_id=tour_id, now=now)
    await deliveries.owe(
        session,
        workspace_id=member.workspace_id,
        kind="tour",
        subject_id=tour_id,
        key=f"tour:{tour_id}:{now.isoformat()}",
        to=ToMember(member.id),
        facts={"begun_at": now.isoformat()},
        due_at=now,
    )


async def go_on(session: AsyncSession, member: Member, step: str, *, now: datetime) -> None:
    """Take the next step after `step`; where the rehearsal is elsewhere, the card says again where it stands."""
    if step in _NEXT:
        await _move(session, member, [Step(step)], _NEXT[Step(step)])
    await _card_follows(session, member, now=now)


async def pass_on(session: AsyncSession, member: Member, *, now: datetime) -> None:
    """Say *Not this time* to the made-up colleague."""
    await _move(session, member, [Step.ASKED], Step.PASSED)
    await _card_follows(session, member, now=now)


async def leave(session: AsyncSession, member: Member, *, now: datetime) -> None:
    """End a rehearsal where it stands."""
    await _move(session, member, _NEXT, Step.LEFT)
    await _card_follows(session, member, now=now)


async def _move(session: AsyncSession, member: Member, steps: Collection[Step], following: Step) -> None:
    await changed(
        session,
        update(Tour)
        .where(Tour.workspace_id == member.workspace_id, Tour.member_id == member.id, Tour.step.in_(steps))
        .values(step=following.value),
    )


async def _card_follows(session: AsyncSession, member: Member, *, now: datetime) -> None:
    own = select(Tour.id).where(Tour.workspace_id == member.workspace_id, Tour.member_id == member.id)
    tour_id = await session.scalar(own)
    if tour_id is None:
        raise Settled(f"This rehearsal is over. {here('/whoknows')} tour begins another.")
    await deliveries.refresh(session, workspace_id=member.workspace_id, kind="tour", subject_id=tour_id, now=now)


async def card(session: AsyncSession, workspace_id: int, tour_id: int) -> TourCard | None:
    """The card of a rehearsal; None for one that is gone."""
    tour = await session.scalar(
        select(Tour)
        .where(Tour.workspace_id == workspace_id, Tour.id == tour_id)
        .execution_options(populate_existing=True)
    )
    if tour is None:
        return None
    member = (await people.members(session, workspace_id, [tour.member_id]))[tour.member_id]
    return TourCard(member, Step(tour.step), tour.begun_at)
