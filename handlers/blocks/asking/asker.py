"""The asker's living card: one message, edited in place, from waiting for a yes to the thanks."""

from bot.asking import AskerCard, Standing
from handlers.blocks.asking.buttons import (
    ANSWERED,
    ASK,
    ASK_AGAIN,
    CANCEL,
    CHANGE,
    NOT_YET,
    SOMEONE_ELSE,
    THANK,
    open_chat,
)
from handlers.blocks.kit import (
    Block,
    Message,
    actions,
    bold,
    button,
    context,
    cut,
    message,
    moment,
    plain,
    quote,
    section,
)

LONGEST_QUOTE_AT_HOME = 400


def asker_card(card: AskerCard, *, zone: str) -> Message:
    """The card as a message."""
    return message(asker_blocks(card, zone=zone))


def asker_blocks(card: AskerCard, *, zone: str, at_home: bool = False) -> list[Block]:
    """The card's blocks; at Home, where several stand together, none is green and long questions are cut."""
    if card.standing is Standing.RETIRED:
        return [context("This card moved down: see the newer one.")]
    text = cut(card.text, LONGEST_QUOTE_AT_HOME) if at_home else card.text
    note = _note(card, zone)
    buttons = _buttons(card, green=not at_home)
    return [
        section(_headline(card)),
        quote(text),
        *([context(note)] if note else []),
        *([actions(*buttons)] if buttons else []),
    ]


def _headline(card: AskerCard) -> str:
    topic = bold(card.topic) if card.topic else "*Your question*"
    helper = plain(card.helper.name) if card.helper else "Somebody"
    match card.standing:
        case Standing.DRAFT:
            return f":pencil: {topic} · a draft. Nobody was asked yet."
        case Standing.WAITING if card.stepped_back and card.stepped_back.has_left_the_workspace:
            return f":mag: {topic} · {plain(card.stepped_back.name)} has left the workspace. I'm asking someone else."
        case Standing.WAITING if card.stepped_back:
            gone = plain(card.stepped_back.name)
            return f":mag: {topic} · {gone} is no longer on this one, so I'm asking someone else"
        case Standing.WAITING:
            return f":mag: {topic} · asked, waiting for a yes"
        case Standing.NOBODY if card.stepped_back and card.stepped_back.has_left_the_workspace:
            return f"{topic} · {plain(card.stepped_back.name)} has left the workspace, and nobody else could so far."
        case Standing.NOBODY:
            return f"{topic} · nobody could so far. That's about time, not about your question."
        case Standing.ACCEPTED if card.chat_url:
            return f":handshake: {topic} · {helper} said yes. I opened a chat with the two of you."
        case Standing.ACCEPTED:
            return f":handshake: {topic} · {helper} said yes. I'm opening a chat with the two of you."
        case Standing.HELPER_SAYS_ANSWERED:
            return f":speech_balloon: {topic} · {helper} says it's answered. Is it?"
        case Standing.ANSWERED:
            return f":white_check_mark: {topic} · answered, with the help of {helper}."
        case Standing.CANCELLED:
            return f"{topic} · you cancelled this. Nobody else will be asked."
        case _:
            return f"{topic} · closed after two weeks. Nobody else will be asked."


def _note(card: AskerCard, zone: str) -> str:
    match card.standing:
        case Standing.DRAFT:
            return "It stays here for a day."
        case Standing.WAITING if card.widen_at is not None:
            by = moment(card.widen_at, zone)
            return f"If nobody can by {by}, I'll ask more people."
        case Standing.WAITING:
            return "I'll tell you as soon as somebody says yes."
        case Standing.NOBODY:
            return "Whoever I asked can still say yes, and then I'll tell you. Other words may reach other people."
        case Standing.ACCEPTED if card.helper:
            return f"If you'd rather have someone else, {plain(card.helper.name)} reads a thank-you and no reason."
        case Standing.ANSWERED if card.helper and card.is_thanked:
            return f"You thanked {plain(card.helper.name)}, who has it among their kind words."
        case _:
            return ""


def _buttons(card: AskerCard, *, green: bool) -> list[Block]:
    def press(label: str, action_id: str, *, likely: bool = False) -> Block:
        # The id keeps apart what is read aloud where two questions are about the same topic.
        spoken = f"{label}: question {card.question_id}{f' about {card.topic}' if card.topic else ''}"
        return button(label, action_id, card.question_id, primary=likely and green, accessibility_label=spoken)

    match card.standing:
        case Standing.DRAFT:
            return [press("Ask", ASK, likely=True), press("Change", CHANGE), press("Cancel it", CANCEL)]
        case Standing.WAITING | Standing.NOBODY:
            return [press("Change it", CHANGE), press("Cancel it", CANCEL)]
        case Standing.ACCEPTED:
            helper = card.helper.name if card.helper else "your helper"
            opening = [open_chat(card.chat_url, card.question_id, helper, primary=green)] if card.chat_url else []
            return [
                *opening,
                press("It's answered", ANSWERED, likely=not opening),
                press("Someone else, please", SOMEONE_ELSE),
            ]
        case Standing.HELPER_SAYS_ANSWERED:
            return [press("Yes, thanks", ANSWERED, likely=True), press("Not yet", NOT_YET)]
        case Standing.ANSWERED if card.helper and not (card.is_thanked or card.helper.has_left):
            return [press(f"Thank {card.helper.name}", THANK, likely=True)]
        case Standing.CANCELLED | Standing.CLOSED:
            return [press("Ask again", ASK_AGAIN)]
        case _:
            return []
