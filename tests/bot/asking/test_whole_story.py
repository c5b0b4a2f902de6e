"""One ask from the first word to the thanks, on either database, with what is owed to whom at each turn."""

from collections.abc import AsyncIterator

import pytest

from bot import kudos
from bot.asking import Standing
from models import DeliveryState, OfferState, Operation, QuestionState
from tests.bot.asking import invariants
from tests.bot.asking.story import Story
from tests.bot.opening import open_database


@pytest.fixture
async def story(database_url: str) -> AsyncIterator[Story]:
    """Ana and five experts, once on SQLite and once on PostgreSQL."""
    database = open_database(database_url)
    yield await Story.begin(database)
    await database.close()


async def test_from_the_question_to_the_thanks(story: Story) -> None:
    question = await story.ask()
    await story.deliver_everything()
    await story.later(minutes=10)
    await story.pass_on(question, "bo")
    await story.later(minutes=20)
    await story.deliver_everything()
    assert list(await story.offers(question)) == ["bo", "chi", "dev", "ines"]
    await story.accept(question, "dev")
    await story.deliver_everything()
    await story.later(hours=1)
    await story.step_back(question, "dev")
    await story.deliver_everything()
    await story.accept(question, "chi")
    await story.deliver_everything()
    await story.answered(question, "chi")
    await story.deliver_everything()
    await story.not_yet(question)
    await story.answered(question, "chi")
    await story.deliver_everything()
    assert await story.answered(question, "ana")
    async with story.as_("ana") as (session, ana):
        offer = await kudos.thanks_for(session, ana, question)
        await kudos.give(
            session, ana, [offer.helper], "for your patience", in_public=False, question_id=question, now=story.now
        )
        await invariants.check(session, story.workspace.id, ticked_at=story.now)
    asked = await story.question(question)
    assert (asked.state, asked.helper_id) == (QuestionState.ANSWERED, story.people["chi"])
    assert await story.states(question) == {
        "bo": OfferState.PASSED,
        "chi": OfferState.ACCEPTED,
        "dev": OfferState.STEPPED_BACK,
        "ines": OfferState.WITHDRAWN,
        "lena": OfferState.WITHDRAWN,
    }
    assert (await story.asker_card(question)).standing is Standing.ANSWERED
    assert {card: (await story.asker_card(question, card)).standing for card in range(1, asked.card)} == dict.fromkeys(
        range(1, asked.card), Standing.RETIRED
    )


async def test_an_easy_ask_costs_the_asker_two_messages_and_the_helper_three(story: Story) -> None:
    question = await story.ask()
    await story.deliver_everything()
    await story.accept(question, "bo")
    await story.deliver_everything()
    await story.answered(question, "ana")
    async with story.as_("ana") as (session, ana):
        bo = await story.member(session, "bo")
        await kudos.give(session, ana, [bo], "for your time", in_public=False, question_id=question, now=story.now)
    await story.deliver_everything()
    posts = [row for row in await story.deliveries(DeliveryState.SENT) if row.operation is Operation.POST]
    rings = {
        name: sorted(row.kind for row in posts if member_id in {row.member_id, row.second_member_id})
        for name, member_id in story.people.items()
    }
    assert rings["ana"] == ["asker_card", "chat_card"]
    assert rings["bo"] == ["chat_card", "kind_words", "offer"]
    assert all(kinds == [] for name, kinds in rings.items() if name not in {"ana", "bo"})
