"""A bar chart as templates see it: where each bar, number and name stands, in units of the drawing."""

from dataclasses import dataclass

from practice.records import Json

_TALLEST, _ABOVE, _BELOW, _BESIDE = 120.0, 24.0, 26.0, 10.0
_NARROWEST = 440.0


@dataclass(frozen=True)
class Bar:
    """One bar and the number on it; `series` is which one it belongs to, counted from 0."""

    series: int
    value: int | float
    left: float
    top: float
    width: float
    height: float
    middle: float


@dataclass(frozen=True)
class DrawnChart:
    """Every bar, and every category with the middle of its place."""

    width: float
    height: float
    baseline: float
    bars: list[Bar]
    categories: list[tuple[str, float]]


def draw(chart: Json) -> DrawnChart:
    """Return where everything stands in a chart of the kind bar; what is less than nothing has no bar."""
    series: list[Json] = chart["series"]
    categories = [str(point["label"]) for point in series[0]["data"]]
    room = max(_NARROWEST / len(categories), 23.0 * len(series) + 12)
    wide = min(26.0, (room - 12) / len(series) - 2)
    largest = max([point["value"] for one in series for point in one["data"]] + [0]) or 1
    baseline = _ABOVE + _TALLEST
    bars = []
    for number, one in enumerate(series):
        for place, point in enumerate(one["data"]):
            left = _BESIDE + room * (place + 0.5) + (number - len(series) / 2) * (wide + 2) + 1
            tall = max(_TALLEST * point["value"] / largest, 0.0)
            bars.append(Bar(number, point["value"], left, baseline - tall, wide, tall, left + wide / 2))
    middles = [(name, _BESIDE + room * (place + 0.5)) for place, name in enumerate(categories)]
    return DrawnChart(room * len(categories) + 2 * _BESIDE, baseline + _BELOW, baseline, bars, middles)
