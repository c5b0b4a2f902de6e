"""Reminders of lunch-and-learns come once, at the wall time of whoever reads them, through every change of clocks."""

from tests.rhythms.reminders import compare_reminders
from tests.rhythms.walking import Figures, unlike_changes


def test_every_reminder_keeps_the_wall_clock_of_its_reader_and_comes_once() -> None:
    """A third of the changes that are unlike each other; `python -m tests.rhythms` looks at all, in each zone."""
    figures = Figures()
    for zone, moment in unlike_changes()[::3]:
        compare_reminders(zone, moment, figures)
    print(figures.line())
    assert figures.examples == []
    assert figures.faults == 0
    assert figures.looked_at > 10_000
