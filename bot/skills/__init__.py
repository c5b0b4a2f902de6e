"""The registry: who said yes to being asked about what."""

from bot.skills.listing import (
    LONGEST_NAME,
    MOST_AT_ONCE,
    Added,
    Card,
    Listed,
    Removed,
    add,
    card,
    checked_names,
    home_follows,
    listed,
    remove,
    remove_one,
)
from bot.skills.looking_up import Knows, Topic, can_be_asked_about, look_up, name_of
from bot.skills.naming import find, split_names
from bot.skills.pausing import PAUSE, pause, resume
from bot.skills.proposing import Proposal, proposals, type_ahead
from bot.skills.wishes import (
    MOST_WISHES,
    WishedTopic,
    tell_wishers,
    wish,
    wished_topic,
    wisher_was_told,
    withdraw_wish,
)

__all__ = [
    "LONGEST_NAME",
    "MOST_AT_ONCE",
    "MOST_WISHES",
    "PAUSE",
    "Added",
    "Card",
    "Knows",
    "Listed",
    "Proposal",
    "Removed",
    "Topic",
    "WishedTopic",
    "add",
    "can_be_asked_about",
    "card",
    "checked_names",
    "find",
    "home_follows",
    "listed",
    "look_up",
    "name_of",
    "pause",
    "proposals",
    "remove",
    "remove_one",
    "resume",
    "split_names",
    "tell_wishers",
    "type_ahead",
    "wish",
    "wished_topic",
    "wisher_was_told",
    "withdraw_wish",
]
