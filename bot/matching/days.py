"""Moments as the engine counts them: in days since a fixed one."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

_BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)


def days(moment: datetime) -> float:
    """A moment in days since a fixed one; any moment would do, this one keeps the numbers small."""
    return (moment - _BEGINNING).total_seconds() / 86_400


def days_of(microseconds: NDArray[np.int64]) -> NDArray[np.float64]:
    """Moments in microseconds since 1970 in days, to the last digit as `days` gives them."""
    beginning = round(_BEGINNING.timestamp() * 1_000_000)
    return np.asarray((microseconds - beginning) / 1_000_000 / 86_400, dtype=np.float64)


def date_of(day: float) -> date:
    """The date (UTC) of a moment in days, as `days` gives it."""
    return (_BEGINNING + timedelta(days=day)).date()
