"""Ninety believable days for the practice workspace, written through the same functions that people's presses call."""

from bot.sample_history.telling import write

__all__ = ["write"]
