"""Nominations: the form and what a nominator reads, and the one card that only its nominee sees."""

from bot.nominations import NominationCard
from handlers.blocks import skills
from handlers.blocks.kit import (
    Block,
    Message,
    View,
    actions,
    bold,
    button,
    context,
    divider,
    message,
    modal,
    people_input,
    plain,
    radio_input,
    section,
    times_a_week,
)
from handlers.blocks.skills.card import edit_button
from models import Member, NominationOrigin, NominationState

FORM = "nominations.form"
ADD = "nominations.add"
NOT_NOW = "nominations.not_now"
NEVER = "nominations.never"

_TITLE = "Nominate a colleague"


def form(*, nominee: str | None = None, topic: str = "", typed: str | None = None) -> View:
    """The form to suggest a topic to a colleague, given by Slack id.

    `typed` is what was written where `topic` was probably meant; one of the two is chosen.
    """
    label = "What are they great at?"
    if typed is not None:
        names = [(topic, topic), (typed, f"{typed}, as a new topic")]
        which = radio_input("topic", label, names, initial=topic, hint="Is it the topic that is here already?")
    else:
        which = skills.topic_menu(
            "topic", label, initial=[topic] if topic else [], has_focus=bool(nominee) and not topic
        )
    return modal(
        _TITLE,
        [
            people_input("nominee", "Who?", initial=[nominee] if nominee else [], most=1),
            which,
            context("They alone are asked whether to list it. Nobody else sees it."),
        ],
        callback_id=FORM,
        submit="Suggest it",
        close="Not now",
    )


def nominated(nominee: Member, topic: str) -> Message:
    """What the nominator reads, whatever the nominee said before or will say."""
    return message([_nominated(nominee, topic)])


def nominated_view(nominee: Member, topic: str) -> View:
    """The same in a modal."""
    return modal(_TITLE, [_nominated(nominee, topic)])


def _nominated(nominee: Member, topic: str) -> Block:
    return section(
        f"I'll ask {plain(nominee.name)} alone whether to list {bold(topic)}. Nobody else sees it, "
        "and I won't tell you if they'd rather not."
    )


def nomination_card(card: NominationCard, *, is_retired: bool = False) -> Message:
    """The card as a direct message of its own; an older one about the same topic is retired."""
    if is_retired:
        return message([context("This suggestion has ended: see the newer one.")])
    return message(nomination_blocks(card))


def below(said: Message, card: NominationCard) -> Message:
    """Another message of the nominee's with the card below it."""
    return message([*said["blocks"], divider(), *nomination_blocks(card, green=False)])


def nomination_blocks(card: NominationCard, *, green: bool = True) -> list[Block]:
    """What waits for the nominee's answer, or what became of it."""
    topic = bold(card.topic)
    match card.state:
        case NominationState.PENDING:
            return [
                section(_suggested(card)),
                actions(
                    _answer(card, "Add it", ADD, primary=green),
                    _answer(card, "Not now", NOT_NOW),
                    _answer(card, "Please don't suggest this", NEVER),
                ),
                context(_what_it_means(card)),
            ]
        case NominationState.ACCEPTED:
            often = times_a_week(card.asks_a_week)
            return [
                section(
                    f":white_check_mark: {topic} is on your list. You may be asked about it, at most {often}, "
                    "never outside your working hours."
                ),
                actions(edit_button()),
            ]
        case NominationState.NOT_NOW:
            return [
                section(f"Not now, then. I won't suggest {topic} for the next three months, and nobody is told."),
                actions(_answer(card, "Add it after all", ADD)),
            ]
        case NominationState.NEVER:
            return [
                section(f"I won't suggest {topic} again, and nobody is told."),
                actions(_answer(card, "Add it after all", ADD)),
            ]
        case NominationState.EXPIRED:
            return [
                section(f"The suggestion to list {topic} has ended. Nothing was added, and nobody is told."),
                actions(_answer(card, "Add it after all", ADD)),
            ]


def _suggested(card: NominationCard) -> str:
    topic, by = bold(card.topic), plain(card.by) if card.by else "A colleague"
    match card.origin:
        case NominationOrigin.COLLEAGUE:
            return f":bulb: {by} thinks you're great at {topic}. Shall I put it on your list?"
        case NominationOrigin.KUDOS:
            return f":bulb: {by} thanked you for {topic}. List it?"
        case NominationOrigin.HELP:
            return f":bulb: You helped with {topic}. Shall I list it for you?"


def _what_it_means(card: NominationCard) -> str:
    often = times_a_week(card.asks_a_week)
    told = f"{plain(card.by)} isn't told what you say." if card.by else "Nobody is told what you say."
    return f"Colleagues could then ask you about it, at most {often}. {told}"


def _answer(card: NominationCard, label: str, action_id: str, *, primary: bool = False) -> Block:
    spoken = f"{label}: {card.topic}"
    return button(label, action_id, card.nomination_id, primary=primary, accessibility_label=spoken)
