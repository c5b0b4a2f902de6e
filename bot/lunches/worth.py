"""Was it worth your lunch? What people answer is only counted: nobody can look up who said what.

The hosts read the totals once, when nobody is asked any more: of two totals the difference would tell.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries
from bot.database import changed
from bot.errors import NotYours, Settled
from bot.lunches.holding import find, hold, hold_to_join, hosts_of
from bot.lunches.reminder_times import asked_until
from models import Attendance, Delivery, Lunch, Member, Seat, Skill

WORTH = "lunch_worth"
FEWEST_ANSWERS = 5


class Worth(StrEnum):
    """What somebody can answer."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True)
class WorthCard:
    """The question as its reader has it; it cannot be answered once `has_judged`, nor where it is not `is_open`."""

    lunch: Lunch
    seat_id: int
    hosts: list[Member]
    has_judged: bool
    is_open: bool


async def seat_of(session: AsyncSession, lunch: Lunch, member_id: int) -> int:
    """The id of somebody's seat; 0 where they have none."""
    found = await session.scalar(
        select(Seat.id).where(
            Seat.workspace_id == lunch.workspace_id, Seat.lunch_id == lunch.id, Seat.member_id == member_id
        )
    )
    return found or 0


async def worth_card(session: AsyncSession, delivery: Delivery, *, now: datetime) -> WorthCard | None:
    """The card of one seat; None where there is nothing to ask: they were not in, or did not come."""
    seat = await session.scalar(
        select(Seat).where(Seat.workspace_id == delivery.workspace_id, Seat.id == delivery.subject_id)
    )
    lunch = await find(session, delivery.workspace_id, seat.lunch_id) if seat is not None else None
    if seat is None or lunch is None or lunch.cancelled_at is not None or seat.attendance is not Attendance.IN:
        return None
    if delivery.card_id is None and seat.came is False:
        return None
    is_open = now < asked_until(lunch.begins_at, lunch.minutes)
    return WorthCard(lunch, seat.id, await hosts_of(session, lunch), seat.has_judged, is_open)


async def judge(session: AsyncSession, member: Member, seat_id: int, worth: Worth, *, now: datetime) -> None:
    """Count what somebody answers, once; raises Settled where they did, or where nobody is asked (any more)."""
    lunch_id = await session.scalar(
        select(Seat.lunch_id).where(
            Seat.workspace_id == member.workspace_id,
            Seat.id == seat_id,
            Seat.member_id == member.id,
            Seat.attendance == Attendance.IN,
        )
    )
    if lunch_id is None:
        raise NotYours
    lunch = await hold(session, member.workspace_id, lunch_id)
    if lunch.cancelled_at is not None or lunch.begins_at > now:
        raise Settled("It has not taken place, so there is nothing to say about it yet.")
    if now >= asked_until(lunch.begins_at, lunch.minutes):
        raise Settled("Thank you. What people said has gone to the hosts already, so nothing more is counted.")
    is_first = await changed(
        session,
        update(Seat)
        .where(Seat.workspace_id == lunch.workspace_id, Seat.id == seat_id, Seat.has_judged.is_(False))
        .values(has_judged=True),
    )
    if not is_first:
        raise Settled("You answered this already. Thank you.")
    match worth:
        case Worth.YES:
            lunch.worth_yes += 1
        case Worth.PARTLY:
            lunch.worth_partly += 1
        case Worth.NO:
            lunch.worth_no += 1
    await session.flush()
    await deliveries.refresh(session, workspace_id=lunch.workspace_id, kind=WORTH, subject_id=seat_id, now=now)


@dataclass(frozen=True)
class Totals:
    """How many people said what."""

    yes: int
    partly: int
    no: int

    @property
    def people(self) -> int:
        """How many answered."""
        return self.yes + self.partly + self.no


def totals_of(lunch: Lunch, *, now: datetime) -> Totals | None:
    """The totals of one; None while people are asked, and where so few answered that totals would tell who."""
    totals = Totals(lunch.worth_yes, lunch.worth_partly, lunch.worth_no)
    is_over = now >= asked_until(lunch.begins_at, lunch.minutes)
    return totals if is_over and totals.people >= FEWEST_ANSWERS else None


@dataclass(frozen=True)
class ThanksToHosts:
    """Whom somebody may thank for a lunch-and-learn, and its topic."""

    lunch: Lunch
    hosts: list[Member]
    topic: str | None


async def thanks_to_hosts(session: AsyncSession, member: Member, lunch_id: int, *, now: datetime) -> ThanksToHosts:
    """The hosts, for the form that thanks them; raises Settled before it began, and where nobody is left to thank."""
    lunch = await hold_to_join(session, member, lunch_id, seen_in="")
    hosts = [host for host in await hosts_of(session, lunch) if host.id != member.id]
    if not hosts or lunch.cancelled_at is not None or lunch.begins_at > now:
        raise Settled("There is nobody to thank for this one. For anything else, type /kudos.")
    topic = await session.scalar(
        select(Skill.name).where(Skill.workspace_id == lunch.workspace_id, Skill.id == lunch.skill_id)
    )
    return ThanksToHosts(lunch, hosts, topic)
