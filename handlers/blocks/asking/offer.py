"""The card of somebody who was asked: the question, from whom, why them, and what they can say."""

from bot.asking import OfferCard, Standing
from handlers.blocks.asking.asker import LONGEST_QUOTE_AT_HOME
from handlers.blocks.asking.buttons import ACCEPT, PASS, STEP_BACK, more, open_chat
from handlers.blocks.asking.reasons import about_you
from handlers.blocks.kit import (
    Block,
    Message,
    actions,
    bold,
    button,
    context,
    cut,
    mention,
    message,
    moment,
    plain,
    quote,
    section,
)


def offer_card(card: OfferCard, *, zone: str) -> Message:
    """The card as a message."""
    return message(offer_blocks(card, zone=zone))


def offer_blocks(card: OfferCard, *, zone: str, at_home: bool = False, green: bool = True) -> list[Block]:
    """The card's blocks; at Home, where several stand together, only one is `green` and long questions are cut."""
    asker = plain(card.asker.name)
    said = []
    if card.text is not None:
        said.append(quote(cut(card.text, LONGEST_QUOTE_AT_HOME) if at_home else card.text))
    match card.standing:
        case Standing.WAITING:
            facts = [asker, plain(card.asker.title), "about 15 minutes", "today if you can"]
            if at_home:
                facts.append(f"asked {moment(card.asked_at, zone)}")
            grey = [" · ".join(fact for fact in facts if fact), about_you(card.reasons)]
            return [
                section(f":wave: {mention(card.asker.slack_id)} could use a hand{_with(card.topic)}"),
                *said,
                *(context(line) for line in grey if line),
                actions(
                    _press(card, "I can help", ACCEPT, primary=green),
                    _press(card, "Not this time", PASS),
                    more(),
                ),
                *([] if at_home else [context(_others_may_be_asked(asker))]),
            ]
        case Standing.ACCEPTED:
            return [section(_you_said_yes(card)), *said, *_while_helping(card)]
        case Standing.PASSED:
            return [
                section("Not this time, then. Thanks for saying so."),
                actions(_press(card, "I can after all", ACCEPT)),
            ]
        case _:
            return [section(_over(card)), *said]


def _others_may_be_asked(asker: str) -> str:
    return f"I may ask others too. The first yes gets it. {asker} never sees who passed."


def _with(topic: str | None) -> str:
    return f" with {bold(topic)}" if topic else ""


def _about(topic: str | None) -> str:
    return f" about {bold(topic)}" if topic else ""


def _press(card: OfferCard, label: str, action_id: str, *, primary: bool = False) -> Block:
    # The id keeps apart what is read aloud where somebody asked twice about the same topic.
    spoken = f"{label}: ask {card.offer_id} from {card.asker.name}{f' about {card.topic}' if card.topic else ''}"
    return button(label, action_id, card.offer_id, primary=primary, accessibility_label=spoken)


def _you_said_yes(card: OfferCard) -> str:
    opening = "I opened" if card.chat_url else "I'm opening"
    yes = f":handshake: You said yes to {mention(card.asker.slack_id)}{_about(card.topic)}."
    return f"{yes} {opening} a chat with the two of you."


def _while_helping(card: OfferCard) -> list[Block]:
    opening = [open_chat(card.chat_url, card.question_id, card.asker.name, primary=True)] if card.chat_url else []
    asker = plain(card.asker.name)
    return [
        actions(*opening, _press(card, "Step back", STEP_BACK)),
        context(f"If something comes up, step back: {asker} hears only that I'm asking someone else."),
    ]


def _over(card: OfferCard) -> str:
    asker = plain(card.asker.name)
    match card.standing:
        case Standing.TAKEN if card.helper:
            return f"{plain(card.helper.name)} took this one. Nothing for you to do."
        case Standing.TAKEN:
            return "Someone else took this one. Nothing for you to do."
        case Standing.HELPER_SAYS_ANSWERED:
            return f"You said it's answered, and I asked {asker} if it is. Nothing more for you to do."
        case Standing.ANSWERED:
            return f":white_check_mark: {asker} has an answer{_about(card.topic)}, thanks to you."
        case Standing.CANCELLED:
            return f"{asker} no longer needs this one. Nothing for you to do."
        case Standing.STEPPED_BACK:
            return "You're no longer on this one. Thank you for the time you gave it."
        case _:
            return "This one is closed. Nothing for you to do."
