"""Whose public holidays a member has: those of the country their zone lies in, where the workspace chose it."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.zones import country_of
from models import Workspace


async def holiday_countries(session: AsyncSession, workspace_id: int) -> frozenset[str]:
    """The countries whose public holidays count in a workspace, by their ISO codes, as the database has them now."""
    chosen = await session.scalar(select(Workspace.holiday_countries).where(Workspace.id == workspace_id))
    return frozenset(chosen.split(",")) if chosen else frozenset()


def holidays_in(zone: str, countries: Collection[str]) -> str | None:
    """The one of these countries that a zone lies in; None where it lies in none of them."""
    country = country_of(zone) if countries else None
    return country if country in countries else None
