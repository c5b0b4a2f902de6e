"""The main job: ask a question, reach a colleague, thank them."""

import pytest

from tests.journeys.town import Somebody, Town

QUESTION = "Our Terraform plan step wants to recreate the database. How do I tell it not to?"


@pytest.mark.parametrize("transport", ["socket", "http"])
async def test_a_question_reaches_a_colleague_and_the_colleague_is_thanked(
    town: Town, ana: Somebody, bo: Somebody
) -> None:
    """The whole story, over both transports and on both databases."""
    added = await bo.types("/skills add Terraform, Postgres")
    assert "Terraform" in added.text

    preview = await ana.types(f"/askexpert {QUESTION}")
    assert "Bo" in preview.text
    assert "lists Terraform" in preview.text
    assert ana.messages == []
    assert bo.messages == []

    await ana.presses("Ask", preview)
    [card] = ana.messages
    assert "Bo" not in card.text
    [offer] = bo.messages
    assert QUESTION in offer.text
    assert "you list Terraform" in offer.text

    await bo.presses("I can help", offer)
    [chat] = ana.chat_with(bo)
    assert QUESTION in chat.text
    assert bo.chat_with(ana) == [chat]
    [card] = ana.messages
    assert "Bo said yes" in card.text

    await ana.presses("It's answered", chat)
    assert ana.form is not None
    await ana.sends(reason="You drew the picture that I now use myself.")
    [_, thanks] = bo.messages
    assert "You drew the picture that I now use myself." in thanks.text
    home = await bo.opens_home()
    assert "You drew the picture" in str(home.payload)
