"""Running the migrations from our own command line, and telling where a database stands."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.database import create_engine, has_failed
from bot.errors import CannotStart

ROOT = Path(__file__).resolve().parents[1]


class Schema(Enum):
    """Where a database stands against the migrations of this version."""

    EMPTY = "empty"
    OLDER = "from an older WhoKnows"
    CURRENT = "up to date"
    UNKNOWN = "from a newer WhoKnows"


WHAT_TO_DO = {
    Schema.OLDER: "Make a backup, stop every running copy, then run: python app.py migrate",
    Schema.UNKNOWN: "Install that version again, or set DATABASE_URL to another database.",
}
CHECK_ADDRESS = "Check DATABASE_URL and that the database is running."


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.attributes["connection"] = connection
    return config


@cache
def _revisions() -> tuple[str, ...]:
    """The revisions of this version, the newest first."""
    return tuple(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def _standing(connection: Connection) -> Schema:
    here = MigrationContext.configure(connection).get_current_revision()
    if here is None:
        return Schema.EMPTY
    if here == _revisions()[0]:
        return Schema.CURRENT
    return Schema.OLDER if here in _revisions() else Schema.UNKNOWN


async def is_current(engine: AsyncEngine) -> bool:
    """Whether the tables of an open database are those of this version."""
    async with engine.execution_options(reading=True).connect() as connection:
        return await connection.run_sync(_standing) is Schema.CURRENT


async def standing(database_url: str) -> Schema:
    """Where a database stands."""
    engine = create_engine(database_url)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(_standing)
    finally:
        await engine.dispose()


async def upgrade(database_url: str) -> None:
    """Bring a database to this version's tables; each step happens wholly or not at all.

    Raises CannotStart for a database that can't be opened, or one of a newer version.
    """
    with _told_plainly():
        if await standing(database_url) is Schema.UNKNOWN:
            raise _of_another_version(Schema.UNKNOWN)
        engine = create_engine(database_url)
        try:
            async with engine.connect() as connection:
                await connection.run_sync(lambda given: command.upgrade(_config(given), "head"))
                await connection.commit()
        finally:
            await engine.dispose()


async def prepare(database_url: str) -> None:
    """Make the tables of an empty database; raises CannotStart for a database of another version."""
    with _told_plainly():
        schema = await standing(database_url)
    if schema is Schema.EMPTY:
        await upgrade(database_url)
    elif schema is not Schema.CURRENT:
        raise _of_another_version(schema)


def _of_another_version(schema: Schema) -> CannotStart:
    return CannotStart(f"The database is {schema.value}. {WHAT_TO_DO[schema]}")


@contextmanager
def _told_plainly() -> Iterator[None]:
    try:
        yield
    except Exception as wrong:
        if not (has_failed(wrong) or isinstance(wrong, ValueError | SQLAlchemyError)):
            raise
        raise CannotStart(f"The database can't be opened ({type(wrong).__name__}). {CHECK_ADDRESS}") from None
