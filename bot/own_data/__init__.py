"""What is kept about people: seen, had as a file, forgotten, and gone by itself after its time."""

from bot.own_data.forgetting import READER, forget

__all__ = ["READER", "forget"]
