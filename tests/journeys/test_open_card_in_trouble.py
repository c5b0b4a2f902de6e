"""An open card that cannot be posted, and presses that cannot be: what is told, and that nothing is lost."""

import pytest

from practice import interact
from tests.journeys.test_open_card import GENERAL, QUESTION, labels, open_card, posts
from tests.journeys.town import Somebody, Town

HELP_INFRA = "C0HELPINFRA"


async def test_a_channel_without_the_bot_is_told_and_posting_again_works(town: Town, ana: Somebody) -> None:
    """Two presses and an invitation later it stands there, and one card told all of it."""
    await posts(ana, await ana.types(f"/askexpert {QUESTION}"), HELP_INFRA)
    [card] = ana.messages
    assert "type `/invite @WhoKnows` there, then post it again" in str(card.blocks)
    assert QUESTION in card.text
    assert labels(card)[0] == "Post it in a channel"
    world = town.practice.world
    world.channels[HELP_INFRA].members.add(world.app.bot_user_id)
    await posts(ana, card, HELP_INFRA)
    [card] = ana.messages
    assert "/invite" not in str(card.blocks)
    assert "posted in" in card.text
    assert QUESTION in open_card(town.person("bo"), HELP_INFRA).text


async def test_a_channel_archived_meanwhile_is_told(town: Town, ana: Somebody) -> None:
    """Between choosing and sending."""
    preview = await ana.types(f"/askexpert {QUESTION}")
    await ana.presses("Post it in a channel", preview)
    town.practice.world.channels[HELP_INFRA].members.add(town.practice.world.app.bot_user_id)
    town.practice.world.channels[HELP_INFRA].is_archived = True
    form = ana.form
    assert form is not None
    await interact.submit_view(
        town.practice,
        ana.id,
        form.id,
        {"channel": {"channel": {"type": "conversations_select", "selected_conversation": HELP_INFRA}}},
    )
    await town.settle()
    [card] = ana.messages
    assert "is archived, so your question isn't there" in card.text
    await posts(ana, card)
    assert "posted in" in ana.messages[-1].text


async def test_a_direct_message_is_refused_at_its_field(town: Town, ana: Somebody) -> None:
    """A conversation that Slack's own menu would not offer."""
    await ana.presses("Post it in a channel", await ana.types(f"/askexpert {QUESTION}"))
    form = ana.form
    assert form is not None
    direct = {"type": "conversations_select", "selected_conversation": "D0000000001"}
    outcome = await interact.submit_view(town.practice, ana.id, form.id, {"channel": {"channel": direct}})
    assert "Choose a channel" in str(outcome.payload)
    assert ana.messages == []


async def test_the_same_channel_twice_is_told(ana: Somebody, bo: Somebody) -> None:
    """The card that stands there is enough."""
    await posts(ana, await ana.types(f"/askexpert {QUESTION}"))
    before = len([one for one in bo.reads(GENERAL) if not one.only_for])
    await ana.presses("Post it elsewhere too", ana.messages[-1])
    await ana.sends(channel=GENERAL)
    assert ana.form is not None
    assert "stands in that channel already" in str(ana.form.blocks)
    assert len([one for one in bo.reads(GENERAL) if not one.only_for]) == before


async def test_a_guest_cannot_take_it(town: Town, ana: Somebody, bo: Somebody) -> None:
    """They read why, and it stays open for others."""
    await posts(ana, await ana.types(f"/askexpert {QUESTION}"))
    town.practice.world.people[bo.id].is_restricted = True
    await bo.presses("I can help", open_card(bo))
    assert "full members" in bo.told()
    assert QUESTION in open_card(bo).text


async def test_what_was_answered_elsewhere_cannot_be_posted_any_more(ana: Somebody, bo: Somebody) -> None:
    """An old preview still has its buttons; the sentence says what is true now."""
    preview = await ana.types(f"/askexpert {QUESTION}")
    await posts(ana, preview)
    await bo.presses("I can help", open_card(bo))
    await ana.presses("Post it in a channel", preview)
    assert "Bo" in ana.told()
    await ana.presses("Wait", preview)
    assert "is helping" in ana.told()


@pytest.mark.parametrize("asks", [5])
async def test_a_question_too_many_is_kept_as_a_draft(ana: Somebody, asks: int) -> None:
    """Posting counts for the limit of open questions like asking."""
    for number in range(asks):
        await posts(ana, await ana.types(f"/askexpert {QUESTION} Number {number}"))
    await posts(ana, await ana.types(f"/askexpert {QUESTION} One more"))
    assert ana.form is not None
    assert "5 questions open" in str(ana.form.blocks)
    assert len(ana.messages) == asks
