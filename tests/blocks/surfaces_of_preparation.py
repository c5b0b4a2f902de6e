"""Surfaces of time to prepare: the form, the leads' cards, the host's."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from bot.preparation import PreparationCard, Wanted
from handlers.blocks import lunches, preparation
from handlers.blocks.kit import Message, View
from models import Member, Preparation, PreparationState
from tests.blocks.facts import NOW, ZONE, Typed, member
from tests.blocks.surfaces_of_lunches import card, lunch


def _leads(typed: Typed, how_many: int = 2) -> list[Member]:
    return [member(typed, 70 + number, f"Lead {number}") for number in range(how_many)]


def preparation_card(
    typed: Typed, state: PreparationState, *, minutes: int = 120, is_answered: bool = True, leads: int = 2
) -> PreparationCard:
    """Two hours in two days, for one that is to come."""
    found = Preparation(
        id=5,
        lunch_id=8,
        host_id=12,
        state=state,
        begins_at=NOW + timedelta(days=2),
        minutes=minutes,
        asked_at=NOW,
        uid="5e1f",
        sequence=0,
        counted_week_on=NOW.date(),
    )
    everybody = _leads(typed, leads)
    host = member(typed, 12, "Bo Larsen")
    answered_by = member(typed, 70, "Lead") if is_answered else None
    return PreparationCard(found, lunch(typed), host, answered_by, everybody)


def _withdrawn(typed: Typed, why: str) -> Message:
    found = preparation_card(typed, PreparationState.WITHDRAWN)
    found.preparation.sequence = 1
    if why == "cancelled":
        found.lunch.cancelled_at = NOW
    elif why == "moved":
        found.lunch.begins_at = NOW
    return preparation.withdrawn(found, zone=ZONE)


def _form(typed: Typed) -> View:
    return lunches.form(zone=ZONE, host="U0BO", more=True, leads=_leads(typed, 6))


def _preview(typed: Typed) -> View:
    wanted = Wanted(NOW + timedelta(days=2), 180)
    note = lunches.in_preview(wanted, _leads(typed), zone=ZONE)
    return lunches.preview(card(typed), "x", notes=[note])


def _card(typed: Typed, state: PreparationState, show: Callable[..., Message], *, is_answered: bool = True) -> Message:
    return show(preparation_card(typed, state, is_answered=is_answered), zone=ZONE)


def _unanswered(typed: Typed, leads: int) -> Message:
    return preparation.unanswered(preparation_card(typed, PreparationState.UNANSWERED, leads=leads), zone=ZONE)


def _sent(typed: Typed, state: PreparationState) -> View:
    return preparation.sent_view(preparation_card(typed, state))


def of_preparation() -> Iterator[tuple[str, Callable[[Typed], Message | View]]]:
    """Every one of them, by name."""
    yield "lunch form with time to prepare", _form
    yield "lunch preview with time to prepare", _preview
    for state in PreparationState:
        yield f"time asked of a lead, {state}", partial(_card, state=state, show=preparation.asked)
        yield f"time answered to a host, {state}", partial(_card, state=state, show=preparation.answered)
    left = partial(_card, state=PreparationState.DECLINED, is_answered=False)
    yield "time left by the host, to the lead", partial(left, show=preparation.asked)
    yield "time left by the host", partial(left, show=preparation.answered)
    for leads in (0, 1, 3):
        yield f"time unanswered, {leads} leads", partial(_unanswered, leads=leads)
    for why in ("cancelled", "moved", "handed on"):
        yield f"time given back, {why}", partial(_withdrawn, why=why)
    yield "time that is not kept", lambda _: preparation.gone()
    yield (
        "another time, form",
        lambda typed: preparation.suggest_form(preparation_card(typed, PreparationState.ASKED), zone=ZONE),
    )
    for state in (PreparationState.SUGGESTED, PreparationState.AGREED, PreparationState.DECLINED):
        yield f"another time, sent, {state}", partial(_sent, state=state)
