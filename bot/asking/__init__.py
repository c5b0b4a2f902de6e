"""The ask: a question's way from a draft to a colleague who can help, and to its answer."""

from bot.asking.answering import answered, not_answered_yet, thanks_were_said
from bot.asking.changing import cancel, change, is_draft, words_of_old, words_to_change
from bot.asking.drafting import LONGEST_TEXT, Preview, PreviewPerson, ask_about, draft, preview
from bot.asking.facts import (
    AskerCard,
    ChatCard,
    OfferCard,
    Person,
    Standing,
    asker_card,
    chat_card,
    offer_card,
)
from bot.asking.helping import accept, chat_was_opened, chat_was_refused, pass_on, someone_else, step_back
from bot.asking.leaving import member_left, see_off, to_see_off
from bot.asking.near import NearTopic
from bot.asking.offering import ask, offer_was_shown, offer_was_undeliverable
from bot.asking.offering_oneself import lead_passes, lead_posts, offer_oneself
from bot.asking.open_cards import LeadCard, PostedCard, lead_card, posted_card
from bot.asking.open_now import asked_by, waiting_on
from bot.asking.passing_time import close, to_close, to_widen, widen
from bot.asking.places import HELD, Place
from bot.asking.posting import (
    ToPost,
    ask_lead,
    card_may_be_missing,
    card_was_posted,
    card_was_refused,
    post,
    to_post,
)
from bot.asking.waiting import wait

__all__ = [
    "HELD",
    "LONGEST_TEXT",
    "AskerCard",
    "ChatCard",
    "LeadCard",
    "NearTopic",
    "OfferCard",
    "Person",
    "Place",
    "PostedCard",
    "Preview",
    "PreviewPerson",
    "Standing",
    "ToPost",
    "accept",
    "answered",
    "ask",
    "ask_about",
    "ask_lead",
    "asked_by",
    "asker_card",
    "cancel",
    "card_may_be_missing",
    "card_was_posted",
    "card_was_refused",
    "change",
    "chat_card",
    "chat_was_opened",
    "chat_was_refused",
    "close",
    "draft",
    "is_draft",
    "lead_card",
    "lead_passes",
    "lead_posts",
    "member_left",
    "not_answered_yet",
    "offer_card",
    "offer_oneself",
    "offer_was_shown",
    "offer_was_undeliverable",
    "pass_on",
    "post",
    "posted_card",
    "preview",
    "see_off",
    "someone_else",
    "step_back",
    "thanks_were_said",
    "to_close",
    "to_post",
    "to_see_off",
    "to_widen",
    "wait",
    "waiting_on",
    "widen",
    "words_of_old",
    "words_to_change",
]
