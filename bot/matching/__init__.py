"""Finding the right person: who could help with a text, why, and in which order."""

from bot.matching.candidates import Candidate, Ranking, about_topic, candidates
from bot.matching.changes import let_old_changes_go
from bot.matching.explaining import Explained, Explanation, explain
from bot.matching.living import look_after_indexes
from bot.matching.ranking import Signals
from bot.matching.reasons import Reason
from bot.matching.storing import store_terms

__all__ = [
    "Candidate",
    "Explained",
    "Explanation",
    "Ranking",
    "Reason",
    "Signals",
    "about_topic",
    "candidates",
    "explain",
    "let_old_changes_go",
    "look_after_indexes",
    "store_terms",
]
