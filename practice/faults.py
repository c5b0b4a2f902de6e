"""What the practice workspace can be told to do wrong, as networks and Slack itself sometimes do."""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

FaultKind: TypeAlias = Literal["rate_limited", "error_500", "slow", "drop_after_accept", "drop_before_accept", "refuse"]
FAULT_KINDS: tuple[str, ...] = get_args(FaultKind)


@dataclass
class Fault:
    """One thing that goes wrong.

    `method` is a Web API method, 'response_url', or '*' for all; `times` None means always.
    `seconds` is Retry-After or how slow; `error` is what to refuse with; `channel` narrows it to one place.
    """

    kind: FaultKind
    method: str = "*"
    times: int | None = 1
    seconds: float = 1.0
    error: str = "internal_error"
    channel: str | None = None


class Faults:
    """The faults in force."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Let everything work again."""
        self._faults: list[Fault] = []
        self.missing_scopes: set[str] = set()
        self.history_lag_seconds = 0.0
        self.deliver_events_twice = False
        # Kinds of blocks that no message may hold, as where a roll-out of Slack's has not come yet.
        self.refused_blocks: set[str] = set()

    def add(
        self,
        kind: FaultKind,
        *,
        method: str = "*",
        times: int | None = 1,
        seconds: float = 1.0,
        error: str = "internal_error",
        channel: str | None = None,
    ) -> Fault:
        """Put one fault in force and return it."""
        fault = Fault(kind, method, times, seconds, error, channel)
        self._faults.append(fault)
        return fault

    def take(self, method: str, channel: str | None = None) -> Fault | None:
        """Return the fault that meets this call, and count it as having happened."""
        for fault in self._faults:
            if fault.method in ("*", method) and fault.channel in (None, channel):
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times < 1:
                        self._faults.remove(fault)
                return fault
        return None

    def __len__(self) -> int:
        return len(self._faults)
