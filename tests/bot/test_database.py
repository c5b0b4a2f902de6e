"""Both databases keep the same promises: all or nothing, and no update is lost."""

import asyncio
import contextlib
from pathlib import Path

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DBAPIError

from bot import database as database_module
from bot.database import Database, database_of, driver_url, if_undone, in_transaction, insert_unless_present
from models import Member, Skill, Workspace
from tests.bot.opening import open_database
from tests.factories import MONDAY, a_member, a_workspace


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("sqlite:///whoknows.db", "sqlite+aiosqlite:///whoknows.db"),
        ("sqlite+aiosqlite:///whoknows.db", "sqlite+aiosqlite:///whoknows.db"),
        ("postgres://me:secret@host/name", "postgresql+asyncpg://me:secret@host/name"),
        ("postgresql://host/name", "postgresql+asyncpg://host/name"),
        ("postgresql+psycopg2://host/name", "postgresql+asyncpg://host/name"),
    ],
)
def test_addresses_are_completed_with_our_driver(given: str, used: str) -> None:
    assert driver_url(given) == used


def test_another_database_is_refused_with_what_to_write() -> None:
    with pytest.raises(ValueError, match="Write sqlite\\+aiosqlite"):
        driver_url("mysql://host/name")


async def test_an_error_leaves_nothing_behind(database: Database) -> None:
    with contextlib.suppress(ZeroDivisionError):
        async with database.transaction() as session:
            await a_workspace(session)
            assert in_transaction()
            _ = 1 / 0
    assert not in_transaction()
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Workspace)) == 0


async def test_no_update_is_lost_when_many_read_and_write(database: Database) -> None:
    async with database.transaction() as session:
        member_id = (await a_member(session, await a_workspace(session), asks_a_week=0)).id

    async def count() -> None:
        for _ in range(5):
            async with database.transaction() as session:
                if not database.is_sqlite:
                    # PostgreSQL promises this for conditional writes; SQLite for reading and writing too.
                    await session.execute(update(Member).values(asks_a_week=Member.asks_a_week + 1))
                    continue
                member = await session.get(Member, member_id)
                assert member is not None
                member.asks_a_week += 1

    await asyncio.gather(*(count() for _ in range(8)))
    async with database.reading() as session:
        assert await session.scalar(select(Member.asks_a_week)) == 40


async def test_readers_do_not_wait_for_a_writer(database: Database) -> None:
    async with database.transaction() as writing:
        await a_workspace(writing)
        async with asyncio.timeout(1), database.reading() as session:
            assert await session.scalar(select(func.count()).select_from(Workspace)) == 0


async def test_waiting_for_a_writer_can_be_cancelled(database: Database) -> None:
    async with database.transaction() as session:
        workspace = await a_workspace(session)
    async with database.transaction() as writing:
        writing.add(Skill(workspace_id=workspace.id, name="Go", folded="go", added_at=MONDAY))
        await writing.flush()
        waiting = asyncio.create_task(_add_a_skill(database, workspace.id))
        await asyncio.sleep(0.02)
        waiting.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await waiting
        await writing.rollback()
    assert await _add_a_skill(database, workspace.id)
    assert not await _add_a_skill(database, workspace.id)


async def _add_a_skill(database: Database, workspace_id: int) -> bool:
    async with database.transaction() as session:
        return await insert_unless_present(
            session, Skill, workspace_id=workspace_id, name="Go", folded="go", added_at=MONDAY
        )


async def test_an_error_of_the_database_does_not_quote_what_people_typed(database: Database) -> None:
    """It may end in a log that nobody thought of."""
    with pytest.raises(DBAPIError) as failed:
        async with database.transaction() as session:
            await session.execute(text("SELECT * FROM nothing WHERE word = :word"), {"word": "my secret worry"})
    assert "my secret worry" not in str(failed.value)


class Undone(Exception):
    """Why a transaction is undone."""


@pytest.mark.parametrize("undone", ["nothing", "a savepoint", "everything", "everything after a savepoint"])
async def test_whoever_asked_is_told_when_something_is_undone(database: Database, undone: str) -> None:
    told: list[str] = []
    with contextlib.suppress(Undone):
        async with database.transaction() as session:
            if_undone(session, lambda: told.append("undone"))
            await a_workspace(session)
            with contextlib.suppress(ZeroDivisionError):
                if "savepoint" in undone:
                    async with session.begin_nested():
                        await a_workspace(session, "T0ELSE")
                        if undone == "a savepoint":
                            raise ZeroDivisionError
            told_of_savepoint = bool(told)
            told.clear()
            if "everything" in undone:
                raise Undone
    assert told_of_savepoint == ("savepoint" in undone)
    assert bool(told) == ("everything" in undone)


async def test_whoever_asked_is_told_when_a_transaction_is_cancelled(database: Database) -> None:
    told: list[str] = []

    async def ask() -> None:
        async with database.transaction() as session:
            if_undone(session, lambda: told.append("undone"))
            await a_workspace(session)
            asking.set()
            await asyncio.Event().wait()

    asking = asyncio.Event()
    task = asyncio.create_task(ask())
    await asking.wait()
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    assert told


async def test_there_is_one_of_a_kind_beside_each_database(database: Database, empty_sqlite_url: str) -> None:
    other = Database(empty_sqlite_url)
    async with database.reading() as session:
        assert database_of(session).beside(Undone) is database.beside(Undone)
    assert other.beside(Undone) is not database.beside(Undone)
    await other.close()


async def test_what_is_under_way_ends_when_the_database_is_closed(database: Database) -> None:
    has_begun = asyncio.Event()

    async def work() -> None:
        async with database.reading() as session:
            await session.execute(select(Member))
            has_begun.set()
            await asyncio.Event().wait()

    task = database.begin(work())
    await has_begun.wait()
    await database.close()
    assert task.cancelled()


async def test_closing_waits_for_whoever_still_reads(sqlite_url: str, tmp_path: Path) -> None:
    """A connection that came back later would stay open, and SQLite's files beside the database with it."""
    database, beside = open_database(sqlite_url), tmp_path / "whoknows.db-wal"
    has_read, may_go = asyncio.Event(), asyncio.Event()

    async def read() -> None:
        async with database.reading() as session:
            await session.execute(select(Member))
            has_read.set()
            await may_go.wait()

    reading = asyncio.create_task(read())
    await has_read.wait()
    assert beside.exists()
    closing = asyncio.create_task(database.close())
    await asyncio.sleep(0.05)
    may_go.set()
    await asyncio.gather(reading, closing)
    assert not beside.exists()


async def test_whoever_holds_on_for_too_long_loses_the_connection(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine that stands still for seconds leaves no thread and no file behind either."""
    monkeypatch.setattr(database_module, "LONGEST_END", 0.2)
    database, beside = open_database(sqlite_url), tmp_path / "whoknows.db-wal"
    has_read = asyncio.Event()

    async def read() -> None:
        async with database.reading() as session:
            await session.execute(select(Member))
            has_read.set()
            await asyncio.Event().wait()

    reading = asyncio.create_task(read())
    await has_read.wait()
    await database.close()
    assert not beside.exists()
    reading.cancel()
    with contextlib.suppress(asyncio.CancelledError, Exception):
        await reading
