"""What every test may ask for."""

from tests.databases import (
    database_url,
    empty_database_url,
    empty_postgresql_url,
    empty_sqlite_url,
    postgresql_server,
    postgresql_template,
    postgresql_url,
    sqlite_template,
    sqlite_url,
)

__all__ = [
    "database_url",
    "empty_database_url",
    "empty_postgresql_url",
    "empty_sqlite_url",
    "postgresql_server",
    "postgresql_template",
    "postgresql_url",
    "sqlite_template",
    "sqlite_url",
]
