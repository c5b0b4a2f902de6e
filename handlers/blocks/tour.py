"""The tour: the real cards with a made-up colleague, and buttons that reach nobody."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.asking import AskerCard, ChatCard, OfferCard, Person, Preview, PreviewPerson, Standing
from bot.commands import here
from bot.kudos import KindWords
from bot.matching import Reason
from bot.tour import Step, TourCard
from handlers.blocks import asking, kudos, skills
from handlers.blocks.asking import buttons as asking_buttons
from handlers.blocks.kit import Block, Message, actions, button, context, mention, message, section
from models import Member

TAKE = "tour.take"
GO_ON = "tour.go_on"
PASS = "tour.pass"  # noqa: S105 - the word on a button
LOOK = "tour.look"
LEAVE = "tour.leave"

_KIM = "KIM"
_THEIR_TOPIC, _OWN_TOPIC = "Running meetings", "Presenting"
_THEIR_QUESTION = "Our team meeting always runs over, and half of us say nothing. How do you keep yours short?"
_OWN_QUESTION = "Who could look over my slides before Thursday? They are too full."
_THANKS = "I tried your three questions at the start, and we were done in twenty minutes. Thank you."
_STEPS = {Step.ASKED: 1, Step.PASSED: 1, Step.HELPING: 2, Step.THANKED: 3, Step.ASKING: 4, Step.HELPED: 5}
_LEADS = {
    Step.ASKED: "When somebody's question fits what you know, it reaches you like this:",
    Step.PASSED: "That's all there is to a no: Kim never learns of it, and somebody else is asked.",
    Step.HELPING: "You said yes, so a chat with the two of you would open. On top of it stands:",
    Step.THANKED: "It's answered. Thanks reach you like this:",
    Step.ASKING: "Now you are stuck, and type `{ask}` with your question. Before anybody is asked, you see this:",
    Step.HELPED: "Kim said yes. This card in Messages follows your question to its end:",
}
# What the real buttons do in a rehearsal; any other only says that it does nothing here.
_MEANING = {
    asking_buttons.ACCEPT: GO_ON,
    asking_buttons.ANSWERED: GO_ON,
    asking_buttons.ASK: GO_ON,
    asking_buttons.PASS: PASS,
}


def take(label: str = "Take the tour") -> Block:
    """The button that begins a rehearsal, wherever it stands."""
    return button(label, TAKE, "tour")


def begun() -> Message:
    """What somebody reads who began it elsewhere than in their direct messages."""
    return message(
        [section("Your rehearsal waits in Messages with me. It takes two minutes, and nobody else sees it.")]
    )


def nothing_happens() -> Message:
    """What somebody reads who presses a button that leads nowhere in a rehearsal."""
    return message([section("That button is real on a real card. In the tour it does nothing.")])


def tour_card(card: TourCard, *, is_retired: bool = False) -> Message:
    """The card of a rehearsal; that of an earlier one is retired."""
    if is_retired:
        return message([context("This rehearsal moved down: see the newer one.")])
    if card.step is Step.LEFT:
        return message(
            [section("You left the tour. It begins again whenever you like."), actions(take("Take it again"))]
        )
    if card.step is Step.DONE:
        return message(
            [
                section(
                    ":white_check_mark: That's the whole of it. Kim was made up: nobody was asked, and nothing of this "
                    "counts anywhere."
                ),
                actions(
                    skills.add_button("Add what I know", primary=True), asking_buttons.start(), take("Take it again")
                ),
            ]
        )
    return message(
        [
            context(f"A rehearsal, {_STEPS[card.step]} of 5 · Kim is made up, and nobody else sees any of this"),
            section(_LEADS[card.step].format(ask=here("/askexpert"))),
            *_rehearsed(_real_blocks(card), card.step),
            *_ending(card.step),
        ]
    )


def _ending(step: Step) -> list[Block]:
    leave = button("Leave the tour", LEAVE, step.value)
    if step is Step.THANKED:
        return [actions(button("Now I ask", GO_ON, step.value, primary=True), leave)]
    return [actions(leave)]


def _real_blocks(card: TourCard) -> Sequence[Block]:
    zone = card.member.zone
    match card.step:
        case Step.ASKED:
            return asking.offer_card(_offer(Standing.WAITING, card.begun_at), zone=zone)["blocks"]
        case Step.PASSED:
            return asking.offer_card(_offer(Standing.PASSED, card.begun_at), zone=zone)["blocks"]
        case Step.HELPING:
            return asking.chat_card(_chat(card.member))["blocks"]
        case Step.THANKED:
            giver = Member(name="Kim", slack_id=_KIM)
            words = KindWords(None, giver, [card.member], _THANKS, _THEIR_TOPIC, card.begun_at)
            return kudos.kind_words_message(words, reader_id=0)["blocks"]
        case Step.ASKING:
            return asking.preview(_preview(), zone=zone)["blocks"]
        case _:
            return asking.asker_card(_own_card(), zone=zone)["blocks"]


def _kim(title: str = "") -> Person:
    return Person("Kim", _KIM, title)


def _lists(topic: str) -> tuple[Reason, ...]:
    return (Reason("lists", topic),)


def _offer(standing: Standing, asked_at: datetime) -> OfferCard:
    return OfferCard(
        offer_id=0,
        question_id=0,
        text=_THEIR_QUESTION if standing is Standing.WAITING else None,
        topic=_THEIR_TOPIC,
        standing=standing,
        asker=_kim("made up for this tour"),
        helper=None,
        reasons=_lists(_THEIR_TOPIC),
        asked_at=asked_at,
        chat_url=None,
    )


def _chat(member: Member) -> ChatCard:
    return ChatCard(
        question_id=0,
        text=_THEIR_QUESTION,
        topic=_THEIR_TOPIC,
        standing=Standing.ACCEPTED,
        asker=_kim(),
        helper=Person(member.name, member.slack_id),
        reasons=_lists(_THEIR_TOPIC),
    )


def _preview() -> Preview:
    person = PreviewPerson("Kim", _lists(_OWN_TOPIC), back_at=None)
    return Preview(0, _OWN_QUESTION, _OWN_TOPIC, [person], others=0, full_until=None)


def _own_card() -> AskerCard:
    return AskerCard(
        question_id=0,
        text=_OWN_QUESTION,
        topic=_OWN_TOPIC,
        standing=Standing.ACCEPTED,
        helper=_kim(),
        widen_at=None,
        chat_url=None,
        stepped_back=None,
    )


def _rehearsed(blocks: Sequence[Block], step: Step) -> list[Block]:
    """Real blocks whose buttons reach nobody, and in which the made-up colleague is no mention."""
    return [_in_rehearsal(block, step) for block in blocks]


def _in_rehearsal(part: Any, step: Step) -> Any:
    match part:
        case {"action_id": action_id, **rest}:
            meaning = _MEANING.get(action_id, LOOK)
            # The options of a menu bring values of their own.
            value = {"value": step.value} if "value" in rest else {}
            return {**rest, **value, "action_id": meaning}
        case dict():
            return {name: _in_rehearsal(inner, step) for name, inner in part.items()}
        case list():
            return [_in_rehearsal(inner, step) for inner in part]
        case str():
            return part.replace(mention(_KIM), "@Kim")
        case _:
            return part
