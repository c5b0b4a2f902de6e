"""What people see of the tour; all but the reader's own name and zone is made up."""

from collections.abc import Callable, Iterator
from functools import partial

from bot.tour import Step, TourCard
from handlers.blocks import tour
from handlers.blocks.kit import Message, View
from tests.blocks import facts
from tests.blocks.facts import NOW, Typed


def tour_card(typed: Typed, step: Step, *, is_retired: bool = False) -> Message:
    """The card of a rehearsal at a step."""
    return tour.tour_card(TourCard(facts.member(typed, 2, "Bo"), step, NOW), is_retired=is_retired)


def of_the_tour() -> Iterator[tuple[str, Callable[[Typed], Message | View]]]:
    """Every one of them, by name."""
    for step in Step:
        yield f"tour, {step}", partial(tour_card, step=step)
    yield "tour, retired", partial(tour_card, step=Step.ASKED, is_retired=True)
    yield "tour begun", lambda _: tour.begun()
    yield "tour, a button that does nothing", lambda _: tour.nothing_happens()
