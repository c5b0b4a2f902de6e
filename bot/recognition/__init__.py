"""Recognition: what a team hears of the help that happened in it, and never who asked whom for what."""

from bot.recognition.due import choose_rhythm, owe, to_owe
from bot.recognition.outcomes import was_not_needed, was_refused
from bot.recognition.questions_by_week import (
    FEWEST_FOR_A_CHART,
    MOST_WEEKS,
    Comparison,
    Trend,
    WeekOfQuestions,
    compared,
    is_enough_for_a_chart,
    questions_by_week,
)
from bot.recognition.roundup import RoundupCard, Span, roundup_as_posted, roundup_to_post

__all__ = [
    "FEWEST_FOR_A_CHART",
    "MOST_WEEKS",
    "Comparison",
    "RoundupCard",
    "Span",
    "Trend",
    "WeekOfQuestions",
    "choose_rhythm",
    "compared",
    "is_enough_for_a_chart",
    "owe",
    "questions_by_week",
    "roundup_as_posted",
    "roundup_to_post",
    "to_owe",
    "was_not_needed",
    "was_refused",
]
