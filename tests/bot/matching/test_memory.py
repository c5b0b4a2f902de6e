"""A workspace is in memory while somebody asks in it: read once, in the open, and by nobody alone."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import delete, text
from sqlalchemy.exc import DBAPIError
from structlog.testing import capture_logs

from bot.database import Database
from bot.matching import living, reading
from bot.matching.index import Helper
from bot.matching.living import Indexes, StillReading, index_of, look_after_indexes
from bot.matching.terms import terms_of
from models import Subject, Workspace
from tests.bot.matching.knowledge import ask, known_by, read_anew, readings
from tests.bot.matching.rows import BO
from tests.factories import MONDAY, a_workspace


async def test_ten_who_ask_at_once_have_it_read_once(database: Database, workspace_id: int) -> None:
    with readings(database) as begun:
        found = await asyncio.gather(*(ask(database, workspace_id) for _ in range(10)))
    assert begun() == 1
    assert all(one == found[0] for one in found)


async def test_it_goes_on_being_read_when_nobody_waits_any_more(
    database: Database, workspace_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in ("PATIENCE", "LOOKS_AGAIN"):
        monkeypatch.setattr(living, number, 0.0)
    monkeypatch.setattr(reading, "ROWS_AT_ONCE", 2)
    with readings(database) as begun:
        with pytest.raises(StillReading):
            await ask(database, workspace_id)
        monkeypatch.setattr(living, "PATIENCE", 60.0)
        assert await ask(database, workspace_id)
    assert begun() == 1


async def test_a_reading_that_failed_is_tried_again(database: Database, workspace_id: int) -> None:
    async with database.transaction() as session:
        await session.execute(text("ALTER TABLE kudos_receivers RENAME TO elsewhere"))
    with capture_logs() as lines, pytest.raises(DBAPIError):
        await ask(database, workspace_id)
    assert [(line["event"], line["error"]) for line in lines] == [
        ("could_not_read_who_knows_what", "OperationalError" if database.is_sqlite else "ProgrammingError")
    ]
    async with database.transaction() as session:
        await session.execute(text("ALTER TABLE elsewhere RENAME TO kudos_receivers"))
    assert await ask(database, workspace_id)


async def test_whoever_asks_in_a_small_workspace_waits_for_it(
    database: Database, workspace_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However slow the machine is just now: with rows for one page of each kind there is not much to wait for."""
    for number in ("PATIENCE", "LOOKS_AGAIN"):
        monkeypatch.setattr(living, number, 0.0)
    assert await ask(database, workspace_id)


async def test_a_database_that_closes_waits_for_no_reading(
    database: Database, workspace_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in ("PATIENCE", "LOOKS_AGAIN"):
        monkeypatch.setattr(living, number, 0.0)
    monkeypatch.setattr(reading, "ROWS_AT_ONCE", 1)
    with pytest.raises(StillReading):
        await ask(database, workspace_id)
    with capture_logs() as lines:
        await database.close()
    assert lines == []
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_who_is_not_asked_in_for_half_an_hour_is_let_go(database: Database, workspace_id: int) -> None:
    indexes = database.beside(Indexes)
    await ask(database, workspace_id)
    for minutes in (0, 29):
        look_after_indexes(database, machine_now=MONDAY + timedelta(minutes=minutes))
    await ask(database, workspace_id)
    for minutes in (30, 59):
        look_after_indexes(database, machine_now=MONDAY + timedelta(minutes=minutes))
        assert indexes.has(workspace_id)
    look_after_indexes(database, machine_now=MONDAY + timedelta(minutes=60))
    assert not indexes.has(workspace_id)
    assert await ask(database, workspace_id)


async def test_of_a_workspace_that_went_nothing_is_known_in_the_next(database: Database, workspace_id: int) -> None:
    """SQLite gives the id of the last row again once it is gone."""
    assert await ask(database, workspace_id)
    async with database.transaction() as session:
        await session.execute(delete(Workspace))
    async with database.transaction() as session:
        following = await a_workspace(session, "T0NEXT")
    assert (following.id == workspace_id) == database.is_sqlite
    found = await ask(database, following.id)
    async with database.reading() as session:
        assert found == await read_anew(session, following.id)


async def test_a_worn_index_is_asked_until_another_was_read(database: Database, workspace_id: int) -> None:
    """Texts that changed leave dead ones behind, which cost memory and time."""
    async with database.reading() as session:
        worn = await index_of(session, workspace_id)
    for _ in range(10_100):
        worn.set_document(Subject.KUDOS, 1, terms_of("Thanks"), [Helper(BO, None, MONDAY)])
    worn.set_document(Subject.KUDOS, 1, None)
    assert worn.is_worn
    look_after_indexes(database, machine_now=MONDAY)
    async with asyncio.timeout(20), database.reading() as session:
        assert await index_of(session, workspace_id) is worn
        while await index_of(session, workspace_id) is worn:
            look_after_indexes(database, machine_now=MONDAY)
        assert not (await index_of(session, workspace_id)).is_worn
    assert known_by(worn) == await ask(database, workspace_id)


async def test_a_long_reading_says_how_far_it_is_and_no_word_of_anybody(
    database: Database, workspace_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SAYS_EVERY", 0.0)
    monkeypatch.setattr(reading, "ROWS_AT_ONCE", 1)
    with capture_logs() as lines:
        await ask(database, workspace_id)
    said = [(line["event"], line["rows"]) for line in lines]
    assert said[0] == ("reading_who_knows_what", "1 of 7")
    assert said[-1] == ("reading_who_knows_what", "7 of 7")
    assert {key for line in lines for key in line} == {"event", "rows", "workspace", "log_level"}


async def test_pages_of_any_size_give_the_same(
    database: Database, workspace_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = await ask(database, workspace_id)
    async with database.reading() as session:
        for size in (1, 2, 3):
            monkeypatch.setattr(reading, "ROWS_AT_ONCE", size)
            assert await read_anew(session, workspace_id) == whole
