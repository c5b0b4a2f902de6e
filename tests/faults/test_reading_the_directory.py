"""Thousands of people are read from a Slack that says 429, by a bot that is killed: everybody is written once."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import func, select, text

from bot.database import Database
from handlers.postman.rounds import Patience
from models import DirectorySync, Member
from tests.faults.bot_process import Life, Plan
from tests.faults.outbox import until
from tests.faults.workspace_process import WorkspaceProcess, workspace_running

CROWD = 4_000
EIGHT_AND_THE_BOT = 9
KILLS = 4
PATIENCE = Patience(call=0.6, lease=timedelta(seconds=0.8), visibility=timedelta(seconds=0.1), longest_sleep=0.5)
COUNTS = "CREATE TABLE member_writes (slack_id TEXT)"
NOTE = "BEGIN INSERT INTO member_writes VALUES (new.slack_id);"
SQLITE_COUNTS = [f"CREATE TRIGGER at_{when} AFTER {when} ON members {NOTE} END" for when in ("INSERT", "UPDATE")]
POSTGRESQL_COUNTS = [
    f"CREATE FUNCTION note_write() RETURNS trigger LANGUAGE plpgsql AS $$ {NOTE} RETURN new; END $$",
    "CREATE TRIGGER at_write AFTER INSERT OR UPDATE ON members FOR EACH ROW EXECUTE FUNCTION note_write()",
]


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A database that counts each write of a member's row, whoever writes it."""
    database = Database(database_url)
    async with database.transaction() as session:
        for statement in (COUNTS, *(SQLITE_COUNTS if database.is_sqlite else POSTGRESQL_COUNTS)):
            await session.execute(text(statement))
    yield database
    await database.close()


async def _writes(database: Database) -> Counter[str]:
    async with database.reading() as session:
        return Counter(await session.scalars(text("SELECT slack_id FROM member_writes")))


async def _known(database: Database) -> int:
    async with database.reading() as session:
        return await session.scalar(select(func.count()).select_from(Member)) or 0


async def _until_known(database: Database, people: int) -> None:
    async def are_known() -> bool:
        return await _known(database) >= people

    await until(are_known, 60)


async def _until_finished(database: Database) -> None:
    async def is_finished() -> bool:
        async with database.reading() as session:
            sync = (await session.scalars(select(DirectorySync))).one()
        return sync.finished_at is not None and sync.finished_at >= sync.begun_at

    await until(is_finished, 60)


async def _is_told_to_wait(workspace: WorkspaceProcess, times: int) -> None:
    fault = {"kind": "rate_limited", "method": "users.list", "seconds": 1, "times": times}
    await workspace.tell("faults", add=[fault])


async def _too_early(workspace: WorkspaceProcess) -> tuple[int, int]:
    """How often Slack said to wait, and how many calls came before that was over."""
    calls = [call for call in (await workspace.look("calls"))["calls"] if call["name"] == "users.list"]
    told, early = 0, 0
    for call, following in pairwise(calls):
        if call["reason"] == "ratelimited":
            told += 1
            waited = datetime.fromisoformat(following["when"]) - datetime.fromisoformat(call["when"])
            early += waited < timedelta(seconds=1)
    return told, early


async def test_thousands_of_people_are_read_once_whatever_happens(database: Database, database_url: str) -> None:
    """Killed four times midway, told to wait four times, read on by two replicas, and read again without a write."""
    async with workspace_running("--crowd", str(CROWD)) as workspace:
        plan = Plan(database_url, workspace.api_url, workspace.bot_token, PATIENCE, hurries=0.02)
        for kill in range(1, KILLS + 1):
            if kill % 2:
                await _is_told_to_wait(workspace, times=1)
            life = Life.begin(plan)
            await _until_known(database, kill * CROWD // (KILLS + 1))
            await asyncio.sleep(0.007 * kill)
            await life.kill()
        before = await _known(database)
        assert KILLS * CROWD // (KILLS + 1) <= before < CROWD, "the last kill has to come midway"
        await _is_told_to_wait(workspace, times=2)
        lives = [Life.begin(plan), Life.begin(plan)]
        await _until_finished(database)
        writes = await _writes(database)
        assert len(writes) == CROWD + EIGHT_AND_THE_BOT == await _known(database)
        assert {slack_id: times for slack_id, times in writes.items() if times > 1} == {}
        assert await _too_early(workspace) == (KILLS // 2 + 2, 0)

        async with database.transaction() as session:
            sync = (await session.scalars(select(DirectorySync))).one()
            sync.finished_at = sync.begun_at - timedelta(days=2)
        await _until_finished(database)
        for life in lives:
            assert await life.stop() == 0
        assert await _writes(database) == writes, "a second reading has nothing to write"
