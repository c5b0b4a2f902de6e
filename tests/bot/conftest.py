"""What tests of the mind may ask for."""

from collections.abc import AsyncIterator

import pytest
from hypothesis import settings
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import Database
from tests.bot.opening import open_database
from tests.bot.outbox import Outbox
from tests.factories import a_member, a_workspace

# How long an example takes says more about the machine than about us.
settings.register_profile("whoknows", deadline=None)
settings.load_profile("whoknows")


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A migrated database of this test's own; the test runs once on SQLite and once on PostgreSQL."""
    database = open_database(database_url)
    yield database
    await database.close()


@pytest.fixture
async def session(sqlite_url: str) -> AsyncIterator[AsyncSession]:
    """One transaction on SQLite that is never committed: for decisions that need no second transaction."""
    database = open_database(sqlite_url)
    try:
        async with database.transaction() as session:
            yield session
            await session.rollback()
    finally:
        await database.close()


@pytest.fixture
async def outbox(database: Database) -> Outbox:
    """The deliveries of a workspace with Ana and Bo; the test runs once on SQLite and once on PostgreSQL."""
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        await a_member(session, workspace, "Ana Ruiz")
        await a_member(session, workspace, "Bo Larsen")
    return Outbox(database, workspace.id)
