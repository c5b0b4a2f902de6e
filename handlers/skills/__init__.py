"""The registry: `/skills`, its cards and its forms."""

from handlers.skills.looking_up import see
from handlers.skills.own_list import (
    know,
    pause,
    resume,
    send_additions,
    send_removals,
    show,
    start_adding,
    start_removing,
)
from handlers.skills.topics import suggest_listed_topics, suggest_topics
from handlers.skills.wishes import unwish, wish

__all__ = [
    "know",
    "pause",
    "resume",
    "see",
    "send_additions",
    "send_removals",
    "show",
    "start_adding",
    "start_removing",
    "suggest_listed_topics",
    "suggest_topics",
    "unwish",
    "wish",
]
