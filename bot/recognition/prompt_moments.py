"""When a lead's weekly prompt comes: Thursday at ten on their own clocks, or when they next work; pure functions."""

from datetime import date, datetime, time, timedelta

from bot.hours import Hours, midnight, moment_of, next_open

_THURSDAY = timedelta(days=3)
_AT = time(10)


def earliest_moment(hours: Hours, week_on: date) -> datetime:
    """Thursday at ten of the week that begins on this Monday, whether the lead works then or not."""
    return moment_of(week_on + _THURSDAY, _AT, hours.zone)


def prompt_moment(hours: Hours, week_on: date) -> datetime | None:
    """When the prompt of this week is due; None where the lead works no more this week from Thursday at ten on."""
    moment = next_open(hours, earliest_moment(hours, week_on))
    return moment if moment < end_of_week(hours, week_on) else None


def end_of_week(hours: Hours, week_on: date) -> datetime:
    """When the week that begins on this Monday is over on the lead's clocks: the prompt is of use until then."""
    return midnight(week_on + timedelta(days=7), hours.zone)


def month_of(hours: Hours, moment: datetime) -> date:
    """The first day of the calendar month that a moment falls in, on the lead's clocks."""
    return moment.astimezone(hours.zone).date().replace(day=1)


def begin_of_month(hours: Hours, month_on: date) -> datetime:
    """When a month, named by its first day, begins on the lead's clocks."""
    return midnight(month_on, hours.zone)


def month_after(month_on: date) -> date:
    """The month that follows one, each named by its first day."""
    return (month_on + timedelta(days=31)).replace(day=1)
