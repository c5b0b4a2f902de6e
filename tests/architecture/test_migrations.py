"""The migrations build what the models describe, and can be taken back, on both databases."""

from collections.abc import Callable
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import create_async_engine

from models import Base
from tests.architecture.tree import ROOT
from tests.databases import alembic


async def test_the_migrations_build_what_the_models_describe(empty_database_url: str) -> None:
    """Otherwise the next migration is missing: `make migration name="…"` writes it."""
    alembic(empty_database_url, "upgrade", "head")

    assert await _read(empty_database_url, _differences) == []


async def test_every_migration_can_be_taken_back_and_done_again(empty_database_url: str) -> None:
    """Nothing but Alembic's own table is left at the base."""
    alembic(empty_database_url, "upgrade", "head")
    built = await _read(empty_database_url, _tables)

    alembic(empty_database_url, "downgrade", "base")
    assert await _read(empty_database_url, _tables) == {"alembic_version"}

    alembic(empty_database_url, "upgrade", "head")
    assert await _read(empty_database_url, _tables) == built


def test_there_is_one_newest_migration() -> None:
    """Two would mean that two branches each added one and nobody put them in order."""
    assert len(ScriptDirectory.from_config(Config(toml_file=ROOT / "pyproject.toml")).get_heads()) == 1


def _differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    differences: list[Any] = compare_metadata(context, Base.metadata)
    return differences


def _tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


async def _read(database_url: str, look: Callable[[Connection], Any]) -> Any:
    engine = create_async_engine(database_url)
    async with engine.connect() as connection:
        found = await connection.run_sync(look)
    await engine.dispose()
    return found
