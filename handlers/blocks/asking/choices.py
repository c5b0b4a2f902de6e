"""What an asker can do when nobody fits: the buttons, and the forms some of them open."""

from collections.abc import Sequence
from datetime import datetime

from bot.asking import NearTopic, ToPost
from bot.skills import LONGEST_NAME
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
    count,
    message,
    modal,
    moment,
    overflow,
    quote,
    radio_input,
    section,
)
from handlers.blocks.skills.topics import topic_menu
from handlers.blocks.skills.wishing import WISH
from models import Member

POST = "asking.post"
WAIT = "asking.wait"
ASK_ABOUT = "asking.ask_about"
ASK_LEAD = "asking.ask_lead"
CHOICES = "asking.choices"
# Behind "…" only: it opens the form of nominations.
NOMINATE = "nominate"
POST_FORM = "asking.post_form"
LEAD_FORM = "asking.lead_form"

_WORDS = {
    POST: "Post it in a channel",
    ASK_LEAD: "Ask my lead",
    WAIT: "Wait",
    CHANGE: "Change it",
    CANCEL: "Cancel it",
    WISH: "Tell me when someone adds it",
    NOMINATE: "Nominate a colleague",
}
MOST_BUTTONS = 3
# As many as radio buttons hold.
MOST_LEADS = 10


def choices(
    question_id: int,
    what: Sequence[str],
    *,
    green: bool = True,
    likely: bool = True,
    is_posted: bool = False,
    topic: str | None = None,
) -> Block:
    """These choices in this order, what helps most first; what does not fit into three buttons stands behind "…".

    `is_posted` is true for a question that stands in a channel already. `topic` is what the question is about, and what
    can be waited for or nominated for.
    """
    shown, hidden = what[:MOST_BUTTONS], what[MOST_BUTTONS:]
    about = f": question {question_id}{f' about {topic}' if topic else ''}"
    words = _WORDS | ({POST: "Post it elsewhere too"} if is_posted else {})

    def concerns(action_id: str) -> str:
        return (topic or "")[:LONGEST_NAME] if action_id in {WISH, NOMINATE} else str(question_id)

    buttons = [
        button(
            words[action_id],
            action_id,
            concerns(action_id),
            primary=green and likely and number == 0,
            accessibility_label=words[action_id] + about,
        )
        for number, action_id in enumerate(shown)
    ]
    more = [(f"{action_id}:{concerns(action_id)}", words[action_id]) for action_id in hidden]
    return actions(*buttons, *([overflow(CHOICES, more)] if more else []))


def chosen(value: str) -> tuple[str, str]:
    """What was chosen behind "…", and what it concerns, as a button would carry it."""
    action_id, _, concerned = value.partition(":")
    return action_id, concerned


def near_topics(question_id: int, near: Sequence[NearTopic]) -> list[Block]:
    """Close topics that have people, each with *Ask them*."""
    return [
        section(
            f"{count(one.people, 'colleague lists', 'colleagues list')} {bold(one.name)}, which is close.",
            accessory=button(
                "Ask them", ASK_ABOUT, f"{question_id}:{one.skill_id}", accessibility_label=f"Ask them about {one.name}"
            ),
        )
        for one in near
    ]


def post_form(question: ToPost, question_id: int, *, channel: str = "") -> View:
    """The form with which a question is posted in a channel."""
    return modal(
        "Post your question",
        [
            quote(question.text),
            channel_input("channel", "In which channel?", initial=channel, is_ours_alone=True),
            *_topic(question),
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


def _topic(question: ToPost) -> list[Block]:
    """The field for a topic, where none was understood."""
    if question.has_topic:
        return []
    hint = "It helps the right people notice it."
    return [topic_menu("topic", "Which topic is it about?", hint=hint, is_optional=True)]


def posting_view(channel: str) -> View:
    """What the asker reads once the question is on its way to a channel."""
    return modal(
        "Post your question",
        [
            section(f"I'm posting it in {channel_link(channel)}. Your card in Messages follows it."),
            context("The first to press *I can help* gets a chat with you."),
        ],
    )


def lead_form(question: ToPost, question_id: int) -> View:
    """The form with which an asker turns to their lead."""
    names = [(str(lead.id), lead.name) for lead in question.leads][:MOST_LEADS]
    return modal(
        "Ask your lead",
        [
            quote(question.text),
            radio_input("lead", "Who?", names, initial=names[0][0]),
            *_topic(question),
            context("They see your question and your name, and can post it for the team without your name."),
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
