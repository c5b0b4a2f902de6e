"""When a host prepares: the time they choose, or one that fits; pure functions of moments in UTC."""

from datetime import date, datetime, time, timedelta

from bot.errors import WhoKnowsError
from bot.hours import Hours, midnight, moment_of, next_open, working_time_between

LENGTHS = (60, 120, 180)
# Two working days before, after lunch: early enough to be of use, late enough to be remembered.
WORKING_DAYS_BEFORE = 2
USUAL_START = time(14)
_STEP = timedelta(hours=1)
DAY_FIELD, TIME_FIELD, LENGTH_FIELD = "preparation_on", "preparation_at", "preparation"


def chosen_or_fitting(
    hours: Hours, session_at: datetime, minutes: int, *, on: date | None, at: time | None, now: datetime
) -> datetime:
    """When time to prepare begins, from what a host chose: `on` and `at` are in their zone, None where left empty.

    Raises WhoKnowsError, with its field, for what is past, too late or too short a time before.
    """
    _check_length(minutes)
    if on is None and at is None:
        return _fitting(hours, session_at, minutes, now=now)
    begins_at = moment_of(on or _usual_day(hours, session_at), at or USUAL_START, hours.zone)
    check(begins_at, minutes, session_at, now=now, field=DAY_FIELD if on is not None else TIME_FIELD)
    return begins_at


def check(begins_at: datetime, minutes: int, session_at: datetime, *, now: datetime, field: str | None = None) -> None:
    """Raise WhoKnowsError, with its field, for time that is past already, or ends after the session begins."""
    _check_length(minutes)
    if begins_at <= now:
        raise WhoKnowsError("That time has passed already. Pick a later one.", field=field)
    if begins_at + timedelta(minutes=minutes) > session_at:
        raise WhoKnowsError("That would end after the lunch-and-learn begins. Pick an earlier time.", field=field)


def _check_length(minutes: int) -> None:
    if minutes not in LENGTHS:
        raise WhoKnowsError("Choose how long from the form, and send it again.", field=LENGTH_FIELD)


def _fitting(hours: Hours, session_at: datetime, minutes: int, *, now: datetime) -> datetime:
    span = timedelta(minutes=minutes)
    day = _usual_day(hours, session_at)
    usual = moment_of(day, USUAL_START, hours.zone)
    if usual > now and _fits(hours, usual, span, session_at):
        return usual
    begins_at = next_open(hours, _next_full_hour(max(now, midnight(day, hours.zone))))
    while begins_at + span <= session_at:
        if _fits(hours, begins_at, span, session_at):
            return begins_at
        begins_at = next_open(hours, begins_at + _STEP)
    raise WhoKnowsError(
        "There is no such time left in your working hours before it begins. Take less, or hold it on a later day.",
        field=LENGTH_FIELD,
    )


def _fits(hours: Hours, begins_at: datetime, span: timedelta, session_at: datetime) -> bool:
    ends_at = begins_at + span
    return ends_at <= session_at and working_time_between(hours, begins_at, ends_at) == span


def _usual_day(hours: Hours, session_at: datetime) -> date:
    day, left = session_at.astimezone(hours.zone).date(), WORKING_DAYS_BEFORE
    while left:
        day -= timedelta(days=1)
        begins = next_open(hours, midnight(day, hours.zone)).astimezone(hours.zone)
        left -= begins.date() == day
    return day


def _next_full_hour(moment: datetime) -> datetime:
    whole = moment.replace(minute=0, second=0, microsecond=0)
    return whole if whole == moment else whole + _STEP
