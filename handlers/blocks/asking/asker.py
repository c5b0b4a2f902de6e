"""The asker's living card: one message, edited in place, from waiting for a yes to the thanks."""

from bot.asking import AskerCard, Person, Place, Standing
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
from handlers.blocks.asking.choices import ASK_LEAD, NOMINATE, POST, WAIT, choices
from handlers.blocks.kit import (
    Block,
    Message,
    actions,
    bold,
    button,
    channel_link,
    context,
    cut,
    list_of_names,
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
    notes = [note for note in (*_troubles(card), _note(card, zone)) if note]
    return [
        section(_headline(card)),
        quote(text),
        *([context(*notes)] if notes else []),
        *_row(card, green=not at_home),
    ]


def _row(card: AskerCard, *, green: bool) -> list[Block]:
    """The buttons below the question."""
    open_to_choose = _open_to_choose(card)
    if open_to_choose:
        likely = card.standing is Standing.NOBODY
        again = any(place.channel and not place.is_lost for place in card.places)
        return [
            choices(card.question_id, open_to_choose, green=green, likely=likely, is_posted=again, topic=card.topic)
        ]
    buttons = _buttons(card, green=green)
    return [actions(*buttons)] if buttons else []


def _open_to_choose(card: AskerCard) -> list[str]:
    """What the asker can do while nobody is being asked, what helps most first."""
    lead = [ASK_LEAD] if card.can_ask_lead else []
    match card.standing:
        case Standing.NOBODY:
            return [POST, *lead, WAIT, CHANGE, CANCEL, NOMINATE]
        case Standing.POSTED if not any(place.channel for place in card.places):
            return [POST, CHANGE, CANCEL, *lead]
        case Standing.POSTED:
            return [CHANGE, CANCEL, *lead, POST]
        case Standing.LATER:
            return [POST, CHANGE, CANCEL, *lead]
        case _:
            return []


def _troubles(card: AskerCard) -> list[str]:
    """Why the question does not stand where the asker wanted it, as long as that matters."""
    if card.standing not in {Standing.NOBODY, Standing.POSTED, Standing.LATER, Standing.WAITING}:
        return []
    return [_trouble(place) for place in card.places if place.trouble is not None]


def _trouble(place: Place) -> str:
    if place.channel is None and place.trouble == "left":
        return f"{plain(place.lead or 'Your lead')} has left the workspace. Your question is kept."
    if place.channel is None:
        return f"I couldn't reach {plain(place.lead or 'your lead')}. Your question is kept."
    where = channel_link(place.channel)
    match place.trouble:
        case "held":
            return f"Slack didn't say whether my post in {where} arrived. Look there: if it isn't there, post it again."
        case "not_in_channel" | "channel_not_found":
            return (
                f"I'm not in {where} yet, so your question isn't there. It is kept: "
                "type `/invite @WhoKnows` there, then post it again."
            )
        case "is_archived":
            return f"{where} is archived, so your question isn't there. It is kept: choose another channel."
        case _:
            return (
                f"Slack didn't let me post in {where}, so your question isn't there. "
                "It is kept: choose another channel."
            )


def _headline(card: AskerCard) -> str:
    topic = bold(card.topic) if card.topic else "*Your question*"
    helper = plain(card.helper.name) if card.helper else "Somebody"
    match card.standing:
        case Standing.WAITING | Standing.NOBODY | Standing.POSTED | Standing.LATER:
            return _while_nobody_helps(card, topic)
        case Standing.ACCEPTED if card.chat_url:
            return f":handshake: {topic} · {helper} said yes. I opened a chat with the two of you."
        case Standing.ACCEPTED:
            return f":handshake: {topic} · {helper} said yes. I'm opening a chat with the two of you."
        case Standing.HELPER_SAYS_ANSWERED:
            return f":speech_balloon: {topic} · {helper} says it's answered. Is it?"
        case Standing.ANSWERED:
            return f":white_check_mark: {topic} · answered, with the help of {helper}."
        case Standing.DRAFT:
            return f":pencil: {topic} · a draft. Nobody was asked yet."
        case Standing.CANCELLED:
            return f"{topic} · you cancelled this. Nobody else will be asked."
        case _:
            return f"{topic} · closed after two weeks. Nobody else will be asked."


def _while_nobody_helps(card: AskerCard, topic: str) -> str:
    match card.standing:
        case Standing.WAITING | Standing.NOBODY | Standing.POSTED if card.stepped_back:
            return _after(card.stepped_back, card, topic)
        case Standing.WAITING:
            return f":mag: {topic} · asked, waiting for a yes"
        case Standing.NOBODY if card.places:
            return f"{topic} · not posted yet"
        case Standing.NOBODY:
            return f"{topic} · nobody could so far. That's about time, not about your question."
        case Standing.POSTED:
            return f":mag: {topic} · {_where(card)}, waiting for a yes"
        case _:
            return f":hourglass_flowing_sand: {topic} · waiting, as you chose"


def _after(gone: Person, card: AskerCard, topic: str) -> str:
    """What is so after whoever had said yes helps no longer; no reason is told."""
    name = plain(gone.name)
    went = f"{name} has left the workspace" if gone.has_left_the_workspace else f"{name} is no longer on this one"
    match card.standing:
        case Standing.POSTED:
            return f":mag: {topic} · {went}. It is {_where(card)}, waiting for a yes"
        case Standing.WAITING:
            return f":mag: {topic} · {went}, so I'm asking someone else"
        case _:
            return f"{topic} · {went}, and nobody else could so far."


def _where(card: AskerCard) -> str:
    channels = [channel_link(place.channel) for place in card.places if place.channel and not place.is_lost]
    leads = [plain(place.lead) for place in card.places if place.lead and not place.is_lost]
    said = [f"posted in {list_of_names(channels)}"] if channels else []
    return ", and ".join([*said, f"I asked {list_of_names(leads)}"] if leads else said)


def _note(card: AskerCard, zone: str) -> str:
    match card.standing:
        case Standing.DRAFT:
            return "It stays here for a day."
        case Standing.WAITING if card.widen_at is not None:
            by = moment(card.widen_at, zone)
            return f"If nobody can by {by}, I'll ask more people."
        case Standing.WAITING:
            return "I'll tell you as soon as somebody says yes."
        case Standing.NOBODY if not card.places:
            return "Whoever I asked can still say yes, and then I'll tell you. Other words may reach other people."
        case Standing.POSTED:
            return "The first yes opens a chat with the two of you."
        case Standing.LATER if card.widen_at is not None:
            return f"I look again {moment(card.widen_at, zone)}, and ask whoever can then."
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
        case Standing.WAITING:
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
