"""Attention: one unprompted message a working day, in the member's own zone and hours."""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import attention, people
from bot.database import Database
from tests.factories import MONDAY, a_member, a_workspace


async def test_the_first_day_is_now_and_the_next_are_mornings(session: AsyncSession) -> None:
    ana = await a_member(session, await a_workspace(session))
    moments = [await attention.take_day(session, ana, now=MONDAY + timedelta(hours=3)) for _ in range(3)]
    assert moments == [
        datetime(2026, 11, 23, 11, tzinfo=UTC),
        datetime(2026, 11, 24, 8, tzinfo=UTC),
        datetime(2026, 11, 25, 8, tzinfo=UTC),
    ]


async def test_weekends_and_evenings_wait_for_work_in_the_members_own_zone(session: AsyncSession) -> None:
    sam = await a_member(session, await a_workspace(session), "Sam Tan", zone="Asia/Singapore")
    friday_evening = datetime(2026, 11, 27, 12, tzinfo=UTC)
    assert await attention.take_day(session, sam, now=friday_evening) == datetime(2026, 11, 30, 1, tzinfo=UTC)
    assert await attention.take_day(session, sam, now=friday_evening) == datetime(2026, 12, 1, 1, tzinfo=UTC)


async def test_each_member_has_days_of_their_own(session: AsyncSession) -> None:
    workspace = await a_workspace(session)
    ana, bo = await a_member(session, workspace), await a_member(session, workspace, "Bo Larsen")
    assert await attention.take_day(session, ana, now=MONDAY) == MONDAY
    assert await attention.take_day(session, bo, now=MONDAY) == MONDAY


async def test_of_many_who_take_a_day_at_once_each_has_another(database: Database) -> None:
    async with database.transaction() as session:
        ana_id = (await a_member(session, await a_workspace(session))).id

    async def take() -> datetime:
        async with database.transaction() as session:
            ana = (await people.members(session, 1, [ana_id]))[ana_id]
            return await attention.take_day(session, ana, now=MONDAY)

    moments = await asyncio.gather(*(take() for _ in range(8)))
    assert len({moment.date() for moment in moments}) == 8
