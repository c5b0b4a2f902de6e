"""The two clocks: the agreed time, which practice and tests can move, and the machine's own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def machine_time() -> datetime:
    """The machine's own clock in UTC: leases, pace, Retry-After, signatures and budgets count by it."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Clocks:
    """Both clocks, handed to whoever needs them; each gives an aware moment in UTC."""

    now: Clock = machine_time
    machine_time: Clock = machine_time
