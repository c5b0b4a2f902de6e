"""What people see of nominations, from any facts."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from bot.nominations import NominationCard
from handlers.blocks import kudos, nominations
from handlers.blocks.kit import Message, View
from models import NominationOrigin, NominationState
from tests.blocks import facts
from tests.blocks.facts import NOW, Typed


def nomination(
    typed: Typed,
    state: NominationState = NominationState.PENDING,
    origin: NominationOrigin = NominationOrigin.COLLEAGUE,
    *,
    is_by_somebody: bool = True,
) -> NominationCard:
    """What somebody reads of a topic that is suggested to them."""
    return NominationCard(
        nomination_id=7,
        topic=typed.topic("Product pitches"),
        origin=origin,
        state=state,
        by=typed.name("Ines Duarte") if is_by_somebody else None,
        asks_a_week=2,
        asked_at=NOW,
    )


def _card(typed: Typed, **how: Any) -> Message:
    return nominations.nomination_card(nomination(typed, **how))


def _below(typed: Typed, **how: Any) -> Message:
    return nominations.below(kudos.kind_words_message(facts.kind_words(typed), reader_id=1), nomination(typed, **how))


def surfaces() -> Iterator[tuple[str, Callable[[Typed], Message | View]]]:
    """Every one of them, by name."""
    yield "nomination form", lambda _: nominations.form()
    yield (
        "nomination form, filled in",
        lambda typed: nominations.form(nominee="U0BO", topic=typed.topic("Running meetings"), typed=typed.topic("x")),
    )
    yield (
        "nominated",
        lambda typed: nominations.nominated(facts.member(typed, 2, "Bo"), typed.topic("Running meetings")),
    )
    yield (
        "nominated view",
        lambda typed: nominations.nominated_view(facts.member(typed, 2, "Bo"), typed.topic("Running meetings")),
    )
    for state in NominationState:
        yield f"nomination {state}", partial(_card, state=state)
    for origin in NominationOrigin:
        yield f"nomination from {origin}, by nobody", partial(_card, origin=origin, is_by_somebody=False)
        yield f"nomination from {origin}, below kind words", partial(_below, origin=origin)
    yield "nomination, retired", lambda typed: nominations.nomination_card(nomination(typed), is_retired=True)
