"""What is kept about people: seen, had as a file, forgotten, and gone by itself after its time."""

from bot.own_data.forgetting import forget
from bot.own_data.keeping import Kept, everything, kept, send_file
from bot.own_data.overview import (
    SENT_AGAIN,
    AuditLine,
    KindKept,
    Overview,
    UnsurePost,
    called,
    forget_somebody,
    how_many_unsure,
    overview,
    require_admin,
    settle_post,
    unsure_posts,
)
from bot.own_data.remains import clear_up
from bot.own_data.retention import let_old_things_go, let_workspaces_go

__all__ = [
    "SENT_AGAIN",
    "AuditLine",
    "Kept",
    "KindKept",
    "Overview",
    "UnsurePost",
    "called",
    "clear_up",
    "everything",
    "forget",
    "forget_somebody",
    "how_many_unsure",
    "kept",
    "let_old_things_go",
    "let_workspaces_go",
    "overview",
    "require_admin",
    "send_file",
    "settle_post",
    "unsure_posts",
]
