"""Moments as the engine counts them: in days since a fixed one."""

from datetime import UTC, date, datetime, timedelta

_BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)


def days(moment: datetime) -> float:
    """A moment in days since a fixed one; any moment would do, this one keeps the numbers small."""
    return (moment - _BEGINNING).total_seconds() / 86_400


def date_of(day: float) -> date:
    """The date (UTC) of a moment in days, as `days` gives it."""
    return (_BEGINNING + timedelta(days=day)).date()
