"""What time makes of a wish to prepare: no answer for two working days, or nothing left to prepare for."""

from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import people, teams
from bot.hours import after_working_time, week_of, zone_named
from bot.preparation.answering import ANSWERED
from bot.preparation.asking import ASKED, CALENDAR, cards_follow, tell_host
from bot.preparation.reading import hold
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
    rows = await session.execute(_with_what_it_is_for().where(Lunch.begins_at > now - _OVER).order_by(Preparation.id))
    return [
        (preparation.workspace_id, preparation.id)
        for preparation, lunch, host, place in rows.all()
        if not _is_needed(preparation, lunch, host, holds_it=place is not None)
        or await _is_late(session, preparation, host, now)
    ]


async def follow(session: AsyncSession, workspace_id: int, preparation_id: int, *, now: datetime) -> None:
    """Withdraw time that is not needed, or tell its host once that no answer came; nothing where neither is true."""
    await hold(session, workspace_id, preparation_id)
    of_it = (Preparation.workspace_id == workspace_id, Preparation.id == preparation_id)
    found = (await session.execute(_with_what_it_is_for().where(*of_it))).one_or_none()
    if found is None:
        return
    preparation, lunch, host, place = found
    if not _is_needed(preparation, lunch, host, holds_it=place is not None):
        await _withdraw(session, preparation, host, now=now)
    elif await _is_late(session, preparation, host, now):
        preparation.state = PreparationState.UNANSWERED
        await session.flush()
        await tell_host(session, preparation, UNANSWERED, now=now)


def _with_what_it_is_for() -> Select[Preparation, Lunch, Member, int]:
    """Time that is open or agreed, with its session and its host, and the host's place in the session if it stands."""
    return (
        select(Preparation, Lunch, Member, LunchHost.id)
        .join(Lunch, (Lunch.id == Preparation.lunch_id) & (Lunch.workspace_id == Preparation.workspace_id))
        .join(Member, (Member.id == Preparation.host_id) & (Member.workspace_id == Preparation.workspace_id))
        .join(Workspace, Workspace.id == Preparation.workspace_id)
        .outerjoin(
            LunchHost,
            (LunchHost.lunch_id == Lunch.id)
            & (LunchHost.member_id == Member.id)
            & (LunchHost.workspace_id == Lunch.workspace_id),
        )
        .where(Preparation.state.in_(_OPEN), Workspace.uninstalled_at.is_(None))
    )


def _is_needed(preparation: Preparation, lunch: Lunch, host: Member, *, holds_it: bool) -> bool:
    ends_at = preparation.begins_at + timedelta(minutes=preparation.minutes)
    return holds_it and lunch.cancelled_at is None and lunch.begins_at >= ends_at and people.may_take_part(host)


async def _is_late(session: AsyncSession, preparation: Preparation, host: Member, now: datetime) -> bool:
    """Whether each lead had two of their working days to answer; at once where nobody leads any more."""
    if preparation.state is not PreparationState.ASKED:
        return False
    leads = await teams.leads_of(session, host)
    return all(_waited_for(lead, preparation.asked_at) <= now for lead in leads)


def _waited_for(lead: Member, asked_at: datetime) -> datetime:
    hours = people.hours_of(lead)
    begins, ends = (timedelta(hours=wall.hour, minutes=wall.minute) for wall in (hours.works_from, hours.works_until))
    one_day = (ends - begins) % timedelta(days=1) or timedelta(days=1)
    return after_working_time(hours, asked_at, WORKING_DAYS * one_day)


async def _withdraw(session: AsyncSession, preparation: Preparation, host: Member, *, now: datetime) -> None:
    was_agreed = preparation.state is PreparationState.AGREED
    preparation.state = PreparationState.WITHDRAWN
    if was_agreed:
        preparation.sequence += 1
    week_on = preparation.counted_week_on
    if week_on is not None and week_of(zone_named(host.zone), now) <= week_on:
        await people.give_ask_back(session, preparation.workspace_id, preparation.host_id, week_on)
        preparation.counted_week_on = None
    await session.flush()
    await cards_follow(session, preparation, (ASKED, ANSWERED), now=now)
    await tell_host(session, preparation, WITHDRAWN, now=now)
    if was_agreed:
        await tell_host(session, preparation, CALENDAR, now=now)
