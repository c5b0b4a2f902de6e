"""How long Slack waits, and for how long what it hands out is good; tests may shorten these."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Deadlines:
    """Slack's waiting times: seconds of the machine's time, but minutes of the practice clock for response_url."""

    answer_seconds: float = 3.0
    trigger_seconds: float = 3.0
    redeliver_after_seconds: tuple[float, ...] = (0.5, 60.0, 300.0)
    response_url_minutes: float = 30.0
    response_url_uses: int = 5
    file_ready_seconds: float = 1.0
    approximate_connection_seconds: int = 3600
