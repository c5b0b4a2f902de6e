"""When a lead's prompt comes: compared with a walk through the week, in zones that change their clocks."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.hours import Hours, at_work, week_of
from bot.recognition.prompt_moments import begin_of_month, end_of_week, month_after, month_of, prompt_moment

MONDAY = date(2026, 11, 23)
QUARTER = timedelta(minutes=15)
# Clocks that change on a Sunday, on a Thursday night, by half an hour, twice a year around Ramadan, and never.
ZONES = (
    "Europe/Madrid",
    "America/Santiago",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Gaza",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Asia/Kathmandu",
)
WORK: tuple[dict[str, Any], ...] = (
    {},
    {"works_on": frozenset({0, 1, 2, 4})},
    {"works_on": frozenset({0, 1, 2})},
    {"works_from": time(14), "works_until": time(22)},
    {"works_from": time(6), "works_until": time(9, 30)},
    {"works_from": time(22), "works_until": time(6)},
    {"works_on": frozenset({6}), "works_from": time(20), "works_until": time(4)},
)


@pytest.mark.parametrize("zone", ZONES)
def test_it_comes_in_the_first_working_quarter_from_thursday_at_ten_on(zone: str) -> None:
    for work in WORK:
        hours = Hours(ZoneInfo(zone), **work)
        for week_on in _weeks(hours.zone):
            assert prompt_moment(hours, week_on) == _walked(hours, week_on), (work, week_on)


def _weeks(zone: ZoneInfo) -> list[date]:
    """The first, and all of the next years in which clocks change."""
    begins = [datetime.combine(MONDAY + timedelta(weeks=number), time(0), zone) for number in range(170)]
    changing = [one.date() for one in begins if one.utcoffset() != (one + timedelta(days=7)).utcoffset()]
    return [MONDAY, *changing]


def _walked(hours: Hours, week_on: date) -> datetime | None:
    moment = datetime.combine(week_on, time(0), UTC) + timedelta(days=2)
    while True:
        local = moment.astimezone(hours.zone)
        has_come = (local.weekday(), local.time()) >= (3, time(10))
        if week_of(hours.zone, moment) > week_on:
            return None
        if week_of(hours.zone, moment) == week_on and has_come and at_work(hours, moment):
            return moment
        moment += QUARTER


def test_ten_is_ten_on_both_sides_of_a_change_of_clocks() -> None:
    hours = Hours(ZoneInfo("Europe/Madrid"))
    moments = [prompt_moment(hours, date(2026, 10, 19)), prompt_moment(hours, date(2026, 10, 26))]
    assert moments == [datetime(2026, 10, 22, 8, tzinfo=UTC), datetime(2026, 10, 29, 9, tzinfo=UTC)]


def test_weeks_and_months_end_at_the_leads_own_midnight() -> None:
    hours = Hours(ZoneInfo("Pacific/Auckland"))
    assert end_of_week(hours, MONDAY) == datetime(2026, 11, 29, 11, tzinfo=UTC)
    assert month_of(hours, datetime(2026, 11, 30, 11, tzinfo=UTC)) == date(2026, 12, 1)
    assert month_of(hours, datetime(2026, 11, 30, 10, 59, tzinfo=UTC)) == date(2026, 11, 1)
    assert begin_of_month(hours, date(2026, 12, 1)) == datetime(2026, 11, 30, 11, tzinfo=UTC)
    assert [month_after(date(2026, month, 1)).month for month in range(1, 13)] == [*range(2, 13), 1]
