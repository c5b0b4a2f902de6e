"""The database: one file of SQLite or a PostgreSQL server, with the same promises from both."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from contextvars import ContextVar
from typing import Any, TypeVar
from weakref import WeakSet

import aiosqlite
import asyncpg
from sqlalchemy import Connection, CursorResult, event, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as SQLAlchemyTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase, SessionTransaction
from sqlalchemy.orm import Session as BlockingSession
from sqlalchemy.pool import ConnectionPoolEntry

CHECKPOINT_TRIES = 5
CHECKPOINT_PAUSE = 0.2
# A session holds on for a statement or two; what waits longer than this for a lock is not waited for.
LONGEST_END = 2.0

_open_transactions: ContextVar[int] = ContextVar("open_transactions", default=0)


def in_transaction() -> bool:
    """Whether the running task holds a transaction; nothing may be sent over the network while it does."""
    return _open_transactions.get() > 0


def driver_url(url: str) -> str:
    """The address with the driver we use; `postgres://` and `sqlite://` addresses are completed."""
    parsed = make_url(url)
    if parsed.drivername in {"postgres", "postgresql", "postgresql+psycopg", "postgresql+psycopg2"}:
        parsed = parsed.set(drivername="postgresql+asyncpg")
    elif parsed.drivername == "sqlite":
        parsed = parsed.set(drivername="sqlite+aiosqlite")
    if parsed.drivername not in {"postgresql+asyncpg", "sqlite+aiosqlite"}:
        raise ValueError(
            f"DATABASE_URL starts with {parsed.drivername}, which WhoKnows can't use. "
            "Write sqlite+aiosqlite:///whoknows.db or postgresql+asyncpg://user@host/name."
        )
    return parsed.render_as_string(hide_password=False)


def create_engine(url: str) -> AsyncEngine:
    """An engine with our settings for either database; its errors never quote what people typed."""
    url = driver_url(url)
    if url.startswith("postgresql"):
        limits = {"statement_timeout": "5000", "lock_timeout": "2000", "idle_in_transaction_session_timeout": "15000"}
        return create_async_engine(
            url,
            pool_size=10,
            max_overflow=10,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={"server_settings": limits},
        )
    engine = create_async_engine(url, hide_parameters=True)
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # The driver's own transactions begin late and lose updates; ours begin in _begin_sqlite.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=1500", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def has_failed(error: BaseException) -> bool:
    """Whether an error is a failure of the database itself, which may pass; a row that it refuses is none."""
    if isinstance(error, DataError | IntegrityError):
        return False
    return isinstance(error, DBAPIError | SQLAlchemyTimeout | OSError | asyncpg.PostgresError | asyncpg.InterfaceError)


def points_nowhere(error: BaseException) -> bool:
    """Whether a row was refused because what it points to went in the same instant, as a topic does that is merged."""
    if not isinstance(error, IntegrityError):
        return False
    code = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", None)
    return code in {"23503", "SQLITE_CONSTRAINT_FOREIGNKEY"}


Session = AsyncSession
Beside = TypeVar("Beside")


class _Transaction(BlockingSession):
    """What stands behind each of our sessions; it tells those who asked when something in it is undone."""


@event.listens_for(_Transaction, "after_commit")
def _is_done(transaction: _Transaction) -> None:
    if not transaction.in_nested_transaction():
        transaction.info.pop("if_undone", None)


@event.listens_for(_Transaction, "after_transaction_end")
def _is_over(transaction: _Transaction, part: SessionTransaction) -> None:
    # The end of a savepoint counts too, whether it was undone or not.
    if part.nested or part.parent is None:
        for listener in transaction.info.get("if_undone", ()):
            listener()


def if_undone(session: AsyncSession, listener: Callable[[], None]) -> None:
    """Call `listener` when what was written in this session so far may not come to be; perhaps more than once."""
    session.info.setdefault("if_undone", []).append(listener)


def database_of(session: AsyncSession) -> "Database":
    """The database that handed out this session."""
    database: Database = session.info["database"]
    return database


class Database:
    """Hands out transactions: everything in one `transaction()` happens, or nothing of it does.

    Whatever is kept in memory beside it, such as an index of its rows, goes with it.
    """

    def __init__(self, url: str) -> None:
        self.engine = create_engine(url)
        self._reading_engine = self.engine.execution_options(reading=True)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        # SQLite has one writer at a time; waiting here can be cancelled, waiting inside SQLite cannot.
        self._writer = asyncio.Lock() if self.is_sqlite else None
        self._when_owing: list[Callable[[], None]] = []
        self._beside: dict[type, Any] = {}
        self._under_way: set[asyncio.Task[None]] = set()
        self._connections: WeakSet[aiosqlite.Connection] = WeakSet()
        if self.is_sqlite:
            event.listen(self.engine.sync_engine, "connect", self._is_connected)
        self._sessions = 0
        self._is_unused = asyncio.Event()
        self._is_unused.set()

    def _is_connected(self, connection: Any, _: ConnectionPoolEntry) -> None:
        self._connections.add(connection.driver_connection)

    def beside(self, kind: type[Beside]) -> Beside:
        """The one object of its kind that is kept in memory beside this database, made when it is first asked for."""
        if kind not in self._beside:
            self._beside[kind] = kind()
        kept: Beside = self._beside[kind]
        return kept

    def begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Let work of its own, with sessions of its own, go on until it is done or the database is closed."""
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._has_ended)
        return task

    def _has_ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        # A failure is told by the work itself; nobody has to wait for it to hear of it.
        if not task.cancelled():
            task.exception()

    def when_owing(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each commit that owes a delivery."""
        self._when_owing.append(listener)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """A session whose work is committed on leaving, or rolled back when an error leaves it."""
        if self._writer is None:
            async with self._session(self.engine) as session:
                yield session
        else:
            async with self._writer, self._session(self.engine) as session:
                yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session that only reads; it waits for no writer."""
        async with self._session(self._reading_engine) as session:
            yield session

    @asynccontextmanager
    async def _session(self, engine: AsyncEngine) -> AsyncIterator[AsyncSession]:
        token = _open_transactions.set(_open_transactions.get() + 1)
        self._sessions += 1
        self._is_unused.clear()
        try:
            async with self._new_session(engine) as session, session.begin():
                yield session
        finally:
            _open_transactions.reset(token)
            self._sessions -= 1
            if not self._sessions:
                self._is_unused.set()
        if session.info.get("owes"):
            for listener in self._when_owing:
                listener()

    def _new_session(self, engine: AsyncEngine) -> AsyncSession:
        return AsyncSession(engine, expire_on_commit=False, sync_session_class=_Transaction, info={"database": self})

    async def let_old_pages_go(self) -> None:
        """Let the files hold nothing that was deleted: SQLite keeps old pages beside its file until they are moved in.

        PostgreSQL reclaims its own by vacuum.
        """
        if self._writer is None:
            return
        async with self._writer, self.engine.connect() as connection:
            # SQLite does it outside of transactions only, and not while somebody reads: then it is tried again.
            driver: Any = (await connection.get_raw_connection()).driver_connection
            for _ in range(CHECKPOINT_TRIES):
                cursor = await driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                is_busy, *_ = await cursor.fetchone()
                await cursor.close()
                if not is_busy:
                    return
                await asyncio.sleep(CHECKPOINT_PAUSE)

    async def close(self) -> None:
        """End what is under way beside it, let sessions that are open come to their end, and close all connections."""
        for task in list(self._under_way):
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        # A connection that is given back after the others were closed would be left to nobody, and stay open.
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_END):
                await self._is_unused.wait()
        await self.engine.dispose()
        if self._sessions:
            await self._take_connections_away()

    async def _take_connections_away(self) -> None:
        """Close the connections of SQLite that somebody holds on to, so that no thread of theirs outlives us."""
        for connection in list(self._connections):
            stopped = connection.stop()
            if stopped is not None:
                await asyncio.wait([stopped], timeout=LONGEST_END)


async def decide_alone(session: AsyncSession, workspace_id: int) -> None:
    """Wait until nobody else decides about this workspace, and let others wait until we commit.

    SQLite has one writer at a time anyway. On PostgreSQL two decisions that need the same people in another order
    would otherwise wait for each other until one is killed.
    """
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(select(func.pg_advisory_xact_lock(workspace_id)))


async def insert_unless_present(session: AsyncSession, table: type[DeclarativeBase], **values: Any) -> bool:
    """Insert a row unless a unique constraint already holds its like; tells whether it was inserted."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return await changed(session, dialect.insert(table).values(**values).on_conflict_do_nothing())


async def changed(session: AsyncSession, statement: Any) -> bool:
    """Run a conditional write and tell whether it changed a row: how races are settled on both databases."""
    result = await session.execute(statement, execution_options={"synchronize_session": False})
    return isinstance(result, CursorResult) and result.rowcount > 0
