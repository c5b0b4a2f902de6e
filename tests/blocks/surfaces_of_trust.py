"""What people see of what is kept about them, from any facts."""

from collections.abc import Callable, Iterator
from typing import Any

from bot.own_data import Kept
from handlers.blocks import own_data
from tests.blocks import facts
from tests.blocks.facts import Typed

Named = Iterator[tuple[str, Callable[[Typed], Any]]]


def kept(typed: Typed, how_many: int = 3) -> Kept:
    """So much of everything is kept about Bo."""
    return Kept(facts.member(typed, 2, "Bo", asks_a_week=2), *[how_many] * 9)


def of_trust() -> Named:
    """Every surface about what is kept."""
    yield "own data", lambda typed: own_data.shown(kept(typed))
    yield "own data of somebody new", lambda typed: own_data.shown(kept(typed, 0))
    yield "own data view", lambda typed: own_data.shown_view(kept(typed, 1_000_000))
    yield "forgotten", lambda _: own_data.forgotten()
    yield "forgotten view", lambda _: own_data.forgotten_view()
    yield "emptied home", lambda _: own_data.emptied_home()
