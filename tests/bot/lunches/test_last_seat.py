"""Eight people press *I'm in* together for one seat, time and again, while some give theirs back."""

import asyncio
from datetime import date, time, timedelta

from sqlalchemy import func, select

from bot import lunches, people
from bot.database import Database
from bot.lunches import Plan
from models import Attendance, Lunch, Member, Seat
from tests.factories import MONDAY, a_member, a_workspace

PEOPLE = 8
ROUNDS = 100
ROUNDS_ON_SQLITE = 40


def a_plan(host: Member, *, seats: int | None = 1, title: str = "Terraform without tears") -> Plan:
    """A lunch-and-learn in a week and a half."""
    return Plan(
        title=title,
        about="No experience needed.",
        on=date(2026, 12, 3),
        at=time(12, 30),
        zone="Europe/Madrid",
        minutes=45,
        place="Kitchen",
        link="",
        channel_slack_id="C0LUNCH",
        hosts=[host],
        seats=seats,
    )


async def _says(database: Database, workspace_id: int, member_id: int, lunch_id: int, wanted: Attendance) -> None:
    async with database.transaction() as session:
        member = (await people.members(session, workspace_id, [member_id]))[member_id]
        await lunches.say(session, member, lunch_id, wanted, now=MONDAY + timedelta(hours=1))


async def test_the_last_seat_goes_to_exactly_one_and_none_is_left_while_somebody_waits(database: Database) -> None:
    rounds = ROUNDS_ON_SQLITE if database.is_sqlite else ROUNDS
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        host = await a_member(session, workspace, "Bo Larsen")
        readers = [(await a_member(session, workspace, f"Reader {number}")).id for number in range(PEOPLE)]
        ids = [
            (await lunches.announce(session, host, a_plan(host, title=f"Plan {number}"), now=MONDAY)).id
            for number in range(rounds)
        ]
    winners = set()
    for number, lunch_id in enumerate(ids):
        first = number % PEOPLE
        in_order = readers[first:] + readers[:first]
        await asyncio.gather(*(_says(database, workspace.id, reader, lunch_id, Attendance.IN) for reader in in_order))
        async with database.reading() as session:
            seated = select(Seat.member_id).where(Seat.lunch_id == lunch_id, Seat.attendance == Attendance.IN)
            [winner] = (await session.scalars(seated)).all()
            waiting = select(func.count()).where(Seat.lunch_id == lunch_id, Seat.attendance == Attendance.WAITING)
            assert await session.scalar(waiting) == PEOPLE - 1
        winners.add(winner)
        # Whoever has it gives it back while others press again: it is somebody else's, and never two people's.
        again = [reader for reader in readers if reader != winner][:2]
        await asyncio.gather(
            _says(database, workspace.id, winner, lunch_id, Attendance.NOT_COMING),
            *(_says(database, workspace.id, reader, lunch_id, Attendance.IN) for reader in again),
        )
        async with database.reading() as session:
            [heir] = (await session.scalars(seated)).all()
            assert heir != winner
    assert len(winners) > 1
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Lunch)) == rounds
