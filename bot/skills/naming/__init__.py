"""Names of topics: one topic, one entry, whatever words people have for it."""

from bot.skills.naming.checking import LONGEST_NAME, MOST_AT_ONCE, checked_names
from bot.skills.naming.finding import canonical, find, find_each, found_or_made, split_names, titled
from bot.skills.naming.likeness import SURELY_LONG, Why, Words
from bot.skills.naming.proposing import meant, meant_by_each, proposals, topics_in, type_ahead
from bot.skills.naming.running_text import RunningText, is_shaky
from bot.skills.naming.sameness import same_key
from bot.skills.naming.vocabulary import Proposal

__all__ = [
    "LONGEST_NAME",
    "MOST_AT_ONCE",
    "SURELY_LONG",
    "Proposal",
    "RunningText",
    "Why",
    "Words",
    "canonical",
    "checked_names",
    "find",
    "find_each",
    "found_or_made",
    "is_shaky",
    "meant",
    "meant_by_each",
    "proposals",
    "same_key",
    "split_names",
    "titled",
    "topics_in",
    "type_ahead",
]
