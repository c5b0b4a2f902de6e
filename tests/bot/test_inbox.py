"""The inbox: a request that comes again is known, whoever else asks at the same time waits for the first."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot import inbox
from bot.database import Database
from models import InboxKey
from tests.factories import MONDAY, a_workspace


@pytest.fixture
async def workspace_id(database: Database) -> int:
    async with database.transaction() as session:
        return (await a_workspace(session)).id


async def hear(database: Database, workspace_id: int, key: str = "event one") -> bool:
    async with database.transaction() as session:
        heard = await inbox.heard_before(session, workspace_id, key, machine_now=MONDAY)
        if not heard:
            await asyncio.sleep(0.01)
            await inbox.store_answer(session, workspace_id, key, {"text": "first"})
        return heard


async def test_eight_at_once_are_one_and_all_find_its_answer(database: Database, workspace_id: int) -> None:
    async def visit() -> tuple[bool, str | None]:
        async with database.transaction() as session:
            if await inbox.heard_before(session, workspace_id, "one", machine_now=MONDAY):
                stored = await inbox.stored_answer(session, workspace_id, "one")
                return False, stored["text"] if stored else None
            await asyncio.sleep(0.02)
            await inbox.store_answer(session, workspace_id, "one", {"text": "the answer"})
            return True, "the answer"

    visits = await asyncio.gather(*(visit() for _ in range(8)))
    assert sum(is_first for is_first, _ in visits) == 1
    assert {text for _, text in visits} == {"the answer"}


async def test_a_request_that_failed_is_new_when_it_comes_again(database: Database, workspace_id: int) -> None:
    async def fails() -> None:
        async with database.transaction() as session:
            assert not await inbox.heard_before(session, workspace_id, "one", machine_now=MONDAY)
            raise ConnectionError

    with pytest.raises(ConnectionError):
        await fails()
    assert not await hear(database, workspace_id, "one")
    assert await hear(database, workspace_id, "one")


async def test_who_waits_for_one_that_fails_goes_first_then(database: Database, workspace_id: int) -> None:
    async def fails() -> None:
        async with database.transaction() as session:
            await inbox.heard_before(session, workspace_id, "one", machine_now=MONDAY)
            await asyncio.sleep(0.05)
            raise ConnectionError

    _, heard = await asyncio.gather(fails(), hear(database, workspace_id, "one"), return_exceptions=True)
    assert heard is False


async def test_keys_of_another_workspace_are_other_keys(database: Database, workspace_id: int) -> None:
    async with database.transaction() as session:
        elsewhere = (await a_workspace(session, "T0ELSE")).id
    assert not await hear(database, workspace_id)
    assert not await hear(database, elsewhere)
    assert await hear(database, elsewhere)


async def test_answers_are_blanked_after_a_quarter_of_an_hour_and_keys_go_after_a_week(
    database: Database, workspace_id: int
) -> None:
    await hear(database, workspace_id)
    async with database.transaction() as session:
        await inbox.tidy(session, machine_now=MONDAY + timedelta(minutes=15))
        assert await inbox.stored_answer(session, workspace_id, "event one") == {"text": "first"}
        await inbox.tidy(session, machine_now=MONDAY + timedelta(minutes=15, seconds=1))
        assert await inbox.stored_answer(session, workspace_id, "event one") is None
        assert await inbox.heard_before(session, workspace_id, "event one", machine_now=MONDAY)
        await inbox.tidy(session, machine_now=MONDAY + timedelta(days=7, seconds=1))
        assert await session.scalar(select(func.count()).select_from(InboxKey)) == 0
