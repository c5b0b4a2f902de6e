"""Recognition: what a team hears of the help that happened in it, and never who asked whom for what."""

from bot.recognition.answering_prompts import has_stopped, ready_to_thank, skip_week, start_again, stop
from bot.recognition.due import choose_rhythm, owe, to_owe
from bot.recognition.lead_prompts import LeadPromptCard, PromptStanding, lead_prompt, may_begin, prompt, to_prompt
from bot.recognition.lead_thanks import OwnPart, ToThank
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
    "LeadPromptCard",
    "OwnPart",
    "PromptStanding",
    "RoundupCard",
    "Span",
    "ToThank",
    "Trend",
    "WeekOfQuestions",
    "choose_rhythm",
    "compared",
    "has_stopped",
    "is_enough_for_a_chart",
    "lead_prompt",
    "may_begin",
    "owe",
    "prompt",
    "questions_by_week",
    "ready_to_thank",
    "roundup_as_posted",
    "roundup_to_post",
    "skip_week",
    "start_again",
    "stop",
    "to_owe",
    "to_prompt",
    "was_not_needed",
    "was_refused",
]
