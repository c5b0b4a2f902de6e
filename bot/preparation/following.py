"""What time makes of a wish to prepare: no answer for two working days, or nothing left to prepare for."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import people
from bot.hours import after_working_time, week_of, zone_named
from bot.preparation.answering import ANSWERED
from bot.preparation.asking import ASKED, CALENDAR, cards_follow, tell_host
from bot.preparation.reading import PreparationCard, card_of, hold
from models import Lunch, LunchHost, Member, Preparation, PreparationState, Workspace

UNANSWERED = "preparation_unanswered"
WITHDRAWN = "preparation_withdrawn"
WORKING_DAYS = 2
# Once a session is over for so long nothing about it has to be told any more, as after a downtime.
_OVER = timedelta(days=2)
_OPEN = (
    PreparationState.ASKED,
    PreparationState.UNANSWERED,
    PreparationState.SUGGESTED,
    PreparationState.AGREED,
)


async def to_follow(session: AsyncSession, *, now: datetime) -> list[tuple[int, int]]:
    """Time to prepare, by workspace, that is not needed any more, or about which a host waits for too long."""
    found = await session.scalars(
        select(Preparation)
        .join(Lunch, (Lunch.id == Preparation.lunch_id) & (Lunch.workspace_id == Preparation.workspace_id))
        .join(Workspace, Workspace.id == Preparation.workspace_id)
        .where(Preparation.state.in_(_OPEN), Lunch.begins_at > now - _OVER, Workspace.uninstalled_at.is_(None))
        .order_by(Preparation.id)
    )
    due = []
    for preparation in found.all():
        card = await card_of(session, preparation)
        if not await _is_needed(session, card) or _is_late(card, now):
            due.append((preparation.workspace_id, preparation.id))
    return due


async def follow(session: AsyncSession, workspace_id: int, preparation_id: int, *, now: datetime) -> None:
    """Withdraw time that is not needed, or tell its host once that no answer came; nothing where neither is true."""
    preparation = await hold(session, workspace_id, preparation_id)
    card = await card_of(session, preparation)
    if preparation.state not in _OPEN:
        return
    if not await _is_needed(session, card):
        await _withdraw(session, card, now=now)
    elif _is_late(card, now):
        preparation.state = PreparationState.UNANSWERED
        await session.flush()
        await tell_host(session, preparation, UNANSWERED, now=now)


async def _is_needed(session: AsyncSession, card: PreparationCard) -> bool:
    lunch, host = card.lunch, card.host
    if lunch.cancelled_at is not None or lunch.begins_at < card.ends_at or not people.may_take_part(host):
        return False
    holds_it = select(LunchHost.id).where(
        LunchHost.workspace_id == lunch.workspace_id, LunchHost.lunch_id == lunch.id, LunchHost.member_id == host.id
    )
    return await session.scalar(holds_it) is not None


def _is_late(card: PreparationCard, now: datetime) -> bool:
    """Whether each lead had two of their working days to answer; at once where nobody leads any more."""
    if card.preparation.state is not PreparationState.ASKED:
        return False
    return all(_waited_for(lead, card.preparation.asked_at) <= now for lead in card.leads)


def _waited_for(lead: Member, asked_at: datetime) -> datetime:
    hours = people.hours_of(lead)
    begins, ends = (timedelta(hours=wall.hour, minutes=wall.minute) for wall in (hours.works_from, hours.works_until))
    one_day = (ends - begins) % timedelta(days=1) or timedelta(days=1)
    return after_working_time(hours, asked_at, WORKING_DAYS * one_day)


async def _withdraw(session: AsyncSession, card: PreparationCard, *, now: datetime) -> None:
    preparation = card.preparation
    was_agreed = preparation.state is PreparationState.AGREED
    preparation.state = PreparationState.WITHDRAWN
    if was_agreed:
        preparation.sequence += 1
    week_on = preparation.counted_week_on
    if week_on is not None and week_of(zone_named(card.host.zone), now) <= week_on:
        await people.give_ask_back(session, preparation.workspace_id, preparation.host_id, week_on)
        preparation.counted_week_on = None
    await session.flush()
    await cards_follow(session, preparation, (ASKED, ANSWERED), now=now)
    await tell_host(session, preparation, WITHDRAWN, now=now)
    if was_agreed:
        await tell_host(session, preparation, CALENDAR, now=now)
