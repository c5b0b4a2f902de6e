"""Zones for tests of time: all of them, the treacherous ones, and when their clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

FIRST_YEAR, LAST_YEAR = 2024, 2037

# "Factory" and the like are no places.
ALL_ZONES = sorted(name for name in available_timezones() if "/" in name or name == "UTC")

MUST_HAVE = (
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Havana",
    "America/New_York",
    "America/Sao_Paulo",
    "Antarctica/Troll",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Europe/Dublin",
    "Pacific/Apia",
    "UTC",
)


@lru_cache(maxsize=1024)
def clock_changes(name: str) -> tuple[datetime, ...]:
    """The moments in UTC, to the minute, when this zone's clocks change between FIRST_YEAR and LAST_YEAR."""
    zone = ZoneInfo(name)
    found = []
    moment, end = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC), datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC)
    while moment < end:
        later = moment + timedelta(days=7)
        if _offset(zone, moment) != _offset(zone, later):
            before, after = moment, later
            while after - before > timedelta(minutes=1):
                middle = before + timedelta(minutes=(after - before) // timedelta(minutes=2))
                if _offset(zone, middle) == _offset(zone, before):
                    before = middle
                else:
                    after = middle
            found.append(after)
        moment = later
    return tuple(found)


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    offset = moment.astimezone(zone).utcoffset()
    assert offset is not None
    return offset


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
