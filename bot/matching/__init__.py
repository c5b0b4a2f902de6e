"""Finding the right person: who could help with a text, why, and in which order."""

from bot.matching.candidates import Candidate, Ranking, candidates
from bot.matching.changes import let_old_changes_go
from bot.matching.reasons import Reason

__all__ = ["Candidate", "Ranking", "Reason", "candidates", "let_old_changes_go"]
