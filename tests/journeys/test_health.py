"""What a machine that watches WhoKnows is told: one word, and only where it is asked for."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import timedelta

import aiohttp
import pytest
from sqlalchemy import text

from handlers import pages
from handlers.health import LATELY
from handlers.starting import health_of
from tests.journeys.town import Town

Ask = Callable[[], Awaitable[tuple[int, str]]]


@pytest.fixture
async def ask(town: Town) -> AsyncIterator[Ask]:
    """Ask at the address of a house that hears Slack over HTTP."""
    async with AsyncExitStack() as stack:
        address = await stack.enter_async_context(pages.served(town.house.bolt, "127.0.0.1", 0, health_of(town.house)))
        watcher = await stack.enter_async_context(aiohttp.ClientSession())

        async def asking() -> tuple[int, str]:
            async with watcher.get(address.replace("/slack/events", "/healthz")) as answer:
                return answer.status, await answer.text()

        yield asking


async def test_all_is_well(ask: Ask) -> None:
    """The database answers, its tables are right, and the postman and the timetable have looked."""
    assert await ask() == (200, "ok")


async def test_tables_of_another_version_are_not_well(town: Town, ask: Ask) -> None:
    """As after an upgrade that forgot to migrate."""
    async with town.house.database.engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = 'made-by-the-future'"))
    assert await ask() == (503, "schema")


async def test_a_database_that_does_not_answer_is_not_well(town: Town, ask: Ask) -> None:
    """And nothing more is said about it."""
    async with town.house.database.engine.begin() as connection:
        await connection.execute(text("DROP TABLE alembic_version"))
        await connection.execute(text("CREATE TABLE alembic_version (odd VARCHAR(9))"))
    assert await ask() == (503, "database")


@pytest.mark.parametrize("worker", ["postman", "timetable"])
async def test_a_worker_that_has_not_looked_for_a_minute_is_not_well(town: Town, ask: Ask, worker: str) -> None:
    """Messages would wait unseen."""
    # The timetable looks every five seconds, which leaves time to ask; the postman would look at once.
    await town.house.postman.stop()
    one = getattr(town.house, worker)
    one.looked_at -= LATELY + timedelta(seconds=1)
    assert await ask() == (503, worker)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_over_socket_mode_it_stands_at_a_port_of_its_own_and_nothing_else_does(town: Town) -> None:
    """No request of Slack's is heard there."""
    async with (
        pages.health_served(health_of(town.house), "127.0.0.1", 0) as address,
        aiohttp.ClientSession() as watcher,
    ):
        async with watcher.get(address) as well:
            assert (well.status, well.headers["cache-control"]) == (200, "no-store")
        async with watcher.post(address.replace("/healthz", "/slack/events")) as nothing:
            assert nothing.status == 404
