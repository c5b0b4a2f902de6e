"""A slow oracle for rhythms: it walks through time and looks at the clock, and counts what a rhythm does otherwise."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from bot.rhythms import Every, Occurrence, Rhythm

FIRST_YEAR, LAST_YEAR = 2026, 2030
WALLS = (time(0, 15), time(1, 30), time(2, 30), time(12, 30), time(16))
DAY, WEEK = timedelta(days=1), timedelta(days=7)
# No zone differs by less in these years, and every wall time asked for falls on one: `clock_changes` asserts it.
STEP = timedelta(minutes=15)
# So far on both sides of a change, a monthly rhythm comes at least once before it and once after.
AROUND = timedelta(days=38)


@dataclass(frozen=True)
class Change:
    """Clocks that change, and by how much."""

    at: datetime
    before: timedelta
    after: timedelta


@dataclass
class Figures:
    """How many occurrences were looked at, and what was not as the clock showed it."""

    looked_at: int = 0
    wrong: int = 0
    twice: int = 0
    missed: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def faults(self) -> int:
        """All that should be zero."""
        return self.wrong + self.twice + self.missed

    def line(self) -> str:
        """The figures in words."""
        return f"{self.looked_at} occurrences: {self.wrong} wrong, {self.twice} twice, {self.missed} missed"


@lru_cache(maxsize=1024)
def clock_changes(name: str) -> tuple[Change, ...]:
    """The changes of a zone's clocks from FIRST_YEAR to LAST_YEAR."""
    zone = ZoneInfo(name)
    moment, end = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC), datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC)
    found = []
    while moment < end:
        if _offset(zone, moment) != _offset(zone, moment + DAY):
            at = moment
            while _offset(zone, at) == _offset(zone, moment):
                at += STEP
            assert _offset(zone, at - timedelta(minutes=1)) == _offset(zone, moment), f"{name} changes off the step"
            assert not _offset(zone, at) % STEP, f"{name} has an odd offset"
            found.append(Change(at, _offset(zone, moment), _offset(zone, at)))
        moment += DAY
    return tuple(found)


def unlike_changes() -> list[tuple[ZoneInfo, datetime]]:
    """Zones and moments of their changes, those that change alike once; one moment of each offset that never does."""
    unlike: dict[object, tuple[ZoneInfo, datetime]] = {}
    for name in sorted(available_timezones()):
        changes = clock_changes(name)
        for before, change in zip((None, *changes), changes, strict=False):
            near = before if before is not None and (change.at - before.at).days < 80 else None
            unlike[change, near] = (ZoneInfo(name), change.at)
        if not changes:
            unlike[datetime(2026, 3, 1, tzinfo=ZoneInfo(name)).utcoffset()] = (
                ZoneInfo(name),
                datetime(2026, 3, 1, tzinfo=UTC),
            )
    return list(unlike.values())


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    offset = moment.astimezone(zone).utcoffset()
    assert offset is not None
    return offset


def shown(zone: ZoneInfo, begin: datetime, end: datetime) -> dict[datetime, datetime]:
    """When a zone's clocks show each naive wall time first, by looking at them again and again.

    One that they jump over is shown when the clock before the jump would have shown it.
    """
    first: dict[datetime, datetime] = {}
    moment, wall = begin, begin.astimezone(zone).replace(tzinfo=None)
    while moment < end:
        first.setdefault(wall, moment)
        following = (moment + STEP).astimezone(zone).replace(tzinfo=None)
        for steps in range(1, (following - wall) // STEP):
            first.setdefault(wall + steps * STEP, moment + steps * STEP)
        moment, wall = moment + STEP, following
    return first


def compare(zone: ZoneInfo, around: datetime, figures: Figures) -> None:
    """Compare rhythms of the days around a moment with what the clock shows, for weeks before and after it."""
    begin, end = around - AROUND, around + AROUND
    clock = shown(zone, begin - 2 * DAY, end + 2 * DAY)
    today = around.astimezone(zone).date()
    for wall in WALLS:
        for weekday in {(today + days * DAY).weekday() for days in (-1, 0, 1)}:
            days = [begin.date() + number * DAY for number in range(-1, (end - begin) // DAY + 2)]
            every_week = [
                Occurrence(day, clock[datetime.combine(day, wall)]) for day in days if day.weekday() == weekday
            ]
            for every in Every:
                expected = [one for one in every_week if every is Every.WEEKLY or _is_last_of_its_month(one.on)]
                expected = [one for one in expected if begin < one.at <= end]
                _count(Rhythm(zone, weekday, wall, every), begin, end, expected, figures)


def _is_last_of_its_month(day: date) -> bool:
    return all((day + days * DAY).month != day.month for days in (7, 14))


def _count(rhythm: Rhythm, begin: datetime, end: datetime, expected: list[Occurrence], figures: Figures) -> None:
    found = []
    moment = begin
    while (one := rhythm.first_after(moment)).at <= end:
        found.append(one)
        # The same comes out for whoever looks a moment later or much later.
        following = rhythm.first_after(one.at).at
        for later in (one.at, following - timedelta(microseconds=1)):
            if rhythm.last_at_or_before(later) != one:
                figures.wrong += 1
                figures.examples.append(f"{rhythm} looked at {later}: {rhythm.last_at_or_before(later)} for {one}")
        moment = one.at
    figures.looked_at += len(expected)
    by_day = Counter(one.on for one in found)
    right = {one.on: one.at for one in expected}
    figures.twice += sum(count - 1 for count in by_day.values())
    figures.missed += len(right.keys() - by_day.keys())
    wrong = [one for one in found if right.get(one.on) != one.at]
    figures.wrong += len(wrong)
    if found != expected:
        figures.examples.append(f"{rhythm}: {found} for {expected}")
