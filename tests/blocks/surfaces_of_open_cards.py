"""What people see when nobody fits: the choices, their forms, the open card, and the lead's."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from bot.asking import HELD, LeadCard, NearTopic, Place, PostedCard, Preview, Standing, ToPost
from bot.matching import Reason
from handlers.blocks import asking
from handlers.blocks.kit import Message, View
from models import QuestionState
from tests.blocks import facts
from tests.blocks.facts import CHANNEL, NOW, QUESTION, ZONE, Typed

TROUBLES = (HELD, "not_in_channel", "channel_not_found", "is_archived", "restricted_action")


def posted_card(typed: Typed, state: QuestionState, *, topic: bool = True) -> PostedCard:
    """The card in a channel, with its text only where it may be quoted."""
    text = typed.words(QUESTION) if state is QuestionState.OPEN else None
    return PostedCard(3, state, text, typed.topic("Zig") if topic else None)


def lead_card(
    typed: Typed,
    state: QuestionState,
    *,
    passed: bool = False,
    channel: str | None = CHANNEL,
    is_posted: bool = False,
    helps: bool = False,
) -> LeadCard:
    """The card of a lead who was asked."""
    return LeadCard(
        card_id=4,
        state=state,
        text=typed.words(QUESTION) if state is QuestionState.OPEN and not passed else None,
        topic=typed.topic("Zig"),
        asker=facts.ana(typed),
        offer=facts.offer_card(typed, Standing.ACCEPTED) if helps else None,
        passed=passed,
        channel=channel,
        is_posted=is_posted,
    )


def _placed(typed: Typed, standing: Standing, *places: Place, can_ask_lead: bool = True) -> Message:
    card = facts.asker_card(typed, standing)
    return asking.asker_card(replace(card, places=places, can_ask_lead=can_ask_lead), zone=ZONE)


def _came_by_themselves(typed: Typed) -> Message:
    card = facts.chat_card(typed, Standing.ACCEPTED)
    return asking.chat_card(replace(card, reasons=(Reason("offered", place=CHANNEL),)))


def _posted(state: QuestionState, typed: Typed, *, topic: bool = True) -> Message:
    return asking.posted_card(posted_card(typed, state, topic=topic))


def _before_lead(state: QuestionState, typed: Typed, **how: Any) -> Message:
    return asking.lead_card(lead_card(typed, state, **how), zone=ZONE)


def _in_trouble(trouble: str, typed: Typed) -> Message:
    return _placed(typed, Standing.NOBODY, Place(CHANNEL, None, trouble))


def _to_post(typed: Typed, *, has_topic: bool = True) -> ToPost:
    leads = [facts.member(typed, number, f"Lead {number}") for number in range(1, 15)]
    return ToPost(typed.words(QUESTION), has_topic, leads)


def _close(typed: Typed) -> Preview:
    near = tuple(NearTopic(number, typed.topic(name, number), number) for number, name in enumerate(("Rust", "C"), 1))
    return replace(facts.preview(typed, nobody=True, topic=False), unlisted=typed.topic("Zig"), near=near)


def _with_close_topics(typed: Typed) -> Message:
    return asking.preview(_close(typed), zone=ZONE)


def open_cards() -> Iterator[tuple[str, Callable[[Typed], Message | View]]]:
    """All of them, by name."""
    for state in QuestionState:
        yield f"open card {state}", partial(_posted, state)
        yield f"open card {state}, bare", partial(_posted, state, topic=False)
        yield f"lead card {state}", partial(_before_lead, state)
    yield "lead card passed", partial(_before_lead, QuestionState.OPEN, passed=True)
    yield "lead card helps", partial(_before_lead, QuestionState.ACCEPTED, helps=True)
    yield "lead card posted", partial(_before_lead, QuestionState.OPEN, is_posted=True)
    yield "lead card without a channel", partial(_before_lead, QuestionState.OPEN, channel=None)
    for trouble in TROUBLES:
        yield f"asker card in trouble {trouble}", partial(_in_trouble, trouble)
    yield (
        "asker card in trouble with a lead",
        lambda typed: _placed(typed, Standing.NOBODY, Place(None, typed.name("Chi"), "user_not_found")),
    )
    yield (
        "asker card in two places",
        lambda typed: _placed(typed, Standing.POSTED, Place(CHANNEL, None, None), Place(None, typed.name("Chi"), None)),
    )
    yield "asker card with a lead", lambda typed: _placed(typed, Standing.POSTED, Place(None, typed.name("Chi"), None))
    yield "asker card of who waits", lambda typed: _placed(typed, Standing.LATER)
    yield "asker card without a lead", lambda typed: _placed(typed, Standing.NOBODY, can_ask_lead=False)
    yield (
        "preview nobody, with a lead",
        lambda typed: asking.preview(replace(facts.preview(typed, nobody=True), can_ask_lead=True), zone=ZONE),
    )
    yield "preview nobody, with close topics", _with_close_topics
    yield "preview view nobody, with close topics", lambda typed: asking.preview_view(_close(typed), zone=ZONE)
    yield "chat card of who came by themselves", _came_by_themselves
    yield "you help", lambda _: asking.you_help()
    yield "post form", lambda typed: asking.post_form(_to_post(typed, has_topic=False), 7)
    yield "post form in a channel", lambda typed: asking.post_form(_to_post(typed), 7, channel=CHANNEL)
    yield "posting", lambda _: asking.posting_view(CHANNEL)
    yield "lead form", lambda typed: asking.lead_form(_to_post(typed, has_topic=False), 7)
    yield "lead asked", lambda typed: asking.lead_asked_view(facts.member(typed, 3, "Chi"))
    yield "no lead", lambda _: asking.no_lead_view()
    yield "waits", lambda _: asking.waits(NOW, zone=ZONE)
