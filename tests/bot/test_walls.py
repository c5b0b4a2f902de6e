"""Workspaces are walls: the database itself refuses rows that point across."""

from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Integer, Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import Database
from models import Base
from models.base import Moment
from tests.factories import MONDAY

TABLES: list[Table] = Base.metadata.sorted_tables
WALLS = [
    constraint
    for table in TABLES
    for constraint in sorted(table.foreign_key_constraints, key=lambda constraint: str(constraint.name))
    if len(constraint.columns) == 2
]

# What a delivery is about lies in a table that its kind names, so no foreign key can hold it. A change outlives what
# it is about, and PostgreSQL's transactions are no rows.
POINTS_ANYWHERE = {
    "deliveries.subject_id",
    "matching_changes.subject_id",
    "matching_changes.transaction_id",
    "nominations.beside_subject_id",
    "stored_terms.subject_id",
}


def test_every_column_that_points_to_a_row_is_behind_the_wall() -> None:
    walled = {str(column) for wall in WALLS for column in wall.columns}
    for table in TABLES:
        if table.name == "workspaces":
            continue
        assert "workspace_id" in table.columns
        assert not table.columns["workspace_id"].nullable
        for column in table.columns:
            is_pointer = isinstance(column.type, BigInteger | Integer) and column.name.endswith("_id")
            if is_pointer and column.name != "workspace_id" and str(column) not in POINTS_ANYWHERE:
                assert str(column) in walled, f"{column} points to a row, but no foreign key keeps it in its workspace"


def test_every_table_that_is_pointed_to_can_be_told_with_its_workspace() -> None:
    for wall in WALLS:
        assert wall.column_keys[0] == "workspace_id"
        assert [element.column.name for element in wall.elements] == ["workspace_id", "id"]
        assert wall.ondelete == "CASCADE"


async def test_the_database_refuses_rows_that_point_across(database: Database) -> None:
    async with database.transaction() as session:
        ours, theirs = await _a_row_of_each(session, 1), await _a_row_of_each(session, 2)
        assert len(WALLS) >= 20
        for wall in WALLS:
            table, column = _table_of(wall), _pointer_of(wall)
            target = wall.referred_table.name
            # First the row next door of our own, to see that the update itself is right.
            await _point(session, table, ours[table.name], {column: ours[target]["id"]})
            with pytest.raises(IntegrityError):
                await _point(session, table, ours[table.name], {column: theirs[target]["id"]})
            with pytest.raises(IntegrityError):
                await _point(session, table, ours[table.name], {column: 999_999})


async def test_a_row_cannot_move_to_another_workspace(database: Database) -> None:
    async with database.transaction() as session:
        ours, _ = await _a_row_of_each(session, 1), await _a_row_of_each(session, 2)
        for wall in WALLS:
            table, target = _table_of(wall), wall.referred_table.name
            await _point(session, table, ours[table.name], {_pointer_of(wall): ours[target]["id"]})
            with pytest.raises(IntegrityError):
                await _point(session, table, ours[table.name], {"workspace_id": 2})


async def test_a_workspace_that_goes_takes_all_of_its_own_and_nothing_else(database: Database) -> None:
    async with database.transaction() as session:
        await _a_row_of_each(session, 1)
        await _a_row_of_each(session, 2)
        workspaces = Base.metadata.tables["workspaces"]
        await session.execute(delete(workspaces).where(workspaces.c.id == 1))
        for table in TABLES:
            column = table.columns["id" if table.name == "workspaces" else "workspace_id"]
            assert list(await session.scalars(select(column).distinct())) == [2], table.name


def _table_of(wall: ForeignKeyConstraint) -> Table:
    assert isinstance(wall.parent, Table)
    return wall.parent


def _pointer_of(wall: ForeignKeyConstraint) -> str:
    return wall.column_keys[1]


async def _point(session: AsyncSession, table: Table, row: dict[str, Any], values: dict[str, Any]) -> None:
    async with session.begin_nested():
        where = [column == row[column.name] for column in table.primary_key.columns]
        changed = await session.execute(update(table).where(*where).values(values))
        row_count = getattr(changed, "rowcount", 0)
        assert row_count == 1
        row.update(values)


async def _a_row_of_each(session: AsyncSession, workspace_id: int) -> dict[str, dict[str, Any]]:
    """One row in every table, all in this workspace; rows are found again by table name."""
    rows: dict[str, dict[str, Any]] = {}
    for table in TABLES:
        pointers = {
            _pointer_of(wall): rows[wall.referred_table.name]["id"]
            for wall in WALLS
            if wall.parent is table and wall.referred_table is not table
        }
        row = {
            column.name: pointers.get(column.name, _value(column, workspace_id))
            for column in table.columns
            if column.name in pointers or not column.nullable or column.primary_key
        }
        await session.execute(insert(table).values(row))
        rows[table.name] = row
    return rows


def _value(column: Column[Any], workspace_id: int) -> Any:
    """Any value that fits; ids of the two workspaces are far apart."""
    if column.name == "id":
        return workspace_id if column.table.name == "workspaces" else workspace_id * 1000
    if column.name == "workspace_id":
        return workspace_id
    if enums := getattr(column.type, "enums", None):
        return enums[0]
    if isinstance(column.type, Moment):
        return MONDAY
    examples: dict[type, Any] = {
        str: f"w{workspace_id}",
        int: 1,
        float: 1.0,
        bool: False,
        bytes: b"",
        date: MONDAY.date(),
        time: time(9),
    }
    # What is left is JSON.
    return examples.get(column.type.python_type, {})
