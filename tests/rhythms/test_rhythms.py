"""A weekly or monthly moment keeps the wall clock in every zone, through every change of its clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.rhythms import Every, Rhythm
from tests.rhythms.walking import Figures, compare, unlike_changes

FRIDAY = 4


def test_every_change_of_every_zone_keeps_the_wall_clock() -> None:
    """Zones that change alike are looked at once; `python -m tests.rhythms` looks at each."""
    unlike = unlike_changes()
    figures = Figures()
    for zone, moment in unlike:
        compare(zone, moment, figures)
    print(f"{len(unlike)} unlike changes and zones, {figures.line()}")
    assert figures.examples == []
    assert figures.faults == 0
    assert figures.looked_at > 10_000


def test_a_month_has_its_last_friday_and_no_other() -> None:
    rhythm = Rhythm(ZoneInfo("Europe/Madrid"), FRIDAY, time(16), Every.MONTHLY)
    moment, days = datetime(2026, 1, 1, tzinfo=UTC), []
    while moment.year == 2026:
        one = rhythm.first_after(moment)
        days.append(one.on)
        moment = one.at
    assert [(day.month, day.day) for day in days[:12]] == [
        (1, 30), (2, 27), (3, 27), (4, 24), (5, 29), (6, 26), (7, 31), (8, 28), (9, 25), (10, 30), (11, 27), (12, 25)
    ]  # fmt: skip


@pytest.mark.parametrize("every", Every)
def test_a_day_that_a_zone_skipped_comes_on_the_next_one(every: Every) -> None:
    """Samoa had no 30 December 2011, a Friday and the last one of its month."""
    rhythm = Rhythm(ZoneInfo("Pacific/Apia"), FRIDAY, time(16), every)
    one = rhythm.last_at_or_before(datetime(2012, 1, 2, tzinfo=UTC))
    assert one.on == date(2011, 12, 30)
    assert one.at.astimezone(rhythm.zone).replace(tzinfo=None) == datetime(2011, 12, 31, 16)  # noqa: DTZ001
    assert rhythm.first_after(one.at - timedelta(seconds=1)) == one
    assert rhythm.first_after(one.at).on == (date(2012, 1, 6) if every is Every.WEEKLY else date(2012, 1, 27))


def test_a_rhythm_needs_a_weekday() -> None:
    with pytest.raises(ValueError, match="weekday"):
        Rhythm(ZoneInfo("UTC"), 7, time(16))
