"""Figures of a measurement: percentiles of times and medians of ratios."""

from collections.abc import Sequence
from statistics import median


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of all lie at or below."""
    ordered = sorted(values)
    return ordered[min(round(share * (len(ordered) - 1)), len(ordered) - 1)]


def milliseconds(seconds: Sequence[float], share: float) -> str:
    """A percentile of seconds, in milliseconds."""
    return f"{percentile(seconds, share) * 1000:.1f}"


def ratio(rates: Sequence[float], bare: Sequence[float]) -> str:
    """The median of the rounds' ratios; what disturbs a round disturbs both of its rates."""
    return f"{median(one / other for one, other in zip(rates, bare, strict=True)):.2f}"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
