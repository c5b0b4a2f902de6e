"""When a personal note comes: once a week, at the wall time, through every change of a zone's clocks."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hours import Hours
from bot.personal_note import is_its_day, note_of_the_week

CHANGING = ("Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Africa/Casablanca")
STEADY = ("Asia/Kolkata", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Africa/Lagos", "UTC")
MINUTE = timedelta(minutes=1)


@given(
    zone=st.sampled_from([*CHANGING, *STEADY]),
    works_on=st.frozensets(st.integers(0, 6), min_size=1),
    minutes=st.integers(0, 5 * 366 * 24 * 60),
)
def test_it_is_half_past_nine_on_the_first_day_of_their_week(zone: str, works_on: frozenset[int], minutes: int) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC) + minutes * MINUTE
    hours = Hours(ZoneInfo(zone), works_on=works_on)
    came = note_of_the_week(hours, moment)
    local = came.at.astimezone(hours.zone)
    assert came.at <= moment < came.at + timedelta(days=7, hours=2)
    assert (local.time(), local.weekday()) == (time(9, 30), min(works_on))
    assert note_of_the_week(hours, came.at) == came
    assert note_of_the_week(hours, came.at - MINUTE).on == came.on - timedelta(days=7)
    # It is of use until its own day ends, and no longer.
    tomorrow = datetime.combine(local.date() + timedelta(days=1), time(0), hours.zone)
    assert is_its_day(hours, came, came.at)
    assert is_its_day(hours, came, tomorrow.astimezone(UTC) - MINUTE)
    assert not is_its_day(hours, came, tomorrow.astimezone(UTC))


@pytest.mark.parametrize("zone", CHANGING)
def test_a_year_has_one_for_each_of_its_mondays(zone: str) -> None:
    """Whatever the clocks do meanwhile."""
    hours = Hours(ZoneInfo(zone))
    moment, seen = datetime(2026, 1, 5, 23, tzinfo=UTC), set()
    while moment < datetime(2027, 1, 4, 23, tzinfo=UTC):
        seen.add(note_of_the_week(hours, moment))
        moment += timedelta(hours=7)
    assert len(seen) == len({came.on for came in seen}) == 53
