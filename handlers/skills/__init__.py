"""The registry: `/skills`, its cards and its forms."""

from handlers.skills.adding import add_one, send_additions, settle_doubt, start_adding, start_adding_topic
from handlers.skills.changing import changes, merge, merge_instead, rename, start_merging, start_renaming, undo
from handlers.skills.editing import choose_topic, save_line, send_removals, start_editing, start_removing
from handlers.skills.looking_up import see
from handlers.skills.own_list import know, pause, resume, show
from handlers.skills.topics import suggest_listed_topics, suggest_topics
from handlers.skills.wishes import unwish, wish

__all__ = [
    "add_one",
    "changes",
    "choose_topic",
    "know",
    "merge",
    "merge_instead",
    "pause",
    "rename",
    "resume",
    "save_line",
    "see",
    "send_additions",
    "send_removals",
    "settle_doubt",
    "show",
    "start_adding",
    "start_adding_topic",
    "start_editing",
    "start_merging",
    "start_removing",
    "start_renaming",
    "suggest_listed_topics",
    "suggest_topics",
    "undo",
    "unwish",
    "wish",
]
