"""Kudos: thanks that are kept, and shown in the way their receiver likes."""

from bot.kudos.giving import LONGEST_REASON, MOST_RECEIVERS, Given, give, tell_alone
from bot.kudos.reading import KindWords, ThanksOffer, kind_words, received, thanks_for
from bot.kudos.shoutout_channel import choose_shoutout_channel, forget_shoutout_channel, shoutout_channel

__all__ = [
    "LONGEST_REASON",
    "MOST_RECEIVERS",
    "Given",
    "KindWords",
    "ThanksOffer",
    "choose_shoutout_channel",
    "forget_shoutout_channel",
    "give",
    "kind_words",
    "received",
    "shoutout_channel",
    "tell_alone",
    "thanks_for",
]
