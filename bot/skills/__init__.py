"""The registry: who said yes to being asked about what."""

from bot.skills.listing import LONGEST_NAME, MOST_AT_ONCE, Added, Card, Listed, Removed, add, card, remove, remove_one
from bot.skills.naming import find, split_names
from bot.skills.pausing import PAUSE, pause, resume

__all__ = [
    "LONGEST_NAME",
    "MOST_AT_ONCE",
    "PAUSE",
    "Added",
    "Card",
    "Listed",
    "Removed",
    "add",
    "card",
    "find",
    "pause",
    "remove",
    "remove_one",
    "resume",
    "split_names",
]
