"""Kudos: thanks that are kept, and shown in the way their receiver likes."""

from bot.kudos.giving import LONGEST_REASON, MOST_RECEIVERS, Given, give
from bot.kudos.prompts import prompts_follow
from bot.kudos.reading import KindWords, ThanksOffer, kind_words, received, thanks_for
from bot.kudos.shoutout_channel import choose_shoutout_channel, is_to_set_up, shoutout_channel
from bot.kudos.telling_leads import ToldLead, tell_leads, to_pass_on, told_lead, were_passed_on
from bot.kudos.undelivered import channel_was_refused, post_may_be_missing, post_was_refused

__all__ = [
    "LONGEST_REASON",
    "MOST_RECEIVERS",
    "Given",
    "KindWords",
    "ThanksOffer",
    "ToldLead",
    "channel_was_refused",
    "choose_shoutout_channel",
    "give",
    "is_to_set_up",
    "kind_words",
    "post_may_be_missing",
    "post_was_refused",
    "prompts_follow",
    "received",
    "shoutout_channel",
    "tell_leads",
    "thanks_for",
    "to_pass_on",
    "told_lead",
    "were_passed_on",
]
