"""Time to prepare a lunch-and-learn: a host asks, the first lead to answer decides, the host's calendar has it."""

from bot.preparation.answering import ANSWERED, agree, decline, leave, suggest, take, to_answer
from bot.preparation.asking import ASKED, CALENDAR, Wanted, ask, want
from bot.preparation.following import UNANSWERED, WITHDRAWN, follow, to_follow
from bot.preparation.reading import WAITING, PreparationCard, card, entries_of, entry_of
from bot.preparation.times import DAY_FIELD, LENGTH_FIELD, LENGTHS, TIME_FIELD

__all__ = [
    "ANSWERED",
    "ASKED",
    "CALENDAR",
    "DAY_FIELD",
    "LENGTHS",
    "LENGTH_FIELD",
    "TIME_FIELD",
    "UNANSWERED",
    "WAITING",
    "WITHDRAWN",
    "PreparationCard",
    "Wanted",
    "agree",
    "ask",
    "card",
    "decline",
    "entries_of",
    "entry_of",
    "follow",
    "leave",
    "suggest",
    "take",
    "to_answer",
    "to_follow",
    "want",
]
