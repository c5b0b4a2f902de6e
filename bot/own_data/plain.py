"""Rows as plain data, for a file."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession


def said(value: Any) -> Any:
    """A value as a file can hold it: days and moments as ISO 8601 has them."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value


async def rows_of(session: AsyncSession, query: Any) -> list[dict[str, Any]]:
    """What a query finds, each row by the names of its columns."""
    found = await session.execute(query)
    return [{name: said(value) for name, value in row.items()} for row in found.mappings()]
