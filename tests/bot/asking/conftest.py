"""The cast of every story of an ask.

Stories run on SQLite, which is quick to make; what PostgreSQL could do otherwise is told in test_whole_story.py and in
tests/bot/test_races.py, on both.
"""

from collections.abc import AsyncIterator

import pytest

from bot.database import Database
from tests.bot.asking.story import Story
from tests.bot.opening import open_database


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    """A migrated SQLite database of this test's own."""
    database = open_database(sqlite_url)
    yield database
    await database.close()


@pytest.fixture
async def story(database: Database) -> Story:
    """Ana, and five experts in Copenhagen."""
    return await Story.begin(database)
