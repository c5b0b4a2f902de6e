"""Wishes for lunch-and-learns as people say and read them, and what an expert is asked."""

from handlers.blocks.lunch_wishes.names import (
    AS_MEANT,
    AS_TYPED,
    HOLD,
    LIST,
    NO_LONGER,
    NOT_NOW,
    WISH,
    WISH_TOO,
    YES,
    list_button,
    wish_button,
)
from handlers.blocks.lunch_wishes.proposals import proposal, suggested_title, wished_for
from handlers.blocks.lunch_wishes.wishing import did_you_mean, wished, wishes

__all__ = [
    "AS_MEANT",
    "AS_TYPED",
    "HOLD",
    "LIST",
    "NOT_NOW",
    "NO_LONGER",
    "WISH",
    "WISH_TOO",
    "YES",
    "did_you_mean",
    "list_button",
    "proposal",
    "suggested_title",
    "wish_button",
    "wished",
    "wished_for",
    "wishes",
]
