"""Nominations: what colleagues, kudos or one's own help suggest that somebody list, for their eyes only."""

from bot.nominations.suggesting import suggest

__all__ = ["suggest"]
