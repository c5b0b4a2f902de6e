"""What multiplies into relevance: whether somebody is there, and whether it is their turn; pure functions."""

from datetime import datetime, timedelta


def availability(back_at: datetime, now: datetime) -> float:
    """1 for somebody at work now, falling towards .4 the longer they are away; never zero, since they come back."""
    away = max(back_at - now, timedelta())
    if not away:
        return 1.0
    return 0.4 + 0.4 * 2 ** (-away / timedelta(hours=8))


def fairness(taken: int, limit: int) -> float:
    """Damps whoever was asked already this week: 1 for nobody yet, .5 for a full week."""
    return 1.0 - 0.5 * min(taken / limit, 1.0) if limit > 0 else 0.5
