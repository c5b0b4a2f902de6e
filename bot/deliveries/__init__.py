"""What is owed to whom and when: the outbox that everything unasked goes through."""

from bot.deliveries.cards import hold_untried, owe_file_below, posted, refresh, refresh_all, remove, take_away
from bot.deliveries.homes import home_follows, owe_home
from bot.deliveries.owing import AT_ANY_HOUR, READER, Place, ToChannel, ToMember, ToPair, owe

__all__ = [
    "AT_ANY_HOUR",
    "READER",
    "Place",
    "ToChannel",
    "ToMember",
    "ToPair",
    "hold_untried",
    "home_follows",
    "owe",
    "owe_file_below",
    "owe_home",
    "posted",
    "refresh",
    "refresh_all",
    "remove",
    "take_away",
]
