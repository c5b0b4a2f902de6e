"""Messages with a chart, from few and from very many questions."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from bot.recognition import WeekOfQuestions
from handlers.blocks import charts
from handlers.blocks.kit import Message, message, section
from tests.blocks.facts import Typed

Named = Iterator[tuple[str, Callable[[Typed], Any]]]
NEWEST = date(2026, 11, 16)


def weeks_of(*counts: tuple[int, int]) -> list[WeekOfQuestions]:
    """Weeks with so many questions asked and answered; the last begins on 16 November."""
    first = NEWEST - timedelta(weeks=len(counts) - 1)
    return [WeekOfQuestions(first + timedelta(weeks=place), *both) for place, both in enumerate(counts)]


EIGHT = weeks_of((7, 5), (9, 6), (11, 9), (8, 7), (14, 11), (13, 12), (17, 15), (16, 15))


def with_chart(weeks: list[WeekOfQuestions]) -> Message:
    """What these weeks say, in words and as Slack's own chart."""
    return message([section(charts.in_words(weeks)), charts.block(charts.bars_of(weeks))])


def of_charts() -> Named:
    """Every message with a chart."""
    yield "chart of questions", lambda _: with_chart(EIGHT)
    yield "chart of very many questions", lambda _: with_chart(weeks_of(*[(1_234_567, 1_234_566)] * 12))
    yield "chart of one week", lambda _: with_chart(weeks_of((10, 10)))
