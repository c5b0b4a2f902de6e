"""Which countries' public holidays count in a workspace: an admin decides, and what is unasked keeps quiet on them."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import audit, people
from bot.database import decide_alone
from bot.errors import WhoKnowsError
from bot.public_holidays import countries_with_holidays
from bot.zones import country_of
from models import Member, Workspace

MOST_COUNTRIES = 50


@dataclass(frozen=True)
class HolidayCountries:
    """The countries an admin chose, and those where the most members are: each an ISO code and a name."""

    chosen: list[tuple[str, str]]
    where_members_are: list[tuple[str, str]]


async def to_choose(session: AsyncSession, admin: Member) -> HolidayCountries:
    """What an admin chooses from; raises WhoKnowsError for everybody else."""
    _require_admin(admin)
    names = countries_with_holidays()
    chosen = await people.holiday_countries(session, admin.workspace_id)
    of_zones = await session.execute(
        select(Member.zone, func.count())
        .where(Member.workspace_id == admin.workspace_id, people.takes_part())
        .group_by(Member.zone)
    )
    members: Counter[str] = Counter()
    for zone, how_many in of_zones:
        members[country_of(zone) or ""] += how_many
    most = sorted(members, key=lambda code: (-members[code], code))
    return HolidayCountries(
        chosen=[(code, name) for code, name in names.items() if code in chosen],
        where_members_are=[(code, names[code]) for code in most if code in names],
    )


def countries_like(typed: str, *, at_most: int = 20) -> list[tuple[str, str]]:
    """Countries that what was typed may mean, each an ISO code and a name; those that begin with it come first."""
    folded = typed.casefold().strip()
    found = [(code, name) for code, name in countries_with_holidays().items() if folded in name.casefold()]
    return sorted(found, key=lambda one: not one[1].casefold().startswith(folded))[:at_most]


async def choose(session: AsyncSession, admin: Member, countries: Collection[str], *, now: datetime) -> list[str]:
    """Let the public holidays of these countries count from now on, and no others; gives the countries' names.

    Raises WhoKnowsError for anybody but an admin, and for a country we don't know.
    """
    _require_admin(admin)
    names = countries_with_holidays()
    unknown = sorted(set(countries) - names.keys())
    if unknown or len(set(countries)) > MOST_COUNTRIES:
        raise WhoKnowsError(f"Choose up to {MOST_COUNTRIES} countries from the menu.", field="countries")
    chosen = [code for code in names if code in countries]
    await decide_alone(session, admin.workspace_id)
    await session.execute(
        update(Workspace)
        .where(Workspace.id == admin.workspace_id)
        .values(holiday_countries=",".join(chosen) or None)
        .execution_options(synchronize_session=False)
    )
    zones = await session.scalars(select(Member.zone).where(Member.workspace_id == admin.workspace_id).distinct())
    by_country: dict[str | None, list[str]] = {}
    for zone in zones.all():
        by_country.setdefault(people.holidays_in(zone, chosen), []).append(zone)
    for country, theirs in by_country.items():
        await session.execute(
            update(Member)
            .where(
                Member.workspace_id == admin.workspace_id,
                Member.zone.in_(theirs),
                Member.holidays_of.is_distinct_from(country),
            )
            .values(holidays_of=country)
            .execution_options(synchronize_session="fetch")
        )
    await audit.note(session, admin, "chose whose holidays count", ", ".join(chosen) or "none", now=now)
    return [names[code] for code in chosen]


def _require_admin(member: Member) -> None:
    if not people.may_administer(member):
        raise WhoKnowsError("Only admins can choose whose holidays count, so nothing was changed. Ask one of them.")
