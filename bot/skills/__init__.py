"""The registry: who said yes to being asked about what."""

from bot.skills.adding import Doubt, add_what_is_sure
from bot.skills.changes import Change, changes, require_admin
from bot.skills.describing import LONGEST_NOTE, describe, own_line
from bot.skills.listing import (
    Added,
    Card,
    Listed,
    Removed,
    add,
    card,
    listed,
    remove,
    remove_one,
    ways_in,
)
from bot.skills.looking_up import Knows, Topic, can_be_asked_about, how_many_can_be_asked, look_up, name_of
from bot.skills.merging import merge
from bot.skills.naming import (
    LONGEST_NAME,
    MOST_AT_ONCE,
    Proposal,
    Why,
    checked_names,
    find,
    find_each,
    found_or_made,
    meant,
    meant_by_each,
    proposals,
    split_names,
    topics_in,
    type_ahead,
)
from bot.skills.pausing import PAUSE, pause, resume
from bot.skills.renaming import rename
from bot.skills.starter_topics import STARTER_TOPICS
from bot.skills.suggesting import NEWCOMER_FOR, in_own_title
from bot.skills.undoing import undo
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
    "LONGEST_NOTE",
    "MOST_AT_ONCE",
    "MOST_WISHES",
    "NEWCOMER_FOR",
    "PAUSE",
    "STARTER_TOPICS",
    "Added",
    "Card",
    "Change",
    "Doubt",
    "Knows",
    "Listed",
    "Proposal",
    "Removed",
    "Topic",
    "Why",
    "WishedTopic",
    "add",
    "add_what_is_sure",
    "can_be_asked_about",
    "card",
    "changes",
    "checked_names",
    "describe",
    "find",
    "find_each",
    "found_or_made",
    "how_many_can_be_asked",
    "in_own_title",
    "listed",
    "look_up",
    "meant",
    "meant_by_each",
    "merge",
    "name_of",
    "own_line",
    "pause",
    "proposals",
    "remove",
    "remove_one",
    "rename",
    "require_admin",
    "resume",
    "split_names",
    "tell_wishers",
    "topics_in",
    "type_ahead",
    "undo",
    "ways_in",
    "wish",
    "wished_topic",
    "wisher_was_told",
    "withdraw_wish",
]
