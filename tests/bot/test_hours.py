"""Working hours hold in every zone, through every change of its clocks, and past midnight."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.hours import (
    Hours,
    after_working_time,
    at_work,
    next_open,
    start_of_next_week,
    week_of,
    working_time_between,
    zone_named,
)
from tests.bot.zones import ALL_ZONES, FIRST_YEAR, LAST_YEAR, MUST_HAVE, clock_changes

MINUTE = timedelta(minutes=1)
ZONES_WITH_CHANGES = [name for name in ALL_ZONES if clock_changes(name)]


def local(zone: str, day: date, wall: time = time()) -> datetime:
    """The moment of a wall time in a zone."""
    return datetime.combine(day, wall, tzinfo=ZoneInfo(zone)).astimezone(UTC)


wall_times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 10, 15, 30, 45, 50]))


def shifts(zones: list[str]) -> st.SearchStrategy[Hours]:
    """Any working hours of an hour or more, by day or overnight."""
    return st.builds(
        Hours,
        zone=st.sampled_from(zones).map(ZoneInfo),
        works_from=wall_times,
        works_until=wall_times,
        works_on=st.frozensets(st.integers(0, 6), min_size=1),
    ).filter(lambda hours: _shift(hours) >= timedelta(hours=1))


def _shift(hours: Hours) -> timedelta:
    day = datetime(2024, 1, 1)  # noqa: DTZ001 (a wall clock, far from any zone)
    length = datetime.combine(day, hours.works_until) - datetime.combine(day, hours.works_from)
    return length if length > timedelta() else length + timedelta(days=1)


moments = st.datetimes(
    datetime(FIRST_YEAR, 1, 8),  # noqa: DTZ001 (hypothesis adds the zone)
    datetime(LAST_YEAR, 12, 24),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@st.composite
def shifts_at_a_clock_change(draw: st.DrawFn) -> tuple[Hours, datetime]:
    """Working hours, and a moment within two days of a change of that zone's clocks."""
    hours = draw(shifts(ZONES_WITH_CHANGES))
    change = draw(st.sampled_from(clock_changes(hours.zone.key)))
    return hours, change + draw(st.integers(-2 * 24 * 60, 2 * 24 * 60)) * MINUTE


@st.composite
def shifts_at_any_time(draw: st.DrawFn) -> tuple[Hours, datetime]:
    """Working hours, and any moment."""
    return draw(shifts(ALL_ZONES)), draw(moments)


anywhere = st.one_of(shifts_at_a_clock_change(), shifts_at_any_time())
spans = st.integers(0, 30 * 60).map(lambda minutes: minutes * MINUTE)


@given(shifts_at_any_time())
def test_far_from_clock_changes_the_wall_clock_decides(case: tuple[Hours, datetime]) -> None:
    hours, moment = case
    assume(all(abs(moment - change) > timedelta(days=2) for change in clock_changes(hours.zone.key)))
    wall = moment.astimezone(hours.zone)
    minute, today, yesterday = wall.time(), wall.weekday(), (wall.weekday() - 1) % 7
    if hours.works_from < hours.works_until:
        expected = today in hours.works_on and hours.works_from <= minute < hours.works_until
    else:
        began_today = today in hours.works_on and minute >= hours.works_from
        began_yesterday = yesterday in hours.works_on and minute < hours.works_until
        expected = began_today or began_yesterday
    assert at_work(hours, moment) is expected


@given(anywhere, st.floats(0, 1, exclude_max=True))
def test_next_open_is_the_first_moment_of_work(case: tuple[Hours, datetime], part: float) -> None:
    hours, moment = case
    opens = next_open(hours, moment)
    assert opens >= moment
    assert at_work(hours, opens)
    if opens > moment:
        before = min(moment + (opens - moment) * part, opens - timedelta(microseconds=1))
        assert not at_work(hours, before)


@given(anywhere, spans)
def test_after_working_time_undoes_working_time_between(case: tuple[Hours, datetime], span: timedelta) -> None:
    hours, start = case
    end = after_working_time(hours, start, span)
    assert working_time_between(hours, start, end) == span
    assert end - start >= span


@given(anywhere, spans)
def test_a_timer_never_ends_outside_working_hours(case: tuple[Hours, datetime], span: timedelta) -> None:
    hours, start = case
    end = after_working_time(hours, start, span)
    # The last minute of a shift ends when the shift does.
    assert at_work(hours, end) or at_work(hours, end - timedelta(microseconds=1))


@given(anywhere, spans, spans)
def test_working_time_adds_up_and_is_never_more_than_time(
    case: tuple[Hours, datetime], first: timedelta, second: timedelta
) -> None:
    hours, start = case
    middle, end = start + first, start + first + second
    whole = working_time_between(hours, start, end)
    assert whole == working_time_between(hours, start, middle) + working_time_between(hours, middle, end)
    assert timedelta() <= whole <= end - start


@given(anywhere)
def test_next_week_begins_with_its_first_shift(case: tuple[Hours, datetime]) -> None:
    hours, moment = case
    begins = start_of_next_week(hours, moment)
    monday = week_of(hours.zone, moment)
    assert monday.weekday() == 0
    assert begins > moment
    assert at_work(hours, begins)
    # A shift that began on Sunday evening may still run when the week turns.
    assert week_of(hours.zone, begins) >= monday + timedelta(days=7)


