"""A bar chart, as Slack's own block and as SVG."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from handlers.blocks.kit import LIMITS, Block, Message, cut, message

KIND = "data_visualization"
FONT = "Lato"
WIDTH, HEIGHT = 520, 300
_MARGIN, _BASELINE, _TALLEST = 24, 250, 132
_INK, _SOFT, _LINE = "#1d2433", "#4a5263", "#8b94a6"
# Told apart by brightness too, and by anybody who takes red for green; the number stands on each bar all the same.
_COLOURS = ("#0b5fa5", "#c75c00", "#5b3a8c", "#2d2d2d", "#8a6d00", "#545c6d")


@dataclass(frozen=True)
class Bars:
    """What a bar chart shows: its title states the finding, and each series has a number for every category."""

    title: str
    x_label: str
    categories: Sequence[str]
    series: Mapping[str, Sequence[int]]

    def __post_init__(self) -> None:
        if not 0 < len(self.categories) <= LIMITS["chart_points"] or not 0 < len(self.series) <= LIMITS["chart_series"]:
            raise ValueError("Slack draws 1 to 20 categories of 1 to 6 series")
        if any(len(numbers) != len(self.categories) for numbers in self.series.values()):
            raise ValueError("a series needs a number for every category")


def block(bars: Bars) -> Block:
    """The chart as Slack draws it itself: in the reader's colours, and at any size."""
    labels = [cut(category, LIMITS["chart_label"]) for category in bars.categories]
    return {
        "type": KIND,
        "title": cut(bars.title, LIMITS["chart_title"]),
        "chart": {
            "type": "bar",
            "axis_config": {"categories": labels, "x_label": cut(bars.x_label, LIMITS["chart_axis_label"])},
            "series": [
                {
                    "name": cut(name, LIMITS["chart_label"]),
                    "data": [{"label": label, "value": number} for label, number in zip(labels, numbers, strict=True)],
                }
                for name, numbers in bars.series.items()
            ],
        },
    }


def without_charts(said: Message) -> Message:
    """A message without the charts in it; what they find has to stand in its other words."""
    return message([block for block in said["blocks"] if block["type"] != KIND])


def svg(bars: Bars) -> str:
    """The chart as SVG on a white card of its own, since a picture knows nothing of dark screens."""
    size = f'width="{WIDTH}" height="{HEIGHT}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {WIDTH} {HEIGHT}" font-family="{FONT}">',
        f'<rect {size} fill="#ffffff"/>',
        _words(_MARGIN, 40, cut(bars.title, LIMITS["chart_title"]), size=20, weight="bold"),
        *_legend(bars),
        *_columns(bars),
        f'<rect x="{_MARGIN}" y="{_BASELINE}" width="{WIDTH - 2 * _MARGIN}" height="1.5" fill="{_LINE}"/>',
        _words(WIDTH / 2, HEIGHT - 10, bars.x_label, size=14, colour=_SOFT, anchor="middle"),
        "</svg>",
    ]
    return "\n".join(lines)


def _legend(bars: Bars) -> Iterator[str]:
    left = float(_MARGIN)
    for name, colour in zip(bars.series, _COLOURS, strict=False):
        yield f'<rect x="{left:g}" y="57" width="14" height="14" rx="3" fill="{colour}"/>'
        yield _words(left + 20, 69.5, name, size=16)
        left += 20 + 9.5 * len(name) + 18


def _columns(bars: Bars) -> Iterator[str]:
    largest = max(1, *(number for numbers in bars.series.values() for number in numbers))
    room = (WIDTH - 2 * _MARGIN) / len(bars.categories)
    # Three signs have to fit above a bar.
    size = 15 if largest < 100 else 13
    wide = min(26.0, (room - 8) / len(bars.series) - 2)
    for place, category in enumerate(bars.categories):
        middle = _MARGIN + room * (place + 0.5)
        left = middle - (wide + 2) * len(bars.series) / 2 + 1
        for (_, numbers), colour in zip(bars.series.items(), _COLOURS, strict=False):
            # One among a thousand is still to be seen.
            tall = max(_TALLEST * numbers[place] / largest, 1.5) if numbers[place] else 0.0
            top = _BASELINE - tall
            if tall:
                yield (
                    f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{tall:.1f}" rx="2" '
                    f'fill="{colour}"/>'
                )
            yield _words(left + wide / 2, top - 6, _short(numbers[place]), size=size, anchor="middle")
            left += wide + 2
        is_last = place == len(bars.categories) - 1
        yield _words(middle, _BASELINE + 20, category, anchor="middle", weight="bold" if is_last else "normal")


def _short(number: int) -> str:
    """A number that fits above its bar: 1,234 is 1.2k."""
    if number < 1000:
        return str(number)
    return f"{number / 1000:.1f}k" if number < 10_000 else f"{number // 1000}k"


def _words(
    x: float, y: float, words: str, *, size: int = 15, weight: str = "normal", colour: str = _INK, anchor: str = "start"
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" fill="{colour}" '
        f'text-anchor="{anchor}">{escape(words)}</text>'
    )
