"""Recognition: what a team hears of the help that happened in it, and never who asked whom for what."""

from bot.recognition.answering_prompts import has_stopped, ready_to_thank, skip_week, start_again, stop
from bot.recognition.lead_prompts import LeadPromptCard, PromptStanding, lead_prompt, may_begin, prompt, to_prompt
from bot.recognition.lead_thanks import OwnPart, ToThank
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
    "LeadPromptCard",
    "OwnPart",
    "PromptStanding",
    "ToThank",
    "Trend",
    "WeekOfQuestions",
    "compared",
    "has_stopped",
    "is_enough_for_a_chart",
    "lead_prompt",
    "may_begin",
    "prompt",
    "questions_by_week",
    "ready_to_thank",
    "skip_week",
    "start_again",
    "stop",
    "to_prompt",
]
