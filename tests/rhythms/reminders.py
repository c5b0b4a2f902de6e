"""Reminders of lunch-and-learns around changes of clocks, compared with what a clock shows that is looked at."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.hours import Hours
from bot.lunches.reminder_times import reminded_at, useful_until
from models import ReminderKind
from tests.rhythms.walking import DAY, STEP, Figures, shown

WALLS = (time(0, 15), time(1, 30), time(2, 30), time(12, 30))
NINE, HOUR, TEN_MINUTES = time(9), timedelta(hours=1), timedelta(minutes=10)
# So many days from the day of a change a lunch-and-learn may be, and be reminded of on the other side of it.
FROM, UNTIL = -2, 8
DAYS_BEFORE = {
    ReminderKind.DAY_BEFORE: 1,
    ReminderKind.HOST_TWO_DAYS_BEFORE: 2,
    ReminderKind.HOST_WEEK_BEFORE: 7,
}


def compare_reminders(zone: ZoneInfo, around: datetime, figures: Figures) -> None:
    """Count each reminder of each lunch-and-learn at these wall times, on the days around a moment."""
    clock = shown(zone, around - 15 * DAY, around + 15 * DAY)
    hours = Hours(zone, time(0), time(0), frozenset(range(7)))
    today = around.astimezone(zone).date()
    for number in range(FROM, UNTIL + 1):
        day = today + number * DAY
        for wall in WALLS:
            begins_at = clock[datetime.combine(day, wall)]
            for kind, right in _right(clock, begins_at, begins_at.astimezone(zone)).items():
                figures.looked_at += 1
                at = reminded_at(kind, begins_at, hours)
                if at != right:
                    figures.wrong += 1
                    figures.examples.append(f"{zone} {day} {wall} {kind}: {at} for {right}")
                _come(kind, begins_at, at, right, figures)


def _right(clock: dict[datetime, datetime], begins_at: datetime, local: datetime) -> dict[ReminderKind, datetime]:
    day = local.date()
    right = {kind: clock[datetime.combine(day - days * DAY, NINE)] for kind, days in DAYS_BEFORE.items()}
    right[ReminderKind.MORNING] = min(clock[datetime.combine(day, NINE)], begins_at - HOUR)
    right[ReminderKind.HOUR_BEFORE] = begins_at - HOUR
    right[ReminderKind.TEN_MINUTES_BEFORE] = begins_at - TEN_MINUTES
    return right


def _come(kind: ReminderKind, begins_at: datetime, at: datetime, right: datetime, figures: Figures) -> None:
    """Look again and again, from hours before its time until hours after, and count how often it would be sent."""
    times, is_taken = 0, False
    for number in range(-12, 13):
        now = right + number * STEP
        if at <= now < useful_until(kind, begins_at) and not is_taken:
            times, is_taken = times + 1, True
    figures.twice += times > 1
    figures.missed += times < 1
