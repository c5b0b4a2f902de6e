"""The practice workspace's time: it runs at real speed and can be moved ahead."""

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_MADRID = ZoneInfo("Europe/Madrid")
_MONDAY = 0


def next_monday_morning() -> datetime:
    """Return the next Monday 09:00 in Madrid, in UTC, counted from the real time."""
    today = datetime.now(_MADRID).replace(hour=9, minute=0, second=0, microsecond=0)
    days_ahead = (_MONDAY - today.weekday() - 1) % 7 + 1
    return (today + timedelta(days=days_ahead)).astimezone(UTC)


class PracticeClock:
    """Tells the agreed time, which starts at `start` and never goes back."""

    def __init__(self, start: datetime | None = None) -> None:
        self._base = (start or next_monday_morning()).astimezone(UTC)
        self._measured_from = time.monotonic()

    def now(self) -> datetime:
        """Return the agreed time as an aware UTC datetime."""
        return self._base + timedelta(seconds=time.monotonic() - self._measured_from)

    def move_to(self, moment: datetime) -> datetime:
        """Jump ahead to `moment` (aware); a moment already past changes nothing. Returns the new time."""
        if moment > self.now():
            self._base = moment.astimezone(UTC)
            self._measured_from = time.monotonic()
        return self.now()

    def move_by(self, step: timedelta) -> datetime:
        """Jump ahead by `step`; a negative step changes nothing. Returns the new time."""
        return self.move_to(self.now() + step)
