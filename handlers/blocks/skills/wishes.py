"""Waiting for a topic: the button, its answer, and the message that somebody lists it now."""

from bot.skills import LONGEST_NAME, WishedTopic
from handlers.blocks.asking import buttons as asking
from handlers.blocks.kit import Block, Message, actions, bold, button, context, cut, message, section
from handlers.blocks.skills.wishing import wish_button

UNWISH = "skills.unwish"
SEE = "skills.see"


def see_button(topic: str) -> Block:
    """The button that shows who lists a topic."""
    return button("See who", SEE, topic[:LONGEST_NAME], accessibility_label=f"See who lists {topic}")


def wished(topic: str, *, is_new: bool) -> Message:
    """What somebody reads who waits for a topic from now on, or does so already."""
    topic = topic[:LONGEST_NAME]
    again = "" if is_new else "You asked for that already. "
    return message(
        [
            section(f"{again}I'll write to you once, when a colleague lists {bold(topic)}."),
            context("Nobody sees what you wait for."),
            actions(
                button("Don't tell me", UNWISH, topic, accessibility_label=f"Don't tell me about {cut(topic, 40)}")
            ),
        ]
    )


def unwished(topic: str) -> Message:
    """What somebody reads who doesn't wait for a topic any more."""
    topic = topic[:LONGEST_NAME]
    return message([section(f"I won't write to you about {bold(topic)}."), actions(wish_button(topic))])


def topic_was_listed(topic: WishedTopic) -> Message:
    """The one message to somebody who waited for a topic."""
    return message(
        [
            section(f"You wanted to know: a colleague lists {bold(topic.name)} now."),
            actions(asking.start(primary=True, about=topic.skill_id), see_button(topic.name)),
            context("This was the only message about it."),
        ]
    )
