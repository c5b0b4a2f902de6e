"""Nominations: what colleagues, kudos or one's own help suggest that somebody list, for their eyes only."""

from bot.nominations.answering import accept, expire, never, not_now, to_expire
from bot.nominations.nominating import check, nominate
from bot.nominations.reading import NominationCard, beside, card, waiting_on
from bot.nominations.suggesting import suggest, withdraw

__all__ = [
    "NominationCard",
    "accept",
    "beside",
    "card",
    "check",
    "expire",
    "never",
    "nominate",
    "not_now",
    "suggest",
    "to_expire",
    "waiting_on",
    "withdraw",
]
