"""Surfaces of wishes for lunch-and-learns: what wishers read, and what an expert is asked."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from bot.lunch_wishes import ProposalCard, Wished, WishedTopic, Wishes
from handlers.blocks import lunch_wishes, lunches
from handlers.blocks.kit import Message, View
from models import Lunch, ProposalState
from tests.blocks.facts import CHANNEL, NOW, ZONE, Typed
from tests.blocks.surfaces_of_lunches import card, lunch


def _wished(typed: Typed, how_many: int, *, is_new: bool = True, planned: bool = False) -> Message:
    said = Wished(3, typed.topic("Terraform"), how_many, is_new, lunch(typed) if planned else None)
    return lunch_wishes.wished(said, zone=ZONE)


def _list(typed: Typed) -> Message:
    found = [
        WishedTopic(
            number, typed.topic(f"Topic {number}", number), 21 - number, number % 3 == 0, _planned(typed, number)
        )
        for number in range(1, 21)
    ]
    return lunch_wishes.wishes(Wishes(found, more=12), zone=ZONE)


def _planned(typed: Typed, number: int) -> Lunch | None:
    """For every fourth topic one with a title of its own."""
    planned = lunch(typed)
    planned.title = f"{number} {planned.title}"[:120]
    return planned if number % 4 == 0 else None


def _proposal(typed: Typed, state: ProposalState, *, is_theirs: bool = False) -> Message:
    return lunch_wishes.proposal(ProposalCard(5, typed.topic("Terraform"), state, is_theirs))


def _told(typed: Typed, *, cancelled: bool = False, is_over: bool = False, topic: bool = True) -> Message:
    planned = replace(card(typed), is_over=is_over)
    planned.lunch.cancelled_at = NOW if cancelled else None
    return lunch_wishes.wished_for(planned if topic else replace(planned, topic=None), zone=ZONE)


def _form(typed: Typed) -> View:
    topic = typed.topic("Terraform")
    title = lunch_wishes.suggested_title(topic)
    return lunches.form(zone=ZONE, host="U0BO", title=title, channel=CHANNEL, topic=topic)


def of_lunch_wishes() -> Iterator[tuple[str, Callable[[Typed], Message | View]]]:
    """Every one of them, by name."""
    for how_many in (1, 2, 4, 5, 30):
        yield f"wished, {how_many}", partial(_wished, how_many=how_many)
    yield "wished again", partial(_wished, how_many=3, is_new=False)
    yield "wished for what is planned", partial(_wished, how_many=0, is_new=False, planned=True)
    yield (
        "wish in doubt",
        lambda typed: lunch_wishes.did_you_mean(typed.topic("terrafrom", 1), typed.topic("Terraform")),
    )
    yield "wishes", _list
    yield "no wishes", lambda _: lunch_wishes.wishes(Wishes([], more=0), zone=ZONE)
    for state in ProposalState:
        yield f"lunch proposal {state}", partial(_proposal, state=state)
    yield "lunch proposal that became theirs", partial(_proposal, state=ProposalState.PLANNED, is_theirs=True)
    yield "wished for and planned", _told
    yield "wished for and planned, without a topic", partial(_told, topic=False)
    yield "wished for and over", partial(_told, is_over=True)
    yield "wished for and cancelled", partial(_told, cancelled=True)
    yield "lunch form that was wished for", _form
