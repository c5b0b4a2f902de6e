"""What an asker can do when nobody fits: the buttons, and the forms some of them open."""

from collections.abc import Sequence
from datetime import datetime

from handlers.blocks.asking.buttons import CANCEL, CHANGE
from handlers.blocks.kit import (
    Block,
    Message,
    View,
    actions,
    bold,
    button,
    channel_input,
    channel_link,
    context,
    message,
    modal,
    moment,
    overflow,
    quote,
    radio_input,
    section,
)
from handlers.blocks.skills.topics import topic_menu
from models import Member

POST = "asking.post"
WAIT = "asking.wait"
ASK_LEAD = "asking.ask_lead"
CHOICES = "asking.choices"
POST_FORM = "asking.post_form"
LEAD_FORM = "asking.lead_form"

_WORDS = {
    POST: "Post it in a channel",
    ASK_LEAD: "Ask my lead",
    WAIT: "Wait",
    CHANGE: "Change it",
    CANCEL: "Cancel it",
}
MOST_BUTTONS = 3


def choices(
    question_id: int, what: Sequence[str], *, green: bool = True, topic: str | None = None, likely: bool = True
) -> Block:
    """These choices in this order, what helps most first; what does not fit into three buttons stands behind "…"."""
    shown, hidden = what[:MOST_BUTTONS], what[MOST_BUTTONS:]
    about = f": question {question_id}{f' about {topic}' if topic else ''}"
    buttons = [
        button(
            _WORDS[action_id],
            action_id,
            question_id,
            primary=green and likely and number == 0,
            accessibility_label=_WORDS[action_id] + about,
        )
        for number, action_id in enumerate(shown)
    ]
    more = [overflow(CHOICES, [(f"{action_id}:{question_id}", _WORDS[action_id]) for action_id in hidden])]
    return actions(*buttons, *(more if hidden else []))


def chosen(value: str) -> tuple[str, str]:
    """What was chosen behind "…", and the question's id as a button would carry it."""
    action_id, _, question_id = value.partition(":")
    return action_id, question_id


def post_form(text: str, question_id: int, *, channel: str = "", asks_topic: bool) -> View:
    """The form with which a question is posted in a channel."""
    topic = topic_menu(
        "topic", "Which topic is it about?", hint="It helps the right people notice it.", is_optional=True
    )
    return modal(
        "Post your question",
        [
            quote(text),
            channel_input("channel", "In which channel?", initial=channel, is_ours_alone=True),
            *([topic] if asks_topic else []),
            context(
                "Everybody in the channel sees your words. Your name isn't on them; whoever helps learns it.",
                "I have to be in the channel: if I'm not, type `/invite @WhoKnows` there.",
            ),
        ],
        callback_id=POST_FORM,
        submit="Post it",
        close="Not now",
        private_metadata=str(question_id),
    )


def posting_view(channel: str) -> View:
    """What the asker reads once the question is on its way to a channel."""
    return modal(
        "Post your question",
        [
            section(f"I'm posting it in {channel_link(channel)}. Your card in Messages follows it."),
            context("The first to press *I can help* gets a chat with you."),
        ],
    )


def lead_form(text: str, question_id: int, leads: Sequence[Member]) -> View:
    """The form with which an asker turns to their lead."""
    names = [(str(lead.id), lead.name) for lead in leads]
    return modal(
        "Ask your lead",
        [
            quote(text),
            radio_input("lead", "Who?", names[:10], initial=names[0][0]),
            context(
                "They see your question and your name. They can help, or post it in the team's channel without it."
            ),
        ],
        callback_id=LEAD_FORM,
        submit="Ask",
        close="Not now",
        private_metadata=str(question_id),
    )


def lead_asked_view(lead: Member) -> View:
    """What the asker reads once their lead is being asked."""
    return modal(
        "Ask your lead",
        [section(f"I'm asking {bold(lead.name)}, in their working hours. Your card in Messages follows it.")],
    )


def no_lead_view() -> View:
    """What an asker without a lead to ask reads."""
    return modal(
        "Ask your lead",
        [section("There is no lead of your team whom I could ask now. You can post your question in a channel.")],
    )


def waits(until: datetime, *, zone: str) -> Message:
    """What the asker reads after choosing to wait."""
    return message(
        [
            section(f"I'll look again {moment(until, zone)}, and ask whoever can then. Follow it in Messages."),
            context("Until then your question is kept, and you can still change it or post it."),
        ]
    )
