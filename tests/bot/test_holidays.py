"""Public holidays: days on which nobody is spoken to unasked, of the countries an admin chose."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import directory, holidays, people, preferences
from bot.errors import WhoKnowsError
from bot.hours import Hours, at_work, last_open, moment_of, next_open, working_time_between
from bot.people import Profile
from bot.public_holidays import countries_with_holidays, is_holiday, name_of_holiday
from bot.zones import country_of
from models import AuditEntry, Member
from tests.bot.test_preferences import choose as choose_preferences
from tests.bot.zones import ALL_ZONES
from tests.factories import MONDAY, a_member, a_workspace

HOUR = timedelta(hours=1)
PLACES = {"DE": "Europe/Berlin", "US": "America/New_York", "CN": "Asia/Shanghai"}


@pytest.mark.parametrize(("country", "zone"), PLACES.items())
@pytest.mark.parametrize(
    ("begins", "ends", "days"),
    [(time(9), time(18), range(5)), (time(22), time(6), range(7)), (time(10), time(14), [0])],
)
def test_nobody_works_on_a_holiday_of_their_country(
    country: str, zone: str, begins: time, ends: time, days: list[int]
) -> None:
    """Every hour of a year and a half, against the wall clock; a night belongs to the day on which it begins."""
    clock = ZoneInfo(zone)
    hours = Hours(clock, begins, ends, frozenset(days), holidays_of=country)
    wrong, off, last = [], 0, None
    for number in range(550 * 24):
        moment = datetime(2025, 12, 1, tzinfo=UTC) + number * HOUR
        wall = moment.astimezone(clock)
        day = wall.date() if begins < ends or wall.time() >= begins else wall.date() - timedelta(days=1)
        in_shift = begins <= wall.time() < ends if begins < ends else not ends <= wall.time() < begins
        off += is_holiday(country, day) and in_shift and day.weekday() in days
        expected = in_shift and day.weekday() in days and not is_holiday(country, day)
        if at_work(hours, moment) is not expected:
            wrong.append(f"{wall}")
        last = moment if expected else last
        # The last half hour of work, whose first minute we did not look at, or this very hour.
        if last is not None and not number % 5 and not last <= last_open(hours, moment) < last + HOUR:
            wrong.append(f"last open before {wall}")
    assert wrong == []
    assert off > 3


def test_what_is_due_on_a_holiday_comes_before_it_even_where_somebody_works_one_day_a_week() -> None:
    """Mondays only, of which two in a row are holidays: more than nine days lie between two shifts."""
    mondays = Hours(ZoneInfo("America/New_York"), works_on=frozenset({0}), holidays_of="US")
    # Christmas Day of 2028 and New Year's Day of 2029 are Mondays.
    moment = moment_of(date(2029, 1, 2), time(9), mondays.zone)
    assert last_open(mondays, moment) == moment_of(date(2028, 12, 18), time(17, 30), mondays.zone)
    assert next_open(mondays, moment_of(date(2028, 12, 19), time(9), mondays.zone)) == moment_of(
        date(2029, 1, 8), time(9), mondays.zone
    )


def test_without_a_country_no_day_is_a_holiday() -> None:
    new_year = moment_of(date(2027, 1, 1), time(10), ZoneInfo("Europe/Berlin"))
    assert at_work(Hours(ZoneInfo("Europe/Berlin")), new_year)
    assert at_work(Hours(ZoneInfo("Europe/Berlin"), holidays_of="XX"), new_year)
    off = Hours(ZoneInfo("Europe/Berlin"), holidays_of="DE")
    assert working_time_between(off, new_year, new_year + timedelta(days=1)) == timedelta()


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Europe/Berlin", "DE"),
        ("Europe/Oslo", "NO"),
        ("Asia/Calcutta", "IN"),
        ("Europe/Kiev", "UA"),
        ("US/Pacific", "US"),
        ("Asia/Singapore", "SG"),
        ("UTC", None),
        ("Etc/GMT-3", None),
        ("Mars/Olympus_Mons", None),
    ],
)
def test_a_zone_lies_in_its_country_also_by_its_old_name(zone: str, country: str | None) -> None:
    assert country_of(zone) == country


def test_every_place_lies_in_a_country_and_every_country_has_its_name() -> None:
    places = [zone for zone in ALL_ZONES if zone.split("/")[0] in {"Africa", "America", "Asia", "Europe", "Pacific"}]
    assert len(places) > 300
    assert [zone for zone in places if country_of(zone) is None] == []
    assert countries_with_holidays()["DE"] == "Germany"
    assert name_of_holiday("DE", date(2026, 12, 25)) == "Christmas Day"
    assert name_of_holiday("CN", date(2026, 1, 2)) == "Day off"
    assert name_of_holiday("DE", date(2026, 12, 1)) == ""
    # Each can be reckoned; a package that warns of one would fail us here.
    new_year = [code for code in countries_with_holidays() if is_holiday(code, date(2030, 1, 1))]
    assert len(new_year) > 150


async def test_everybody_has_the_holidays_of_where_they_are(session: AsyncSession) -> None:
    """As soon as an admin chooses, and wherever they move to, in Slack or in their settings."""
    workspace = await a_workspace(session)
    admin = await a_member(session, workspace, "Chi Wong", zone="Asia/Singapore", is_admin=True)
    ana, bo = await a_member(session, workspace, "Ana Ruiz"), await a_member(session, workspace, "Bo", zone="UTC")
    christmas = datetime(2026, 12, 25, 9, tzinfo=UTC)
    assert people.back_at(ana, christmas) == christmas
    with pytest.raises(WhoKnowsError, match="Only admins"):
        await holidays.choose(session, ana, ["ES"], now=MONDAY)
    with pytest.raises(WhoKnowsError, match="from the menu"):
        await holidays.choose(session, admin, ["ES", "XX"], now=MONDAY)
    assert await holidays.choose(session, admin, ["DE", "ES"], now=MONDAY) == ["Germany", "Spain"]
    assert [one.holidays_of for one in (ana, bo, admin)] == ["ES", None, None]
    assert people.back_at(ana, christmas) == datetime(2026, 12, 28, 8, tzinfo=UTC)
    [entry] = (await session.scalars(select(AuditEntry))).all()
    assert (entry.action, entry.about) == ("chose whose holidays count", "DE, ES")

    berlin = [Profile(one.slack_id, one.name, zone="Europe/Berlin") for one in (ana, bo)]
    newcomer = Profile("U0NEW", "New", zone="Europe/Madrid")
    news = await directory.describe(session, workspace, [*berlin, newcomer], now=MONDAY)
    assert news == [ana.slack_id, bo.slack_id, "U0NEW"]
    assert await _holidays(session) == {ana.slack_id: "DE", bo.slack_id: "DE", "U0NEW": "ES"}
    await session.refresh(ana)
    await choose_preferences(session, ana, zone="Europe/Madrid")
    assert ana.holidays_of == "ES"
    await people.remember(session, workspace, Profile(ana.slack_id, "Ana", zone="Europe/Berlin"), now=MONDAY)
    assert ana.holidays_of == "ES", "who chose a zone stays in it"
    await choose_preferences(session, ana, zone=preferences.AS_IN_SLACK)
    assert ana.holidays_of == "DE"
    # Of two countries one is left, and of the other nobody has any more.
    await holidays.choose(session, admin, ["ES"], now=MONDAY)
    assert await _holidays(session) == {"U0NEW": "ES"}
    assert await holidays.choose(session, admin, [], now=MONDAY) == []
    assert (await people.meet(session, workspace, "U0LATER", zone="Europe/Madrid")).holidays_of is None


async def _holidays(session: AsyncSession) -> dict[str, str]:
    found = await session.execute(select(Member.slack_id, Member.holidays_of).where(Member.holidays_of.is_not(None)))
    return {slack_id: country or "" for slack_id, country in found}


async def test_the_directory_heals_what_an_older_look_wrote(session: AsyncSession) -> None:
    """A page that was read before an admin chose is written after: the next reading finds out."""
    workspace = await a_workspace(session)
    admin = await a_member(session, workspace, "Chi Wong", zone="Asia/Singapore", is_admin=True)
    ana = await a_member(session, workspace, "Ana Ruiz", title="Engineer")
    await holidays.choose(session, admin, ["ES"], now=MONDAY)
    ana.holidays_of = None
    await session.flush()
    said = Profile(ana.slack_id, ana.name, title="Engineer", zone="Europe/Madrid")
    assert await directory.describe(session, workspace, [said], now=MONDAY) == [ana.slack_id]
    assert await _holidays(session) == {ana.slack_id: "ES"}
