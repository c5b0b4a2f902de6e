"""Kudos: giving thanks, joining in, and deciding about what was said."""

from handlers.kudos.deciding import keep_story, leave, more, remove, report, shoutouts, tell_story
from handlers.kudos.giving import give, send_form, start, thank_author, thank_helper, undo
from handlers.kudos.joining_in import add_thanks, reacted, take_thanks_away, took_reaction_away

__all__ = [
    "add_thanks",
    "give",
    "keep_story",
    "leave",
    "more",
    "reacted",
    "remove",
    "report",
    "send_form",
    "shoutouts",
    "start",
    "take_thanks_away",
    "tell_story",
    "thank_author",
    "thank_helper",
    "took_reaction_away",
    "undo",
]
