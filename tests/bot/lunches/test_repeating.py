"""The days of lunch-and-learns that come again, against a walk through the calendar day by day."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import WhoKnowsError
from bot.hours import moment_of
from bot.lunches.repeating import check_pattern, days_of, look_ahead
from bot.public_holidays import is_holiday
from models import Repeats
from tests.bot.zones import ALL_ZONES, clock_changes, first_time_shown

DAY = timedelta(days=1)
begins = st.dates(date(2026, 1, 1), date(2032, 12, 31))


def walked(repeats: Repeats, begins_on: date, *, days: int) -> list[date]:
    """The days after the first, found by looking at each day of the calendar."""
    found = []
    for number in range(1, days + 1):
        day = begins_on + number * DAY
        if day.weekday() != begins_on.weekday():
            continue
        same_weekday = [
            date(day.year, day.month, one)
            for one in range(1, 32)
            if _exists(day, one) and date(day.year, day.month, one).weekday() == day.weekday()
        ]
        comes = {
            Repeats.WEEKLY: True,
            Repeats.FORTNIGHTLY: number % 14 == 0,
            Repeats.MONTHLY: same_weekday.index(day) == (begins_on.day - 1) // 7,
            Repeats.MONTHLY_LAST: day == same_weekday[-1],
        }[repeats]
        if comes:
            found.append(day)
    return found


def _exists(month: date, day: int) -> bool:
    try:
        date(month.year, month.month, day)
    except ValueError:
        return False
    return True


def comes_again(repeats: Repeats, begins_on: date) -> bool:
    """Whether such a series is not refused."""
    try:
        check_pattern(repeats, begins_on, None)
    except WhoKnowsError:
        return False
    return True


@pytest.mark.parametrize("repeats", list(Repeats))
@given(begins_on=begins, number=st.integers(0, 2000))
def test_the_days_of_a_pattern_are_those_of_the_calendar(repeats: Repeats, begins_on: date, number: int) -> None:
    """Leap years and turns of the year included; and from any day on, the same days go on."""
    if not comes_again(repeats, begins_on):
        return
    expected = walked(repeats, begins_on, days=2200)
    assert list(days_of(repeats, begins_on, after=begins_on, until=begins_on + 2200 * DAY)) == expected
    after = begins_on + number * DAY
    later = [day for day in expected if day > after]
    assert list(islice(days_of(repeats, begins_on, after=after), len(later))) == later


@pytest.mark.parametrize("repeats", list(Repeats))
def test_what_is_planned_piece_by_piece_is_the_pattern_without_its_holidays(repeats: Repeats) -> None:
    """However often somebody looks ahead, no day is planned twice or left out."""
    begins_on = date(2026, 12, 25)
    until = date(2029, 12, 31)
    planned: list[date] = []
    skipped: list[date] = []
    looked = begins_on
    now = begins_on - 8 * DAY
    while looked < until:
        ahead = look_ahead(
            repeats, begins_on, after=looked, until=until, farthest=max(now + 60 * DAY, looked), country="DE"
        )
        planned += ahead.days
        skipped += [day for day, _ in ahead.skipped]
        looked = ahead.until
        now += (1 + len(planned) % 9) * DAY
    expected = walked(repeats, begins_on, days=(until - begins_on).days)
    assert planned == [day for day in expected if not is_holiday("DE", day)]
    assert skipped == [day for day in expected if is_holiday("DE", day)]
    assert len(skipped) >= 1


def test_where_one_is_needed_it_is_looked_for_beyond_the_next_weeks() -> None:
    """A monthly one whose next day is a holiday still has a next one."""
    ahead = look_ahead(
        Repeats.MONTHLY,
        date(2026, 11, 27),
        after=date(2026, 11, 27),
        until=None,
        farthest=date(2026, 12, 31),
        country="DE",
        needs_one=True,
    )
    assert ahead.skipped == [(date(2026, 12, 25), "Christmas Day")]
    assert ahead.days == [date(2027, 1, 22)]
    assert ahead.until == date(2027, 1, 22)


def test_every_session_keeps_the_local_time_through_each_change_of_the_clocks() -> None:
    """Also where the clocks skip the hour on one of them: that one is moved, never lost, and the next is as before."""
    wrong, looked_at, seen = [], 0, set()
    for name in ALL_ZONES:
        zone = ZoneInfo(name)
        for change in clock_changes(name):
            behaviour = (
                change,
                zone.utcoffset(change.astimezone(zone)),
                zone.utcoffset((change - DAY).astimezone(zone)),
            )
            if not 2026 <= change.year <= 2028 or behaviour in seen:
                continue
            seen.add(behaviour)
            on = change.astimezone(zone).date()
            for day in days_of(Repeats.WEEKLY, on - 7 * DAY, after=on - 14 * DAY, until=on + 7 * DAY):
                for wall in (time(0, 15), time(1, 30), time(2, 30), time(12, 30)):
                    looked_at += 1
                    shown = moment_of(day, wall, zone).astimezone(zone)
                    if (shown.date(), shown.time()) != (day, wall) and _comes(day, wall, zone):
                        wrong.append(f"{name} {day} {wall}")
    assert wrong == []
    assert looked_at > 1000
    berlin = ZoneInfo("Europe/Berlin")
    at_night = [moment_of(date(2027, 3, 21) + week * 7 * DAY, time(2, 30), berlin) for week in range(3)]
    assert at_night == [
        datetime(2027, 3, 21, 1, 30, tzinfo=UTC),
        datetime(2027, 3, 28, 1, 30, tzinfo=UTC),
        datetime(2027, 4, 4, 0, 30, tzinfo=UTC),
    ]


def _comes(day: date, wall: time, zone: ZoneInfo) -> bool:
    try:
        first_time_shown(day, wall, zone)
    except AssertionError:
        return False
    return True


@pytest.mark.parametrize(
    ("repeats", "begins_on", "until", "field", "told"),
    [
        (Repeats.MONTHLY, date(2026, 12, 29), None, "repeats", "last Tuesday"),
        (Repeats.MONTHLY, date(2027, 1, 31), None, "repeats", "last Sunday"),
        (Repeats.MONTHLY, date(2028, 2, 29), None, "repeats", "5th Tuesday"),
        (Repeats.MONTHLY_LAST, date(2026, 12, 8), None, "repeats", "the 29. Pick that day"),
        (Repeats.MONTHLY_LAST, date(2028, 2, 22), None, "repeats", "the 29. Pick that day"),
        (Repeats.WEEKLY, date(2026, 12, 3), date(2026, 12, 3), "until", "not after the first"),
        (Repeats.WEEKLY, date(2026, 12, 3), date(2026, 11, 1), "until", "not after the first"),
        (Repeats.WEEKLY, date(2026, 12, 3), date(2026, 12, 9), "until", "No second one"),
        (Repeats.MONTHLY, date(2026, 12, 3), date(2027, 1, 3), "until", "No second one"),
        (Repeats.WEEKLY, date(2026, 12, 3), date(2027, 12, 5), "until", "more than a year"),
        (Repeats.WEEKLY, date(2026, 12, 3), date.max, "until", "more than a year"),
    ],
)
def test_what_does_not_come_again_as_asked_is_refused_at_its_field(
    repeats: Repeats, begins_on: date, until: date | None, field: str, told: str
) -> None:
    with pytest.raises(WhoKnowsError, match=told) as refused:
        check_pattern(repeats, begins_on, until)
    assert refused.value.field == field


def test_every_week_for_a_year_is_fifty_three_at_most() -> None:
    first = date(2027, 12, 30)
    check_pattern(Repeats.WEEKLY, first, first + timedelta(days=366))
    assert 1 + len(list(days_of(Repeats.WEEKLY, first, after=first, until=first + timedelta(days=366)))) == 53
