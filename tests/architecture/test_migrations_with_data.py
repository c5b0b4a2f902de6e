"""A database with rows in every table goes up, down and up again, and loses none of them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar

from sqlalchemy import JSON, Boolean, Connection, Date, DateTime, Float, Integer, MetaData, Table, Time, select
from sqlalchemy.ext.asyncio import create_async_engine

from tests.databases import alembic

FIRST = "477f9662ac31"
ROWS = (1, 2)
Found = TypeVar("Found")


async def test_nothing_is_lost_on_the_way_up_down_and_up_again(empty_database_url: str) -> None:
    """On SQLite a table that were copied would take along whatever points to it."""
    url = empty_database_url
    alembic(url, "upgrade", FIRST)
    before = await _over(url, _fill)
    assert all(len(rows) == len(ROWS) for rows in before.values())
    for direction, revision in (("upgrade", "head"), ("downgrade", FIRST), ("upgrade", "head")):
        alembic(url, direction, revision)
        kept = await _over(url, lambda connection: _rows(connection, {name: before[name][0] for name in before}))
        assert kept == before, f"after {direction} {revision}"


async def _over(url: str, work: Callable[[Connection], Found]) -> Found:
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        found = await connection.run_sync(work)
    await engine.dispose()
    return found


def _tables(connection: Connection) -> list[Table]:
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != "alembic_version"]


def _fill(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """Put rows into every table, each pointing to the rows of the same number in others."""
    made: dict[str, list[dict[str, Any]]] = {}
    for table in _tables(connection):
        made[table.name] = [_row(table, number) for number in ROWS]
        connection.execute(table.insert(), made[table.name])
    return _rows(connection, {name: rows[0] for name, rows in made.items()})


def _row(table: Table, number: int) -> dict[str, Any]:
    return {column.name: _value(table, column.name, number) for column in table.columns}


def _value(table: Table, name: str, number: int) -> Any:
    column = table.columns[name]
    points_to = {key.column.table for key in column.foreign_keys}
    if name == "workspace_id" and table.name != "workspaces":
        return 1 if "id" in table.columns or len(table.primary_key.columns) > 1 else number
    if table in points_to:
        return None
    if points_to or name == "id":
        return number
    values: dict[type, Any] = {
        Boolean: number == 1,
        DateTime: datetime(2026, 11, number, 8, 30, tzinfo=UTC if getattr(column.type, "timezone", False) else None),
        Date: date(2026, 11, number),
        Time: time(9, number),
        JSON: {"number": number},
        Float: number + 0.5,
        Integer: number,
    }
    found = next((value for kind, value in values.items() if isinstance(column.type, kind)), None)
    return f"{name} {number}"[: getattr(column.type, "length", None)] if found is None else found


def _rows(connection: Connection, columns: dict[str, dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The rows of these tables with these columns, in order."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table in _tables(connection):
        if table.name in columns:
            wanted = [table.columns[name] for name in columns[table.name]]
            rows = connection.execute(select(*wanted).order_by(*table.primary_key.columns))
            found[table.name] = [dict(row._mapping) for row in rows]
    return found
