"""What is kept about people: seen, had as a file, forgotten, and gone by itself after its time."""

from bot.own_data.forgetting import forget
from bot.own_data.keeping import Kept, everything, kept, send_file
from bot.own_data.remains import clear_up
from bot.own_data.retention import let_old_things_go

__all__ = ["Kept", "clear_up", "everything", "forget", "kept", "let_old_things_go", "send_file"]
