"""The card on top of a pair's chat: who meets whom, the question, and how it ends."""

from bot.asking import ChatCard, Standing
from bot.matching import Reason
from handlers.blocks.asking.buttons import ANSWERED
from handlers.blocks.asking.reasons import about_them
from handlers.blocks.kit import (
    Block,
    Message,
    actions,
    bold,
    button,
    channel_link,
    context,
    list_of_names,
    mention,
    message,
    plain,
    quote,
    section,
)


def chat_card(card: ChatCard) -> Message:
    """The card as a message in the chat of the two."""
    return message(_blocks(card))


def _blocks(card: ChatCard) -> list[Block]:
    asker, helper = plain(card.asker.name), plain(card.helper.name)
    about = f" about {bold(card.topic)}" if card.topic else ""
    match card.standing:
        case Standing.ACCEPTED:
            return [
                section(
                    f":wave: {mention(card.asker.slack_id)}, meet {mention(card.helper.slack_id)}. "
                    f"{helper} {_came(card.reasons)}."
                ),
                quote(card.text),
                _answered(card),
                context("Type here, or find 15 minutes that suit you both."),
            ]
        case Standing.HELPER_SAYS_ANSWERED:
            return [
                section(f":speech_balloon: {helper} says it's answered. {asker}, is it?"),
                quote(card.text),
                _answered(card),
                context(f"Not yet? {asker} can say so in Messages."),
            ]
        case Standing.ANSWERED:
            return [section(":white_check_mark: Answered. Thank you both."), quote(card.text)]
        case Standing.CANCELLED:
            return [section(f"{asker} no longer needs an answer{about}. Thank you, {helper}, for saying yes.")]
        case Standing.STEPPED_BACK:
            return [section(f"The question{about} goes on to someone else. Thank you both for the time you gave it.")]
        case _:
            return [section(f"The question{about} closed after two weeks. This chat stays yours.")]


def _came(reasons: tuple[Reason, ...]) -> str:
    """How the helper came to the question."""
    places = [reason.place for reason in reasons if reason.kind == "offered" and reason.place]
    if places:
        return f"saw your question in {channel_link(places[0])} and offered to help"
    return list_of_names([*about_them(reasons), "said yes to your question"])


def _answered(card: ChatCard) -> Block:
    return actions(button("It's answered", ANSWERED, card.question_id, primary=True))