@pytest.mark.parametrize("zone", MUST_HAVE)
def test_office_hours_are_nine_hours_on_every_working_day_of_fourteen_years(zone: str) -> None:
    hours = Hours(ZoneInfo(zone))
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        days = [date(year, 1, 1) + timedelta(days=number) for number in range(365)]
        working_days = sum(day.weekday() < 5 for day in days)
        worked = working_time_between(hours, local(zone, date(year, 1, 1)), local(zone, date(year, 12, 31)))
        last_day = timedelta(hours=9) if days[364].weekday() < 5 and days[364].day == 31 else timedelta()
        assert worked == timedelta(hours=9) * working_days - last_day


@pytest.mark.parametrize("zone", MUST_HAVE)
@settings(max_examples=30)
@given(data=st.data())
def test_must_have_zones_keep_the_wall_clock_around_their_changes(zone: str, data: st.DataObject) -> None:
    hours = Hours(ZoneInfo(zone), works_on=frozenset(range(7)))
    changes = clock_changes(zone) or (datetime(2026, 3, 29, 1, tzinfo=UTC),)
    moment = data.draw(st.sampled_from(changes)) + data.draw(st.integers(-4000, 4000)) * MINUTE
    opens = next_open(hours, moment).astimezone(hours.zone)
    wall = moment.astimezone(hours.zone)
    assert opens == wall or (opens.hour, opens.minute) == (9, 0)


@pytest.mark.parametrize(
    ("zone", "day", "begins", "opens"),
    [
        pytest.param("Africa/Cairo", date(2026, 4, 24), time(0, 15), time(1, 15), id="Cairo has no midnight that day"),
        pytest.param("America/Havana", date(2026, 3, 8), time(0, 30), time(1, 30), id="nor has Havana"),
        pytest.param("Asia/Beirut", date(2026, 3, 29), time(0, 0), time(1, 0), id="nor has Beirut"),
        pytest.param("Europe/Berlin", date(2026, 3, 29), time(2, 30), time(3, 30), id="Berlin has no half past two"),
        pytest.param("Europe/Dublin", date(2026, 3, 29), time(1, 30), time(2, 30), id="Dublin, negative saving"),
        pytest.param("America/New_York", date(2026, 3, 8), time(2, 30), time(3, 30), id="New York"),
        pytest.param("Australia/Lord_Howe", date(2026, 10, 4), time(2, 10), time(2, 40), id="Lord Howe moves by half"),
        pytest.param("Antarctica/Troll", date(2026, 3, 29), time(1, 30), time(3, 30), id="Troll moves by two hours"),
    ],
)
def test_a_shift_that_begins_in_a_gap_begins_by_the_clock_before_it(
    zone: str, day: date, begins: time, opens: time
) -> None:
    hours = Hours(ZoneInfo(zone), works_from=begins, works_until=time(12), works_on=frozenset(range(7)))
    evening = datetime.combine(day - timedelta(days=1), time(20), tzinfo=hours.zone).astimezone(UTC)
    opened = next_open(hours, evening).astimezone(hours.zone)
    assert (opened.date(), opened.time()) == (day, opens)


def test_a_shift_that_begins_in_a_fold_begins_the_first_time() -> None:
    hours = Hours(ZoneInfo("Europe/Berlin"), works_from=time(2, 30), works_until=time(12), works_on=frozenset({6}))
    opened = next_open(hours, local("Europe/Berlin", date(2026, 10, 25)))
    assert opened == local("Europe/Berlin", date(2026, 10, 25), time(2, 30, fold=0))
    assert at_work(hours, local("Europe/Berlin", date(2026, 10, 25), time(2, 15, fold=1)))


@pytest.mark.parametrize(
    ("night", "length"), [(date(2026, 3, 28), 7), (date(2026, 10, 24), 9), (date(2026, 11, 21), 8)]
)
def test_a_night_shift_is_as_long_as_the_night(night: date, length: int) -> None:
    hours = Hours(ZoneInfo("Europe/Berlin"), works_from=time(22), works_until=time(6), works_on=frozenset({5}))
    start = datetime.combine(night, time(12), tzinfo=hours.zone).astimezone(UTC)
    assert working_time_between(hours, start, start + timedelta(days=2)) == timedelta(hours=length)
    assert after_working_time(hours, start, timedelta(hours=1)) == start + timedelta(hours=11)


def test_nearly_round_the_clock_counts_no_minute_twice_when_the_clocks_go_forward() -> None:
    hours = Hours(
        ZoneInfo("Europe/Berlin"), works_from=time(3, 10), works_until=time(2, 50), works_on=frozenset(range(7))
    )
    start = local("Europe/Berlin", date(2026, 3, 28), time(12))
    assert working_time_between(hours, start, start + timedelta(days=1)) <= timedelta(days=1)


def test_thirty_minutes_on_friday_evening_end_on_monday_morning() -> None:
    hours = Hours(ZoneInfo("Europe/Copenhagen"))
    friday = local("Europe/Copenhagen", date(2026, 11, 20), time(17, 50))
    assert after_working_time(hours, friday, 30 * MINUTE) == local("Europe/Copenhagen", date(2026, 11, 23), time(9, 20))


def test_the_week_turns_at_the_members_own_midnight() -> None:
    sunday_evening = datetime(2026, 11, 22, 20, tzinfo=UTC)
    assert week_of(ZoneInfo("Europe/Madrid"), sunday_evening) == date(2026, 11, 16)
    assert week_of(ZoneInfo("Asia/Singapore"), sunday_evening) == date(2026, 11, 23)


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "Europe/Madrid\x00"])
def test_an_unknown_zone_counts_as_utc(name: str) -> None:
    assert zone_named(name).key == "UTC"


@pytest.mark.parametrize("days", [frozenset[int](), frozenset({7})])
def test_working_hours_need_a_weekday(days: frozenset[int]) -> None:
    with pytest.raises(ValueError, match="weekday"):
        Hours(ZoneInfo("UTC"), works_on=days)
