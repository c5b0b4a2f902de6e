"""The registry: who said yes to being asked about what."""

from bot.skills.listing import LONGEST_NAME, MOST_AT_ONCE, Added, Card, Listed, Removed, add, card, remove, remove_one
from bot.skills.naming import (
    Proposal,
    Why,
    find,
    found_or_made,
    meant,
    meant_by_each,
    proposals,
    split_names,
    topics_in,
    type_ahead,
)
from bot.skills.pausing import PAUSE, pause, resume
from bot.skills.starter_topics import STARTER_TOPICS

__all__ = [
    "LONGEST_NAME",
    "MOST_AT_ONCE",
    "PAUSE",
    "STARTER_TOPICS",
    "Added",
    "Card",
    "Listed",
    "Proposal",
    "Removed",
    "Why",
    "add",
    "card",
    "find",
    "found_or_made",
    "meant",
    "meant_by_each",
    "pause",
    "proposals",
    "remove",
    "remove_one",
    "resume",
    "split_names",
    "topics_in",
    "type_ahead",
]
