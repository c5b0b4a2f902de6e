"""Recognition: what a team hears of the help that happened in it, and never who asked whom for what."""

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

__all__ = [
    "FEWEST_FOR_A_CHART",
    "MOST_WEEKS",
    "Comparison",
    "Trend",
    "WeekOfQuestions",
    "compared",
    "is_enough_for_a_chart",
    "questions_by_week",
]
