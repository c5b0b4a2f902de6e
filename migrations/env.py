"""What Alembic runs: the migrations, each in one transaction, on the database of DATABASE_URL."""

import asyncio

from alembic import context
from sqlalchemy import Connection

from bot.database import create_engine
from bot.settings import Settings
from models import Base


def migrate_over(connection: Connection) -> None:
    """Run the migrations over an open connection."""
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
