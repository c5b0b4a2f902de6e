"""Kudos: thanks that are kept, and shown in the way their receiver likes."""

from bot.kudos.adding_thanks import How, add_thanks, posted_as, take_thanks_away
from bot.kudos.giving import Given, give
from bot.kudos.limits import LONGEST_REASON, MOST_RECEIVERS, checked_reason
from bot.kudos.places import Ways, any_channel, ways
from bot.kudos.reading import KindWords, ThanksOffer, kind_words, received, thanks_for
from bot.kudos.removing import TakenBack, take_back
from bot.kudos.reporting import ReportCard, report, report_card, settle, to_report
from bot.kudos.shoutout_channel import choose_shoutout_channel, is_to_set_up, shoutout_channel
from bot.kudos.stories import answer_story, next_story, story_is_free, story_was_told, told_story
from bot.kudos.telling_leads import ToldLead, to_pass_on, told_lead, were_passed_on
from bot.kudos.turning_private import turn_private
from bot.kudos.undelivered import channel_was_refused, post_may_be_missing, post_was_refused
from bot.kudos.unposted import say_alone

__all__ = [
    "LONGEST_REASON",
    "MOST_RECEIVERS",
    "Given",
    "How",
    "KindWords",
    "ReportCard",
    "TakenBack",
    "ThanksOffer",
    "ToldLead",
    "Ways",
    "add_thanks",
    "answer_story",
    "any_channel",
    "channel_was_refused",
    "checked_reason",
    "choose_shoutout_channel",
    "give",
    "is_to_set_up",
    "kind_words",
    "next_story",
    "post_may_be_missing",
    "post_was_refused",
    "posted_as",
    "received",
    "report",
    "report_card",
    "say_alone",
    "settle",
    "shoutout_channel",
    "story_is_free",
    "story_was_told",
    "take_back",
    "take_thanks_away",
    "thanks_for",
    "to_pass_on",
    "to_report",
    "told_lead",
    "told_story",
    "turn_private",
    "ways",
    "were_passed_on",
]
