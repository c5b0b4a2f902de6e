"""The open card: a question in a channel, which names nobody, and the same before the asker's lead."""

from bot.asking import LeadCard, PostedCard, Standing
from handlers.blocks.asking.offer import offer_blocks
from handlers.blocks.kit import (
    Block,
    Message,
    actions,
    bold,
    button,
    channel_link,
    context,
    mention,
    message,
    plain,
    quote,
    section,
)
from models import QuestionState

OFFER_ONESELF = "asking.offer_oneself"
LEAD_PASSES = "asking.lead_passes"
LEAD_POSTS = "asking.lead_posts"

# A lead who said yes finds here what others find in the card of an offer.
_HELPS = frozenset({Standing.ACCEPTED, Standing.HELPER_SAYS_ANSWERED, Standing.ANSWERED, Standing.STEPPED_BACK})


def posted_card(card: PostedCard) -> Message:
    """The card in a channel."""
    if card.text is None:
        return message([section(_over(card.state, card.topic))])
    return message(
        [
            section(f":wave: A colleague could use a hand{_with(card.topic)}"),
            quote(card.text),
            context("About 15 minutes. The first to press gets a chat with whoever asked."),
            actions(_press(card.card_id, "I can help", OFFER_ONESELF, card.topic, primary=True)),
        ]
    )


def _with(topic: str | None) -> str:
    return f" with {bold(topic)}" if topic else ""


def _about(topic: str | None) -> str:
    return f", about {bold(topic)}" if topic else ""


def _over(state: QuestionState, topic: str | None) -> str:
    about = f" It was about {bold(topic)}." if topic else ""
    match state:
        case QuestionState.ACCEPTED:
            return f":handshake: Somebody is helping with this one{_about(topic)}."
        case QuestionState.ANSWERED:
            return f":white_check_mark: This one was answered.{about}"
        case QuestionState.CANCELLED:
            return f"This one is no longer needed.{about}"
        case _:
            return f"This one closed after two weeks.{about}"


def _press(card_id: int, label: str, action_id: str, topic: str | None, *, primary: bool = False) -> Block:
    spoken = f"{label}: card {card_id}{f' about {topic}' if topic else ''}"
    return button(label, action_id, card_id, primary=primary, accessibility_label=spoken)


def you_help() -> Message:
    """What whoever won reads at once, in the channel and for their eyes alone."""
    return message([section("It's yours. I'm opening a chat with the two of you, and a card in Messages.")])


def lead_card(card: LeadCard, *, zone: str) -> Message:
    """The card of a lead whom the asker turned to."""
    if card.offer is not None and card.offer.standing in _HELPS:
        return message(offer_blocks(card.offer, zone=zone))
    asker = plain(card.asker.name)
    if card.state is not QuestionState.OPEN:
        return message([section(_over_for_lead(card, asker))])
    if card.text is None:
        return message(
            [
                section(f"Not this time, then. {asker} isn't told."),
                actions(_press(card.card_id, "I can after all", OFFER_ONESELF, card.topic), *_posting(card)),
            ]
        )
    return message(
        [
            section(f":wave: {mention(card.asker.slack_id)} turns to you as their lead{_about(card.topic)}"),
            quote(card.text),
            context("Nobody else could so far · about 15 minutes"),
            actions(
                _press(card.card_id, "I can help", OFFER_ONESELF, card.topic, primary=True),
                _press(card.card_id, "Not this time", LEAD_PASSES, card.topic),
                *_posting(card),
            ),
            context(_what_posting_means(card, asker)),
        ]
    )


def _posting(card: LeadCard) -> list[Block]:
    if card.channel is None or card.is_posted:
        return []
    return [_press(card.card_id, "Post it for the team", LEAD_POSTS, card.topic)]


def _what_posting_means(card: LeadCard, asker: str) -> str:
    silent = f"If you can't, {asker} isn't told."
    if card.channel is None:
        return silent
    if card.is_posted:
        return f"It stands in {channel_link(card.channel)} too, without {asker}'s name. {silent}"
    return f"Posting puts it into {channel_link(card.channel)}, without {asker}'s name. {silent}"


def _over_for_lead(card: LeadCard, asker: str) -> str:
    match card.state:
        case QuestionState.ACCEPTED:
            return "Somebody is helping with this one. Nothing for you to do."
        case QuestionState.ANSWERED:
            return f":white_check_mark: {asker} has an answer. Nothing for you to do."
        case QuestionState.CANCELLED:
            return f"{asker} no longer needs this one. Nothing for you to do."
        case _:
            return "This one closed after two weeks. Nothing for you to do."
