"""The nominee's answer: a yes lists the topic, and a no is silent; so is no answer at all."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, people, skills
from bot.commands import here
from bot.database import changed, decide_alone
from bot.errors import NotYours, Settled
from bot.nominations.suggesting import OPEN_FOR, bring_next
from models import Member, Nomination, NominationOrigin, NominationState, Source


async def accept(session: AsyncSession, nominee: Member, nomination_id: int, *, now: datetime) -> None:
    """List the topic, as *can help*; a no that was said before is taken back with it."""
    if not await _settle(session, nominee, nomination_id, NominationState.ACCEPTED, now=now):
        raise Settled(f"It is on your list since you said yes. {here('/skills')} shows all of it.")
    nomination = await _own(session, nominee, nomination_id)
    source = Source.EARNED if nomination.origin is NominationOrigin.HELP else Source.NOMINATION
    await skills.add(session, nominee, [nomination.topic], source=source, now=now)
    await _follows(session, nominee, nomination, now=now)


async def not_now(session: AsyncSession, nominee: Member, nomination_id: int, *, now: datetime) -> None:
    """Leave the topic for a while."""
    await _refuse(session, nominee, nomination_id, NominationState.NOT_NOW, now=now)


async def never(session: AsyncSession, nominee: Member, nomination_id: int, *, now: datetime) -> None:
    """Leave the topic for good."""
    await _refuse(session, nominee, nomination_id, NominationState.NEVER, now=now)


async def _refuse(
    session: AsyncSession, nominee: Member, nomination_id: int, state: NominationState, *, now: datetime
) -> None:
    if not await _settle(session, nominee, nomination_id, state, now=now):
        nomination = await _own(session, nominee, nomination_id)
        if nomination.state is NominationState.ACCEPTED:
            raise Settled(
                f"You added {nomination.topic} already. {here('/skills')} remove {nomination.topic} takes it off."
            )
        raise Settled("This suggestion is settled already. Nothing more for you to do.")
    await _follows(session, nominee, await _own(session, nominee, nomination_id), now=now)


async def _settle(
    session: AsyncSession, nominee: Member, nomination_id: int, state: NominationState, *, now: datetime
) -> bool:
    """Give the nominee's answer its place; False when another one has it. A yes may follow a no, never the reverse."""
    await decide_alone(session, nominee.workspace_id)
    await _own(session, nominee, nomination_id)
    settled = [NominationState.ACCEPTED]
    if state is not NominationState.ACCEPTED:
        settled += [state, NominationState.NEVER, NominationState.EXPIRED]
    return await changed(
        session,
        update(Nomination)
        .where(Nomination.id == nomination_id, Nomination.state.not_in(settled))
        .values(state=state, settled_at=now),
    )


async def _own(session: AsyncSession, nominee: Member, nomination_id: int) -> Nomination:
    nomination: Nomination | None = await session.scalar(
        select(Nomination)
        .where(
            Nomination.workspace_id == nominee.workspace_id,
            Nomination.id == nomination_id,
            Nomination.nominee_id == nominee.id,
        )
        .execution_options(populate_existing=True)
    )
    if nomination is None:
        raise NotYours
    return nomination


async def to_expire(session: AsyncSession, *, now: datetime) -> list[tuple[int, int]]:
    """The nominations, each with its workspace, that nobody answered in time."""
    rows = await session.execute(
        select(Nomination.workspace_id, Nomination.id)
        .where(Nomination.state == NominationState.PENDING, Nomination.nominated_at <= now - OPEN_FOR)
        .order_by(Nomination.id)
    )
    return [(workspace_id, nomination_id) for workspace_id, nomination_id in rows]


async def expire(session: AsyncSession, workspace_id: int, nomination_id: int, *, now: datetime) -> None:
    """Let a nomination end that nobody answered; its card says so, and nobody is told."""
    await decide_alone(session, workspace_id)
    ended: Nomination | None = await session.scalar(
        update(Nomination)
        .where(
            Nomination.workspace_id == workspace_id,
            Nomination.id == nomination_id,
            Nomination.state == NominationState.PENDING,
            Nomination.nominated_at <= now - OPEN_FOR,
        )
        .values(state=NominationState.EXPIRED, settled_at=now)
        .returning(Nomination)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    if ended is not None:
        nominee = (await people.members(session, workspace_id, [ended.nominee_id]))[ended.nominee_id]
        await _follows(session, nominee, ended, now=now)


async def _follows(session: AsyncSession, nominee: Member, nomination: Nomination, *, now: datetime) -> None:
    cards = [("nomination", nomination.id)]
    if nomination.beside_kind is not None and nomination.beside_subject_id is not None:
        cards.append((nomination.beside_kind, nomination.beside_subject_id))
    for kind, subject_id in cards:
        await deliveries.refresh(
            session, workspace_id=nomination.workspace_id, kind=kind, subject_id=subject_id, now=now
        )
    await bring_next(session, nominee, now=now)
    await deliveries.home_follows(session, nominee, now=now)
