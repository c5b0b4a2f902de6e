"""Databases of tests, which need not outlive a power cut."""

from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from bot.database import Database


def open_database(url: str) -> Database:
    """A database as WhoKnows uses it, but SQLite does not wait for the disk (nor does the tests' PostgreSQL)."""
    database = Database(url)
    if database.is_sqlite:
        event.listen(database.engine.sync_engine, "connect", _do_not_wait)
    return database


def _do_not_wait(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous=OFF")
    cursor.close()
