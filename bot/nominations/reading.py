"""Nominations as their nominee reads them, and nobody else."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import people
from bot.nominations.suggesting import OPEN_FOR
from models import Member, Nomination, NominationOrigin, NominationState


@dataclass(frozen=True)
class NominationCard:
    """What a nominee reads: the topic, whom it came from where a colleague is behind it, and what they said to it.

    `asked_at` is when it got a message of its own, so that an older message about the same topic can be told apart.
    """

    nomination_id: int
    topic: str
    origin: NominationOrigin
    state: NominationState
    by: str | None
    asks_a_week: int
    asked_at: datetime | None


async def card(session: AsyncSession, workspace_id: int, nomination_id: int) -> NominationCard | None:
    """The card of a nomination; None for one that is gone."""
    found = select(Nomination).where(Nomination.workspace_id == workspace_id, Nomination.id == nomination_id)
    return await _card(session, await session.scalar(found))


async def waiting_on(session: AsyncSession, nominee: Member, *, now: datetime) -> NominationCard | None:
    """The one suggestion that a member finds in their Home: the oldest that waits for their answer."""
    return await _card(
        session,
        await session.scalar(
            select(Nomination)
            .where(
                Nomination.workspace_id == nominee.workspace_id,
                Nomination.nominee_id == nominee.id,
                Nomination.state == NominationState.PENDING,
                Nomination.nominated_at > now - OPEN_FOR,
                Nomination.nominated_at <= now,
            )
            .order_by(Nomination.nominated_at, Nomination.id)
            .limit(1)
        ),
    )


async def beside(
    session: AsyncSession, workspace_id: int, kind: str, subject_id: int, nominee_id: int
) -> NominationCard | None:
    """The suggestion that a card of another kind shows to this member; None where it shows none."""
    return await _card(
        session,
        await session.scalar(
            select(Nomination)
            .where(
                Nomination.workspace_id == workspace_id,
                Nomination.nominee_id == nominee_id,
                Nomination.beside_kind == kind,
                Nomination.beside_subject_id == subject_id,
            )
            .order_by(Nomination.id)
            .limit(1)
        ),
    )


async def _card(session: AsyncSession, nomination: Nomination | None) -> NominationCard | None:
    if nomination is None:
        return None
    both = [nomination.nominee_id, *([nomination.nominated_by_id] if nomination.nominated_by_id else [])]
    found = await people.members(session, nomination.workspace_id, both)
    nominee, by = found[nomination.nominee_id], found.get(nomination.nominated_by_id or 0)
    if not people.may_take_part(nominee):
        return None
    return NominationCard(
        nomination_id=nomination.id,
        topic=nomination.topic,
        origin=nomination.origin,
        state=nomination.state,
        by=by.name if by is not None and by.forgotten_at is None else None,
        asks_a_week=nominee.asks_a_week,
        asked_at=nomination.asked_at,
    )
