"""Whoever adds a kind of message says how it is written anew once somebody in it is forgotten."""

from bot.own_data.cards import CARDS
from handlers.letters import LETTERS


def test_forgetting_knows_every_kind_of_delivery() -> None:
    unknown = set(LETTERS) - set(CARDS)
    assert not unknown, f"say in bot/own_data/cards.py whom these name or quote: {unknown}"
    assert set(CARDS) == set(LETTERS)
