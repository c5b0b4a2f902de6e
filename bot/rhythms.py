"""Weekly and monthly moments of a zone's wall clock; pure functions of moments in UTC."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.hours import moment_of

WEEK = timedelta(days=7)
DAY = timedelta(days=1)


class Every(StrEnum):
    """How often something comes. Monthly is the month's last such weekday: no month lacks it, and it looks back."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True)
class Occurrence:
    """One time of a rhythm: `on` is the day that names it in its own zone, whenever that comes in UTC."""

    on: date
    at: datetime


@dataclass(frozen=True)
class Rhythm:
    """A wall time in a zone, on one weekday (Monday 0), every week or month.

    A wall time that a clock change skips comes when the clock before the change would have shown it; one that is
    shown twice, the first time. A day that a zone skips wholly is made up for on the next one.
    """

    zone: ZoneInfo
    weekday: int
    at: time
    every: Every = Every.WEEKLY

    def __post_init__(self) -> None:
        if self.weekday not in range(7):
            raise ValueError("a rhythm needs a weekday from 0 to 6")

    def first_after(self, moment: datetime) -> Occurrence:
        """The first occurrence after `moment`, which itself does not count."""
        yesterday = moment.astimezone(self.zone).date() - DAY
        begin = yesterday + DAY * ((self.weekday - yesterday.weekday()) % 7)
        return next(one for one in self._days(begin, WEEK) if one.at > moment)

    def last_at_or_before(self, moment: datetime) -> Occurrence:
        """The newest occurrence that has come by `moment`, which itself counts."""
        # Where clocks go back over midnight, the next day has begun once already.
        tomorrow = moment.astimezone(self.zone).date() + DAY
        begin = tomorrow - DAY * ((tomorrow.weekday() - self.weekday) % 7)
        return next(one for one in self._days(begin, -WEEK) if one.at <= moment)

    def _days(self, day: date, step: timedelta) -> Iterator[Occurrence]:
        """Occurrences without end, from one such weekday on, in one direction."""
        while True:
            if self.every is Every.WEEKLY or (day + WEEK).month != day.month:
                yield Occurrence(day, moment_of(day, self.at, self.zone))
            day += step
