"""Working hours and weeks in a member's own zone; pure functions of moments in UTC."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.public_holidays import is_holiday


@lru_cache(maxsize=1024)
def zone_named(name: str) -> ZoneInfo:
    """The zone with this IANA name; UTC for a name that this machine's zone data does not know."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


@dataclass(frozen=True)
class Hours:
    """When somebody works: wall times in their zone, on these weekdays (Monday 0). Ends may lie past midnight.

    They are off on the public holidays of the country `holidays_of`, an ISO code. A night counts for the day on which
    it begins.
    """

    zone: ZoneInfo
    works_from: time = time(9)
    works_until: time = time(18)
    works_on: frozenset[int] = frozenset(range(5))
    holidays_of: str | None = None

    def __post_init__(self) -> None:
        if not self.works_on or not self.works_on <= frozenset(range(7)):
            raise ValueError("working hours need at least one weekday from 0 to 6")


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """When a day begins in a zone; where clocks skip midnight, when it would have been."""
    return moment_of(day, time(0), zone)


def moment_of(day: date, wall: time, zone: ZoneInfo) -> datetime:
    """When a zone's clocks show `wall` on a day: the first time of two; in a gap, when it would have been."""
    # In the gap of a clock change fold=0 takes the offset before it, as RFC 5545 does; in a fold, the first time.
    return datetime.combine(day, wall, tzinfo=zone).astimezone(UTC)


def _spans(hours: Hours, start: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The working spans that end after `start`, in order, without end."""
    day = start.astimezone(hours.zone).date() - timedelta(days=1)
    past_midnight, country = hours.works_until <= hours.works_from, hours.holidays_of
    closes = datetime.min.replace(tzinfo=UTC)
    while True:
        if day.weekday() in hours.works_on and (country is None or not is_holiday(country, day)):
            # Where clocks go forward, a shift nearly round the clock would begin before the last one ended.
            opens = max(moment_of(day, hours.works_from, hours.zone), closes)
            closes = moment_of(day + timedelta(days=1) if past_midnight else day, hours.works_until, hours.zone)
            if closes > start and closes > opens:
                yield opens, closes
        day += timedelta(days=1)


def next_open(hours: Hours, moment: datetime) -> datetime:
    """`moment` itself within working hours, otherwise the next time they begin."""
    opens, _ = next(_spans(hours, moment))
    return max(opens, moment)


def at_work(hours: Hours, moment: datetime) -> bool:
    """Whether `moment` lies within working hours; the end itself does not."""
    return next_open(hours, moment) == moment


def after_working_time(hours: Hours, start: datetime, span: timedelta) -> datetime:
    """The moment when `span` of working time has passed since `start`; a span of zero ends at the next open moment."""
    left = span
    for opens, closes in _spans(hours, start):
        begins = max(opens, start)
        if left <= closes - begins:
            return begins + left
        left -= closes - begins
    raise AssertionError("working spans never end")


def working_time_between(hours: Hours, start: datetime, end: datetime) -> timedelta:
    """How much working time lies between two moments; zero when `end` is not after `start`."""
    total = timedelta()
    for opens, closes in _spans(hours, start):
        if opens >= end:
            return total
        total += max(min(closes, end) - max(opens, start), timedelta())
    raise AssertionError("working spans never end")


def week_of(zone: ZoneInfo, moment: datetime) -> date:
    """The Monday of the calendar week that `moment` falls in, in this zone."""
    day = moment.astimezone(zone).date()
    return day - timedelta(days=day.weekday())


def start_of_next_week(hours: Hours, moment: datetime) -> datetime:
    """When work first begins after the end of this calendar week."""
    monday = week_of(hours.zone, moment) + timedelta(days=7)
    return next_open(hours, midnight(monday, hours.zone))


def last_open(hours: Hours, moment: datetime) -> datetime:
    """`moment` itself within working hours, otherwise half an hour before they last ended, or their whole span."""
    if at_work(hours, moment):
        return moment
    ended, back = None, timedelta(days=9)
    while ended is None:
        # Who works one day a week may be off for weeks, where holidays fall on it.
        for opens, closes in _spans(hours, moment - back):
            if opens > moment:
                break
            ended = max(opens, closes - timedelta(minutes=30))
        back *= 2
    return ended
