"""Reminders come while they are of use, and within working hours; tests/rhythms has every zone and clock change."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.hours import Hours, at_work, last_open
from bot.lunches.reminder_times import AT_ANY_HOUR, reminded_at, useful_until
from models import ReminderKind


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
            afterwards = {ReminderKind.HOST_AFTERWARDS, ReminderKind.HOST_TOTALS, ReminderKind.WORTH}
            asked_for = {*AT_ANY_HOUR, ReminderKind.MORNING, *afterwards}
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
