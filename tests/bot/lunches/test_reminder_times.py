"""Reminders in every zone, around each of its clock changes from 2026 to 2030, at awkward wall times."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.hours import Hours, at_work, last_open, moment_of
from bot.lunches.reminder_times import reminded_at, useful_until
from models import ReminderKind
from tests.bot.zones import ALL_ZONES, clock_changes

WALL_TIMES = (time(0, 15), time(1, 30), time(2, 30), time(12, 30))
NINE = time(9)


def lunches_around(change: datetime, zone: ZoneInfo) -> list[datetime]:
    """Lunch-and-learns at these wall times, from two days before a clock change to eight days after."""
    day = change.astimezone(zone).date()
    days = [day + timedelta(days=number) for number in range(-2, 9)]
    return [moment_of(one, wall, zone) for one in days for wall in WALL_TIMES]


def first_time_shown(day: date, wall: time, zone: ZoneInfo) -> datetime:
    """When a clock of this zone first shows a wall time on a day, found by looking at it minute by minute."""
    noon = datetime.combine(day, time(12), tzinfo=UTC)
    moment = noon - timedelta(hours=30)
    for _ in range(72 * 60):
        local = moment.astimezone(zone)
        if (local.date(), local.time()) == (day, wall):
            return moment
        moment += timedelta(minutes=1)
    raise AssertionError(f"{zone} never shows {wall} on {day}")


def test_the_day_before_at_nine_and_ten_minutes_before_in_every_zone() -> None:
    wrong, looked_at, seen = [], 0, set()
    for name in ALL_ZONES:
        zone = ZoneInfo(name)
        for change in clock_changes(name):
            if not 2026 <= change.year <= 2030:
                continue
            before, after = (change + timedelta(minutes=gap) for gap in (-1, 0))
            # Zones that show the same on both sides of the same change are one.
            behaviour = (change, before.astimezone(zone).utcoffset(), after.astimezone(zone).utcoffset())
            if behaviour in seen:
                continue
            seen.add(behaviour)
            hours = Hours(zone, time(0), time(0), frozenset(range(7)))
            nine = {}
            for begins_at in lunches_around(change, zone):
                looked_at += 1
                on = begins_at.astimezone(zone).date()
                day_before = on - timedelta(days=1)
                if day_before not in nine:
                    nine[day_before] = first_time_shown(day_before, NINE, zone)
                if reminded_at(ReminderKind.DAY_BEFORE, begins_at, hours) != nine[day_before]:
                    wrong.append(f"{name} {begins_at} the day before")
                if begins_at - reminded_at(ReminderKind.TEN_MINUTES_BEFORE, begins_at, hours) != timedelta(minutes=10):
                    wrong.append(f"{name} {begins_at} ten minutes before")
                morning = reminded_at(ReminderKind.MORNING, begins_at, hours)
                if not (begins_at - timedelta(hours=24) < morning <= begins_at - timedelta(hours=1)):
                    wrong.append(f"{name} {begins_at} in the morning")
    assert looked_at > 5_000
    assert wrong == []


@pytest.mark.parametrize("kind", list(ReminderKind))
def test_none_comes_after_it_is_of_use_and_none_outside_of_working_hours(kind: ReminderKind) -> None:
    wrong = []
    for name in ("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Africa/Casablanca", "Australia/Lord_Howe"):
        hours = Hours(ZoneInfo(name))
        for number in range(0, 400 * 24, 7):
            begins_at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=number)
            at = reminded_at(kind, begins_at, hours)
            if at >= useful_until(kind, begins_at):
                wrong.append(f"{name} {begins_at}: too late")
            # What comes afterwards waits for working hours when it is sent.
            asked_for = {ReminderKind.TEN_MINUTES_BEFORE, ReminderKind.MORNING, ReminderKind.HOST_AFTERWARDS}
            if kind not in asked_for and not at_work(hours, at):
                wrong.append(f"{name} {begins_at}: at {at}, outside of working hours")
    assert wrong == []


@pytest.mark.parametrize(
    ("moment", "comes"),
    [
        # A Monday's lunch: nine on Sunday is no working time, so it comes on Friday, half an hour before work ends.
        (datetime(2026, 11, 22, 8, 0, tzinfo=UTC), datetime(2026, 11, 20, 16, 30, tzinfo=UTC)),
        # Within working hours nothing changes.
        (datetime(2026, 11, 24, 9, 0, tzinfo=UTC), datetime(2026, 11, 24, 9, 0, tzinfo=UTC)),
        # After work it comes before its end.
        (datetime(2026, 11, 24, 19, 0, tzinfo=UTC), datetime(2026, 11, 24, 16, 30, tzinfo=UTC)),
    ],
)
def test_what_would_fall_into_quiet_hours_comes_before_them(moment: datetime, comes: datetime) -> None:
    assert last_open(Hours(ZoneInfo("Europe/Berlin")), moment) == comes
