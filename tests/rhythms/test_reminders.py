"""Reminders of lunch-and-learns come once, at the wall time of whoever reads them, through every change of clocks."""

from tests.rhythms.reminders import compare_reminders
from tests.rhythms.walking import Figures, unlike_changes


def test_every_reminder_keeps_the_wall_clock_of_its_reader_and_comes_once() -> None:
    """Zones that change alike are looked at once; `python -m tests.rhythms` looks at each."""
    figures = Figures()
    for zone, moment in unlike_changes():
        compare_reminders(zone, moment, figures)
    print(figures.line())
    assert figures.examples == []
    assert figures.faults == 0
    assert figures.looked_at > 10_000
