"""When reminders of a lunch-and-learn come, and how long each is of use; pure functions of moments in UTC."""

from datetime import datetime, time, timedelta

from bot.hours import Hours, last_open, moment_of
from models import ReminderKind

MORNING = time(9)
DAYS_BEFORE = {
    ReminderKind.DAY_BEFORE: 1,
    ReminderKind.HOST_TWO_DAYS_BEFORE: 2,
    ReminderKind.HOST_WEEK_BEFORE: 7,
}
# A host may be asked for notes and a recording, and who came what it was worth, that long after it ended.
ASKED_AFTERWARDS_FOR = timedelta(days=3)
# What they said comes to its hosts when nobody is asked any more, and is of use for a week.
TOTALS_FOR = timedelta(days=7)
# No reminder comes longer after the beginning than this; what a long downtime made too late is put down as late.
LATEST = ASKED_AFTERWARDS_FOR + TOTALS_FOR + timedelta(days=1)
SPAN_BEFORE = {
    ReminderKind.HOUR_BEFORE: timedelta(hours=1),
    ReminderKind.TEN_MINUTES_BEFORE: timedelta(minutes=10),
    ReminderKind.PROMPTS: timedelta(minutes=10),
}
# Whoever comes, or holds a table with its cards, wants these then.
AT_ANY_HOUR = frozenset({ReminderKind.TEN_MINUTES_BEFORE, ReminderKind.PROMPTS})
# So much before it begins a late reminder is of no use any more; what is not here is until it begins.
TOO_LATE_BEFORE = {
    ReminderKind.DAY_BEFORE: timedelta(hours=1),
    ReminderKind.HOUR_BEFORE: timedelta(minutes=15),
    ReminderKind.HOST_WEEK_BEFORE: timedelta(days=3),
    ReminderKind.HOST_TWO_DAYS_BEFORE: timedelta(hours=1),
}


def reminded_at(kind: ReminderKind, begins_at: datetime, hours: Hours, *, minutes: int = 0) -> datetime:
    """When a reminder comes, for a reader with these hours in their own zone; the channel has hours of its zone, too.

    `minutes` is how long it takes. One that would fall outside of working hours comes before they end. The ten minutes
    are meant, whatever the hour.
    """
    if kind in AT_ANY_HOUR:
        return begins_at - SPAN_BEFORE[kind]
    if kind in {ReminderKind.HOST_AFTERWARDS, ReminderKind.WORTH}:
        return begins_at + timedelta(minutes=minutes)
    if kind is ReminderKind.HOST_TOTALS:
        return asked_until(begins_at, minutes)
    if kind is ReminderKind.MORNING:
        day = begins_at.astimezone(hours.zone).date()
        return min(moment_of(day, MORNING, hours.zone), begins_at - timedelta(hours=1))
    if kind is ReminderKind.HOUR_BEFORE:
        return last_open(hours, begins_at - SPAN_BEFORE[kind])
    day = begins_at.astimezone(hours.zone).date() - timedelta(days=DAYS_BEFORE[kind])
    return last_open(hours, moment_of(day, MORNING, hours.zone))


def asked_until(begins_at: datetime, minutes: int) -> datetime:
    """Until when people may say whether it was worth their lunch, which takes so many `minutes`."""
    return begins_at + timedelta(minutes=minutes) + ASKED_AFTERWARDS_FOR


def useful_until(kind: ReminderKind, begins_at: datetime, *, minutes: int = 0) -> datetime:
    """Until when a reminder that is late may still be sent."""
    if kind in {ReminderKind.HOST_AFTERWARDS, ReminderKind.WORTH}:
        return asked_until(begins_at, minutes)
    if kind is ReminderKind.HOST_TOTALS:
        return asked_until(begins_at, minutes) + TOTALS_FOR
    return begins_at - TOO_LATE_BEFORE.get(kind, timedelta())
