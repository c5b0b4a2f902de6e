"""The days of a lunch-and-learn that comes again, on the calendar of its own zone; pure functions of days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import takewhile

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from bot.errors import WhoKnowsError
from bot.public_holidays import is_holiday, name_of_holiday
from models import Repeats

# Sessions are there that long before they begin, to be seen and joined.
PLANNED_FOR = timedelta(days=60)
LONGEST = timedelta(days=366)
# Every month has a weekday four times, and some have it five times.
_IN_EVERY_MONTH = 4
_MANY_A_MONTH = 7


@dataclass(frozen=True)
class Ahead:
    """The days to come of a series up to `until`: those of sessions, and holidays that are left out, with their names.

    `until` is at least as far as was looked.
    """

    days: list[date]
    skipped: list[tuple[date, str]]
    until: date


def days_of(repeats: Repeats, begins_on: date, *, after: date, until: date | None = None) -> Iterator[date]:
    """The days of a pattern after one, in order, without end where `until` is None.

    A monthly one keeps the place in the month of the weekday of `begins_on`, such as the 2nd Tuesday.
    """
    rule = _rule(repeats, begins_on)
    days = (moment.date() for moment in rule.xafter(datetime.combine(after, time()), inc=False))
    return days if until is None else takewhile(lambda day: day <= until, days)


def _rule(repeats: Repeats, begins_on: date) -> rrule:
    begin = datetime.combine(begins_on, time())
    match repeats:
        case Repeats.WEEKLY:
            return rrule(WEEKLY, dtstart=begin)
        case Repeats.FORTNIGHTLY:
            return rrule(WEEKLY, interval=2, dtstart=begin)
        case Repeats.MONTHLY:
            return rrule(MONTHLY, dtstart=begin, byweekday=weekday(begins_on.weekday(), place_in_month(begins_on)))
        case Repeats.MONTHLY_LAST:
            return rrule(MONTHLY, dtstart=begin, byweekday=weekday(begins_on.weekday(), -1))


def place_in_month(day: date) -> int:
    """The how-manieth of its weekday a day is in its month, from 1 to 5."""
    return (day.day - 1) // _MANY_A_MONTH + 1


def look_ahead(
    repeats: Repeats,
    begins_on: date,
    *,
    after: date,
    until: date | None,
    farthest: date,
    country: str | None,
    needs_one: bool = False,
) -> Ahead:
    """The sessions after one day, up to the day `farthest`; where `needs_one`, at least the next one."""
    days: list[date] = []
    skipped: list[tuple[date, str]] = []
    looked_until = farthest
    for day in days_of(repeats, begins_on, after=after, until=until):
        if day > farthest and (days or not needs_one):
            break
        looked_until = max(farthest, day)
        if country is not None and is_holiday(country, day):
            skipped.append((day, name_of_holiday(country, day)))
        else:
            days.append(day)
    return Ahead(days, skipped, looked_until)


def check_pattern(repeats: Repeats, begins_on: date, until: date | None, *, field: str = "repeats") -> None:
    """Raise WhoKnowsError for what does not come again as somebody asked, at `field` or at the field of its end."""
    name = f"{begins_on:%A}"
    if repeats is Repeats.MONTHLY and place_in_month(begins_on) > _IN_EVERY_MONTH:
        raise WhoKnowsError(
            f"Not every month has a 5th {name}. Choose the last {name} of the month instead, or an earlier day.",
            field=field,
        )
    last = begins_on + timedelta(days=_MANY_A_MONTH)
    if repeats is Repeats.MONTHLY_LAST and last.month == begins_on.month:
        while (last + timedelta(days=_MANY_A_MONTH)).month == begins_on.month:
            last += timedelta(days=_MANY_A_MONTH)
        raise WhoKnowsError(
            f"The last {name} of that month is the {last.day}. Pick that day, or the same weekday every month.",
            field=field,
        )
    if until is None:
        return
    if until <= begins_on:
        raise WhoKnowsError("That's not after the first one. Pick a later day.", field="until")
    if until > begins_on + LONGEST:
        raise WhoKnowsError("That's more than a year after the first one. Pick an earlier day.", field="until")
    if next(days_of(repeats, begins_on, after=begins_on, until=until), None) is None:
        raise WhoKnowsError("No second one comes before that day. Pick a later day.", field="until")
