"""The ask: a question's way from a draft to a colleague who can help, and to its answer."""

from bot.asking.answering import answered, not_answered_yet, thanks_were_said
from bot.asking.changing import cancel, change, is_draft, words_of_old, words_to_change
from bot.asking.drafting import LONGEST_TEXT, Preview, PreviewPerson, draft, preview
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
from bot.asking.leaving import member_left, to_see_off
from bot.asking.offering import ask, offer_was_shown, offer_was_undeliverable
from bot.asking.open_now import asked_by, waiting_on
from bot.asking.passing_time import close, to_close, to_widen, widen

__all__ = [
    "LONGEST_TEXT",
    "AskerCard",
    "ChatCard",
    "OfferCard",
    "Person",
    "Preview",
    "PreviewPerson",
    "Standing",
    "accept",
    "answered",
    "ask",
    "asked_by",
    "asker_card",
    "cancel",
    "change",
    "chat_card",
    "chat_was_opened",
    "chat_was_refused",
    "close",
    "draft",
    "is_draft",
    "member_left",
    "not_answered_yet",
    "offer_card",
    "offer_was_shown",
    "offer_was_undeliverable",
    "pass_on",
    "preview",
    "someone_else",
    "step_back",
    "thanks_were_said",
    "to_close",
    "to_see_off",
    "to_widen",
    "waiting_on",
    "widen",
    "words_of_old",
    "words_to_change",
]
