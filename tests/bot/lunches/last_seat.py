"""Eight people press *I'm in* together for one seat, time and again, while some give theirs back."""

import asyncio
from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import lunches, people
from bot.database import Database
from bot.lunches import Plan
from models import Attendance, Member, Seat
from tests.factories import MONDAY, a_member, a_workspace

PEOPLE = 8


@dataclass
class LastSeats:
    """What became of so many last seats: `winners` is how many different people got one."""

    rounds: int = 0
    oversold: int = 0
    unsold: int = 0
    winners: int = 0

    def line(self) -> str:
        """The figures in words."""
        return (
            f"rounds={self.rounds} people={PEOPLE} oversold={self.oversold} "
            f"unsold while somebody waits={self.unsold} winners={self.winners}"
        )


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


async def play(database: Database, rounds: int) -> LastSeats:
    """In each round eight press at once; then the winner gives the seat back while two who wait press again."""
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        host = await a_member(session, workspace, "Bo Larsen")
        readers = [(await a_member(session, workspace, f"Reader {number}")).id for number in range(PEOPLE)]
        ids = [
            (await lunches.announce(session, host, a_plan(host, title=f"Plan {number}"), now=MONDAY)).id
            for number in range(rounds)
        ]
    found, winners = LastSeats(rounds), set()

    async def says(reader: int, lunch_id: int, wanted: Attendance) -> None:
        async with database.transaction() as session:
            member = (await people.members(session, workspace.id, [reader]))[reader]
            await lunches.say(session, member, lunch_id, wanted, now=MONDAY + timedelta(hours=1))

    async def look(lunch_id: int) -> list[int]:
        async with database.reading() as session:
            seated, waiting = await _seated(session, lunch_id)
        found.oversold += len(seated) > 1
        found.unsold += not seated and waiting > 0
        return seated

    for number, lunch_id in enumerate(ids):
        first = number % PEOPLE
        in_order = readers[first:] + readers[:first]
        await asyncio.gather(*(says(reader, lunch_id, Attendance.IN) for reader in in_order))
        for winner in await look(lunch_id):
            winners.add(winner)
            again = [reader for reader in readers if reader != winner][:2]
            await asyncio.gather(
                says(winner, lunch_id, Attendance.NOT_COMING),
                *(says(reader, lunch_id, Attendance.IN) for reader in again),
            )
            found.unsold += winner in await look(lunch_id)
    found.winners = len(winners)
    return found


async def _seated(session: AsyncSession, lunch_id: int) -> tuple[list[int], int]:
    """Who has a seat, and how many wait."""
    seats = (await session.scalars(select(Seat).where(Seat.lunch_id == lunch_id))).all()
    return (
        [seat.member_id for seat in seats if seat.attendance is Attendance.IN],
        sum(seat.attendance is Attendance.WAITING for seat in seats),
    )
