"""When people work, whether they may be asked now, and how much of their week is taken."""

from datetime import date, datetime, time

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import changed, insert_unless_present
from bot.hours import Hours, at_work, next_open, start_of_next_week, week_of, zone_named
from bot.people.knowing import may_take_part
from models import AskAllowance, Member

# What working hours are made of, in the order in which `hours_as` takes them.
WORKING = (Member.zone, Member.works_from, Member.works_until, Member.works_on, Member.holidays_of)


def hours_of(member: Member) -> Hours:
    """A member's working hours in their own zone."""
    return hours_as(member.zone, member.works_from, member.works_until, member.works_on, member.holidays_of)


def hours_as(zone: str, works_from: time, works_until: time, works_on: str, holidays_of: str | None) -> Hours:
    """The working hours that these columns of a member say; thousands of members share a few of them."""
    return Hours(
        zone=zone_named(zone),
        works_from=works_from,
        works_until=works_until,
        works_on=frozenset(int(day) for day in works_on) or frozenset(range(5)),
        holidays_of=holidays_of,
    )


def is_paused(member: Member, moment: datetime) -> bool:
    """Whether a member asked not to be asked at this moment."""
    return member.paused_until is not None and member.paused_until > moment


def may_be_asked(member: Member, moment: datetime) -> bool:
    """Whether somebody takes part and has not paused."""
    return may_take_part(member) and not is_paused(member, moment)


def is_at_work(member: Member, moment: datetime) -> bool:
    """Whether a member is in their working hours."""
    return at_work(hours_of(member), moment)


def back_at(member: Member, moment: datetime) -> datetime:
    """When a member is next in their working hours; `moment` itself when they are now."""
    return next_open(hours_of(member), moment)


def full_until(member: Member, moment: datetime) -> datetime:
    """When a member can be asked again whose week, the one an ask at `moment` counts in, is full."""
    return start_of_next_week(hours_of(member), back_at(member, moment))


def ask_week(member: Member, moment: datetime) -> date:
    """The week of the member's own calendar that an ask at `moment` counts in, named by its Monday.

    An ask outside working hours reaches them when work begins, so it counts in that week.
    """
    return week_of(zone_named(member.zone), back_at(member, moment))


async def asks_taken(session: AsyncSession, workspace_id: int, weeks: dict[int, date]) -> dict[int, int]:
    """How many asks each member (by id) has had in the week given for them; absent means none."""
    rows = await session.execute(
        select(AskAllowance.member_id, AskAllowance.week_on, AskAllowance.taken).where(
            AskAllowance.workspace_id == workspace_id, AskAllowance.member_id.in_(weeks)
        )
    )
    return {member_id: taken for member_id, week_on, taken in rows if weeks[member_id] == week_on}


async def take_ask(session: AsyncSession, member: Member, week_on: date) -> bool:
    """Take one ask of a member's week; False when their limit is reached, however many ask at once."""
    await insert_unless_present(
        session, AskAllowance, workspace_id=member.workspace_id, member_id=member.id, week_on=week_on, taken=0
    )
    return await changed(
        session,
        update(AskAllowance)
        .where(
            AskAllowance.workspace_id == member.workspace_id,
            AskAllowance.member_id == member.id,
            AskAllowance.week_on == week_on,
            AskAllowance.taken < member.asks_a_week,
        )
        .values(taken=AskAllowance.taken + 1),
    )


async def give_ask_back(session: AsyncSession, workspace_id: int, member_id: int, week_on: date) -> None:
    """Give an ask back that never reached the member."""
    await session.execute(
        update(AskAllowance)
        .where(
            AskAllowance.workspace_id == workspace_id,
            AskAllowance.member_id == member_id,
            AskAllowance.week_on == week_on,
            AskAllowance.taken > 0,
        )
        .values(taken=AskAllowance.taken - 1)
    )
