"""What Alembic runs: the migrations, on the database of DATABASE_URL."""

import asyncio

from alembic import context
from sqlalchemy import Connection, func, select, text

from bot.database import create_engine
from bot.settings import Settings
from models import Base

# Any number that no workspace has; decisions within a workspace are locked by its id.
LOCK = -1


def migrate_over(connection: Connection) -> None:
    """Run the migrations over an open connection: each in one transaction, on PostgreSQL all in one."""
    if connection.dialect.name == "postgresql":
        # Of replicas that start together one migrates; the others wait, and then find nothing left to do. Neither
        # that nor a long migration is to be cut off like a request.
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_type=True,
        transaction_per_migration=True,
        # SQLite changes a table by copying it.
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


async def migrate() -> None:
    """Open the database and run the migrations."""
    engine = create_engine(Settings().database_url)
    async with engine.connect() as connection:
        await connection.run_sync(migrate_over)
        await connection.commit()
    await engine.dispose()


def migrate_online() -> None:
    """Use the connection that our own command line hands over, or open one for Alembic's."""
    given: Connection | None = context.config.attributes.get("connection")
    if given is None:
        asyncio.run(migrate())
    else:
        migrate_over(given)


migrate_online()
