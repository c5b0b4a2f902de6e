"""Wishes for lunch-and-learns, and the one expert who is asked where enough people want to know about a topic."""

from bot.lunch_wishes.answering import ProposalCard, not_now, proposal_card, was_not_asked, was_not_reached, yes
from bot.lunch_wishes.choosing import ENOUGH_WISHES, Expert, Wanted, may_ask, to_ask
from bot.lunch_wishes.planned import is_planned, told_of, wish_is_over
from bot.lunch_wishes.proposing import expire, propose, to_expire, to_propose
from bot.lunch_wishes.wishing import (
    MOST_WISHES,
    Wished,
    WishedTopic,
    Wishes,
    wish,
    wish_for,
    wishes,
    withdraw,
)

__all__ = [
    "ENOUGH_WISHES",
    "MOST_WISHES",
    "Expert",
    "ProposalCard",
    "Wanted",
    "Wished",
    "WishedTopic",
    "Wishes",
    "expire",
    "is_planned",
    "may_ask",
    "not_now",
    "proposal_card",
    "propose",
    "to_ask",
    "to_expire",
    "to_propose",
    "told_of",
    "was_not_asked",
    "was_not_reached",
    "wish",
    "wish_for",
    "wish_is_over",
    "wishes",
    "withdraw",
    "yes",
]
