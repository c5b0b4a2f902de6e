"""The names of what can be pressed about wishes for lunch-and-learns, and the buttons that stand in several places."""

from bot.skills import LONGEST_NAME
from handlers.blocks.kit import Block, button

LIST = "lunch_wishes.list"
WISH = "lunch_wishes.wish"
AS_MEANT = "lunch_wishes.as_meant"
AS_TYPED = "lunch_wishes.as_typed"
WISH_TOO = "lunch_wishes.wish_too"
NO_LONGER = "lunch_wishes.no_longer"
HOLD = "lunch_wishes.hold"
YES = "lunch_wishes.yes"
NOT_NOW = "lunch_wishes.not_now"


def list_button(label: str = "See what people wish for") -> Block:
    """The button that shows the wishes, wherever it stands."""
    return button(label, LIST, "all")


def wish_button(topic: str) -> Block:
    """The button with which somebody wishes for one about a topic, wherever it stands."""
    spoken = f"I'd like a lunch-and-learn about {topic}"
    return button("I'd like a lunch-and-learn", WISH, topic[:LONGEST_NAME], accessibility_label=spoken)


def no_longer_button(skill_id: int, topic: str) -> Block:
    """The button that takes a wish back."""
    return button("No longer", NO_LONGER, skill_id, accessibility_label=f"No longer: {topic}")


def hold_button(skill_id: int, topic: str) -> Block:
    """The button of somebody who could hold what others wish for."""
    return button("I could hold this", HOLD, skill_id, accessibility_label=f"I could hold this: {topic}")
