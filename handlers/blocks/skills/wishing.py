"""The button with which somebody waits for a topic, for whatever shows it."""

from bot.skills import LONGEST_NAME
from handlers.blocks.kit import Block, button

WISH = "skills.wish"


def wish_button(topic: str) -> Block:
    """The button with which somebody waits for a topic that nobody lists yet, wherever it stands."""
    spoken = f"Tell me when someone adds it, {topic}"
    return button("Tell me when someone adds it", WISH, topic[:LONGEST_NAME], accessibility_label=spoken)
