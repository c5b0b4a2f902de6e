"""Asking for time to prepare: a host asks their leads, of whom the first to answer decides."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, people, teams
from bot.deliveries import ToMember
from bot.errors import Settled, WhoKnowsError
from bot.preparation.times import LENGTH_FIELD, check, chosen_or_fitting
from models import Lunch, Member, Preparation, PreparationState

ASKED = "preparation_asked"
CALENDAR = "preparation_calendar"


@dataclass(frozen=True)
class Wanted:
    """Time that somebody would like before a session begins."""

    begins_at: datetime
    minutes: int


async def want(
    session: AsyncSession,
    host: Member,
    *,
    holds_it: bool,
    session_at: datetime,
    minutes: int,
    on: date | None,
    at: time | None,
    now: datetime,
) -> Wanted:
    """What somebody would like, checked; `on` and `at` are in their zone, None where they left it to us.

    Raises WhoKnowsError, with its field, for who has no lead or does not hold it, and for time that does not fit.
    """
    if not holds_it:
        raise WhoKnowsError(
            "You don't hold this one, and time to prepare is asked for oneself only. Choose none.", field=LENGTH_FIELD
        )
    if not await teams.leads_of(session, host):
        raise WhoKnowsError("There is no lead who could be asked. Choose none.", field=LENGTH_FIELD)
    begins_at = chosen_or_fitting(people.hours_of(host), session_at, minutes, on=on, at=at, now=now)
    return Wanted(begins_at, minutes)


async def ask(session: AsyncSession, host: Member, lunch: Lunch, wanted: Wanted, *, now: datetime) -> None:
    """Ask each lead of a host once, in the lead's working hours; raises WhoKnowsError for time that has passed."""
    if wanted.begins_at <= now:
        raise Settled(
            "The time to prepare has passed meanwhile, so nothing was posted. Fill in the form again, with a later one."
        )
    check(wanted.begins_at, wanted.minutes, lunch.begins_at, now=now)
    preparation = Preparation(
        workspace_id=lunch.workspace_id,
        lunch_id=lunch.id,
        host_id=host.id,
        state=PreparationState.ASKED,
        begins_at=wanted.begins_at,
        minutes=wanted.minutes,
        asked_at=now,
        uid=str(uuid4()),
        sequence=0,
    )
    session.add(preparation)
    await session.flush()
    for lead in await teams.leads_of(session, host):
        await deliveries.owe(
            session,
            workspace_id=lunch.workspace_id,
            kind=ASKED,
            subject_id=preparation.id,
            key=f"{ASKED}:{preparation.id}:{lead.id}",
            to=ToMember(lead.id),
            due_at=people.back_at(lead, now),
            keeps_quiet_hours=True,
        )


async def tell_host(session: AsyncSession, preparation: Preparation, kind: str, *, now: datetime) -> None:
    """Owe the host one message of this kind, or the file for their calendar as it is now."""
    await deliveries.owe(
        session,
        workspace_id=preparation.workspace_id,
        kind=kind,
        subject_id=preparation.id,
        key=f"{kind}:{preparation.id}:{preparation.sequence}",
        to=ToMember(preparation.host_id),
        facts={"sequence": preparation.sequence},
        due_at=now,
        keeps_quiet_hours=True,
        as_file=kind == CALENDAR,
    )


async def cards_follow(
    session: AsyncSession, preparation: Preparation, kinds: Collection[str], *, now: datetime
) -> None:
    """Owe an edit of the cards of these kinds, so that they say what is true now."""
    for kind in kinds:
        await deliveries.refresh(
            session, workspace_id=preparation.workspace_id, kind=kind, subject_id=preparation.id, now=now
        )
