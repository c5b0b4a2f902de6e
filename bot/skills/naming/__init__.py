"""Names of topics: one topic, one entry, whatever words people have for it."""

from bot.skills.naming.finding import canonical, find, find_each, found_or_made, split_names
from bot.skills.naming.likeness import Why
from bot.skills.naming.proposing import meant, meant_by_each, proposals, topics_in, type_ahead
from bot.skills.naming.vocabulary import Proposal

__all__ = [
    "Proposal",
    "Why",
    "canonical",
    "find",
    "find_each",
    "found_or_made",
    "meant",
    "meant_by_each",
    "proposals",
    "split_names",
    "topics_in",
    "type_ahead",
]
