"""When a host prepares: what they choose, or the second working day before, or the next hour that fits."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import WhoKnowsError
from bot.hours import Hours, working_time_between
from bot.preparation import LENGTHS
from bot.preparation.times import chosen_or_fitting
from tests.factories import MONDAY

MADRID = Hours(ZoneInfo("Europe/Madrid"))
# Thursday of next week, 12:30 in Madrid.
SESSION = datetime(2026, 12, 3, 11, 30, tzinfo=UTC)


def _local(moment: datetime) -> str:
    return f"{moment.astimezone(MADRID.zone):%a %d %H:%M}"


@pytest.mark.parametrize(
    ("session_at", "now", "minutes", "begins"),
    [
        (SESSION, MONDAY, 120, "Tue 01 14:00"),
        # Over a weekend and a session on Monday.
        (datetime(2026, 11, 30, 11, 30, tzinfo=UTC), MONDAY, 120, "Thu 26 14:00"),
        # The day itself has begun: the next hour that fits, not the rest of a lunch.
        (datetime(2026, 11, 23, 15, 0, tzinfo=UTC), MONDAY + timedelta(minutes=5), 180, "Mon 23 10:00"),
        (datetime(2026, 11, 24, 11, 30, tzinfo=UTC), MONDAY + timedelta(hours=8, minutes=30), 180, "Tue 24 09:00"),
    ],
)
def test_left_empty_it_is_what_fits(session_at: datetime, now: datetime, minutes: int, begins: str) -> None:
    assert _local(chosen_or_fitting(MADRID, session_at, minutes, on=None, at=None, now=now)) == begins


def test_holidays_are_no_working_days() -> None:
    """Epiphany lies between; the second working day before is before it."""
    spain = Hours(ZoneInfo("Europe/Madrid"), holidays_of="ES")
    session_at = datetime(2027, 1, 8, 11, 30, tzinfo=UTC)
    begins_at = chosen_or_fitting(spain, session_at, 60, on=None, at=None, now=MONDAY)
    assert _local(begins_at) == "Tue 05 14:00"


@pytest.mark.parametrize(
    ("on", "at", "field"),
    [
        (date(2026, 11, 20), None, "preparation_on"),
        (date(2026, 12, 3), time(11), "preparation_on"),
        (date(2026, 12, 4), time(9), "preparation_on"),
        (None, time(14), None),
        (date(2026, 11, 28), None, None),
    ],
)
def test_what_is_chosen_must_lie_ahead_and_end_before_it_begins(
    on: date | None, at: time | None, field: str | None
) -> None:
    """A Saturday is the host's own choice; one empty field is filled with what is usual."""
    if field is None:
        begins_at = chosen_or_fitting(MADRID, SESSION, 120, on=on, at=at, now=MONDAY)
        assert _local(begins_at) == ("Sat 28 14:00" if on else "Tue 01 14:00")
        return
    with pytest.raises(WhoKnowsError) as refusal:
        chosen_or_fitting(MADRID, SESSION, 120, on=on, at=at, now=MONDAY)
    assert refusal.value.field == field


def test_where_nothing_fits_it_says_so_at_the_field() -> None:
    with pytest.raises(WhoKnowsError, match="no such time left") as refusal:
        chosen_or_fitting(MADRID, MONDAY + timedelta(hours=2), 180, on=None, at=None, now=MONDAY)
    assert refusal.value.field == "preparation"


@given(
    works_from=st.times(time(0), time(23)).map(lambda wall: wall.replace(minute=0, second=0, microsecond=0)),
    length=st.integers(4, 12),
    works_on=st.frozensets(st.integers(0, 6), min_size=1),
    zone=st.sampled_from(["Europe/Madrid", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu"]),
    ahead=st.integers(0, 60 * 24 * 20),
    minutes=st.sampled_from(LENGTHS),
)
def test_whatever_is_found_is_ahead_at_work_and_before_it_begins(
    *, works_from: time, length: int, works_on: frozenset[int], zone: str, ahead: int, minutes: int
) -> None:
    ends = time((works_from.hour + length) % 24)
    hours = Hours(ZoneInfo(zone), works_from, ends, works_on)
    session_at = MONDAY + timedelta(minutes=ahead)
    span = timedelta(minutes=minutes)
    try:
        begins_at = chosen_or_fitting(hours, session_at, minutes, on=None, at=None, now=MONDAY)
    except WhoKnowsError:
        return
    assert MONDAY <= begins_at <= session_at - span
    assert working_time_between(hours, begins_at, begins_at + span) == span
