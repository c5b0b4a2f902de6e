"""The personal note: on Monday mornings, if something waits on somebody or somebody thanked them, and else never."""

from bot.personal_note.due import KIND, owe, to_owe
from bot.personal_note.saying import Note, Story, ToThank, note
from bot.personal_note.when import is_its_day, note_of_the_week

__all__ = ["KIND", "Note", "Story", "ToThank", "is_its_day", "note", "note_of_the_week", "owe", "to_owe"]
