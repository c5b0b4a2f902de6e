"""Where nobody has a past, new people lose nothing and new labels are found; where some have, both are told."""

import re

from tests.bench.routing import joining
from tests.bench.routing.inventing import SAMPLE
from tests.bench.routing.site import read


def cells(markdown: str) -> list[list[str]]:
    """The rows of a Markdown table, without its heads."""
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in markdown.splitlines()[2:]]


def numbers(cell: str) -> list[float]:
    return [float(number) for number in re.findall(r"\d\.\d+", cell)]


def test_on_the_first_day_a_new_label_is_found_unless_many_list_it() -> None:
    _, table = joining.told_of_new_labels(read(SAMPLE).without_past())

    rare, any_label = cells(table)
    assert numbers(rare[1])[0] > 0.75
    assert numbers(any_label[1])[0] < numbers(rare[1])[0]
    assert (rare[2], any_label[2]) == ("500", "500")


def test_on_the_first_day_nobody_loses_by_being_new() -> None:
    _, table = joining.told_of_halves(read(SAMPLE).without_past())

    for _, *figures in cells(table):
        for with_past, without in zip(figures[::2], figures[1::2], strict=True):
            assert numbers(with_past) == numbers(without)[:1]


def test_whoever_loses_their_past_loses_hits_to_the_others() -> None:
    _, table = joining.told_of_halves(read(SAMPLE))

    [[_, *new], [_, *others]] = cells(table)
    hits_before, hits_after, part_before, part_after = (numbers(cell)[0] for cell in new[2:])
    assert hits_after < hits_before
    assert part_after < part_before
    assert numbers(others[5])[0] > numbers(others[4])[0]
