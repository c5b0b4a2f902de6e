"""Somebody takes part no longer: others take over, and nobody waits for them."""

import pytest

from bot import asking
from bot.asking import Standing
from bot.errors import WhoKnowsError
from models import OfferState, Operation, QuestionState
from tests.bot.asking.story import Story

GONE = [{"is_deactivated": True}, {"is_guest": True}, {"is_stranger": True}]
HOW = ["deactivated", "a guest", "of another company"]


async def leaves(story: Story, name: str, **columns: bool) -> None:
    """Somebody leaves, and the clock ticks."""
    await story.change(name, **(columns or {"is_deactivated": True}))
    await ticks(story)


async def ticks(story: Story) -> None:
    async with story.database.transaction() as session:
        for workspace_id, member_id in await asking.to_see_off(session):
            assert workspace_id == story.workspace.id
            member = await story.member(session, next(name for name, one in story.people.items() if one == member_id))
            await asking.member_left(session, member, now=story.now)


@pytest.mark.parametrize("columns", GONE, ids=HOW)
async def test_an_offer_of_somebody_who_left_goes_on_to_the_next(story: Story, columns: dict[str, bool]) -> None:
    question = await story.ask()
    assert await story.taken("bo") == 1
    await leaves(story, "bo", **columns)
    assert await story.states(question) == {"bo": OfferState.WITHDRAWN, "chi": OfferState.PENDING}
    assert await story.taken("bo") == 0, "an ask that never reached them costs them none"
    assert (await story.asker_card(question)).standing is Standing.WAITING
    assert (await story.asker_card(question)).stepped_back is None, "who was asked stays untold"
    assert len(await story.owed("asker_card")) == 1, "no bell: nothing has changed for the asker"


@pytest.mark.parametrize("columns", GONE, ids=HOW)
async def test_who_said_yes_and_left_is_replaced_and_the_asker_notices(story: Story, columns: dict[str, bool]) -> None:
    question = await story.ask()
    await story.accept(question, "bo")
    await story.deliver_everything()
    await leaves(story, "bo", **columns)
    assert await story.states(question) == {"bo": OfferState.STEPPED_BACK, "chi": OfferState.PENDING}
    card = await story.asker_card(question)
    assert card.standing is Standing.WAITING
    assert card.stepped_back is not None
    assert (card.stepped_back.name, card.stepped_back.has_left) == ("Bo Expert", "is_deactivated" in columns)
    assert [card.facts["card"] for card in await story.owed("asker_card")] == [2], "a new card rings, an edit does not"
    assert len(await story.owed("chat_card", operation=Operation.UPDATE)) == 1


async def test_when_nobody_else_is_left_the_asker_reads_it_on_one_card(story: Story) -> None:
    for name in ("chi", "dev", "ines", "lena"):
        await story.change(name, is_deactivated=True)
    question = await story.ask()
    await story.accept(question, "bo")
    await story.deliver_everything()
    await leaves(story, "bo")
    card = await story.asker_card(question)
    assert card.standing is Standing.NOBODY
    assert card.stepped_back is not None
    assert card.stepped_back.has_left
    assert len(await story.owed("asker_card")) == 1


async def test_what_somebody_asked_is_over_once_they_left(story: Story) -> None:
    waiting = await story.ask()
    accepted = await story.ask("How do I keep a Terraform state safe?")
    helper = next(name for name, state in (await story.states(accepted)).items() if state is OfferState.PENDING)
    await story.accept(accepted, helper)
    await story.deliver_everything()
    await leaves(story, "ana")
    for question in (waiting, accepted):
        assert (await story.question(question)).state is QuestionState.CANCELLED
    for question, name in ((waiting, "bo"), (accepted, helper)):
        card = await story.offer_card(question, name)
        assert (card.standing, card.text) == (Standing.CANCELLED, None)
    assert len(await story.owed("chat_card", operation=Operation.UPDATE)) == 1


async def test_seeing_somebody_off_twice_changes_nothing(story: Story) -> None:
    question = await story.ask()
    await leaves(story, "bo")
    states, card = await story.states(question), (await story.question(question)).card
    async with story.database.transaction() as session:
        assert await asking.to_see_off(session) == []
        await asking.member_left(session, await story.member(session, "bo"), now=story.now)
    assert (await story.states(question), (await story.question(question)).card) == (states, card)


async def test_nobody_is_seen_off_who_takes_part(story: Story) -> None:
    await story.change("bo", is_guest=True, is_admitted=True)
    question = await story.ask()
    await story.change("ana", is_stranger=True, is_admitted=True)
    await ticks(story)
    assert await story.states(question) == {"bo": OfferState.PENDING}


async def test_a_helper_who_steps_back_brings_back_nobody_who_left_meanwhile(story: Story) -> None:
    question = await story.ask()
    await story.shown(question, "bo")
    await story.pass_on(question, "bo")
    await story.shown(question, "chi")
    await story.later(minutes=40)
    await story.accept(question, "dev")
    assert (await story.states(question))["chi"] is OfferState.WITHDRAWN
    await story.change("chi", is_deactivated=True)
    await story.step_back(question, "dev")
    assert (await story.states(question))["chi"] is OfferState.WITHDRAWN


async def test_nobody_who_left_can_say_yes(story: Story) -> None:
    question = await story.ask()
    await story.change("bo", is_deactivated=True)
    with pytest.raises(WhoKnowsError, match="deactivated"):
        await story.accept(question, "bo")
    assert (await story.question(question)).state is QuestionState.OPEN


async def test_no_thanks_are_asked_for_to_a_helper_who_left(story: Story) -> None:
    question = await story.ask()
    await story.accept(question, "bo")
    await story.change("bo", is_deactivated=True)
    assert await story.answered(question, "ana") is False
    assert (await story.question(question)).state is QuestionState.ANSWERED
    await ticks(story)
    assert (await story.question(question)).state is QuestionState.ANSWERED
    helper = (await story.asker_card(question)).helper
    assert helper is not None
    assert helper.has_left


async def test_a_chat_that_slack_refuses_for_its_asker_asks_nobody_else(story: Story) -> None:
    question = await story.ask()
    await story.accept(question, "bo")
    await story.change("ana", is_deactivated=True)
    async with story.database.transaction() as session:
        await asking.chat_was_refused(session, story.workspace.id, question, now=story.now)
    assert (await story.question(question)).state is QuestionState.CANCELLED
    assert list(await story.states(question)) == ["bo"]


async def test_who_comes_back_is_asked_about_the_same_topics(story: Story) -> None:
    await leaves(story, "bo")
    first = await story.ask()
    assert list(await story.states(first)) == ["chi"]
    await story.change("bo", is_deactivated=False)
    second = await story.ask("Which Terraform plan is safe to apply?")
    assert list(await story.states(second)) == ["bo"]
