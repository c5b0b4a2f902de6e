"""The end every ask hopes for, and the other ends."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot import asking, home
from bot.asking import Standing
from bot.database import Database
from bot.errors import NotYours, Settled, WhoKnowsError
from models import Demand, Help, OfferState, Operation, QuestionState
from tests.bot.asking.story import QUESTION, Story
from tests.factories import MONDAY


async def accepted(story: Story) -> int:
    """A question that Bo helps with, everything delivered."""
    question = await story.ask()
    await story.deliver_everything()
    await story.accept(question, "bo")
    await story.deliver_everything()
    return question


async def helps(story: Story) -> list[Help]:
    async with story.database.reading() as session:
        return list(await session.scalars(select(Help)))


async def test_the_asker_says_it_is_answered(story: Story) -> None:
    question = await accepted(story)
    await story.later(hours=1)
    assert await story.answered(question, "ana") is True
    asked = await story.question(question)
    assert (asked.state, asked.answered_at) == (QuestionState.ANSWERED, story.now)
    (evidence,) = await helps(story)
    assert (evidence.helper_id, evidence.skill_id, evidence.helped_at) == (
        story.people["bo"],
        asked.skill_id,
        story.now,
    )
    assert await story.owed("asker_card") == []
    for kind in ("asker_card", "chat_card", "offer"):
        assert len(await story.owed(kind, operation=Operation.UPDATE)) == 1
    assert (await story.offer_card(question, "bo")).standing is Standing.ANSWERED


async def test_the_helper_says_so_and_the_asker_is_asked_first(story: Story) -> None:
    question = await accepted(story)
    async with story.as_("ana") as (session, ana):
        await home.opened(session, ana, now=story.now)
    await story.deliver_everything()
    assert await story.answered(question, "bo") is False
    assert (await story.question(question)).state is QuestionState.ACCEPTED
    assert await helps(story) == []
    assert await story.owed("asker_card") == [], "an answered ask rings for its asker twice at most"
    assert len(await story.owed("asker_card", operation=Operation.UPDATE)) == 1
    assert (await story.asker_card(question)).standing is Standing.HELPER_SAYS_ANSWERED
    assert (await story.offer_card(question, "bo")).standing is Standing.HELPER_SAYS_ANSWERED
    assert len(await story.owed("offer", operation=Operation.UPDATE)) == 1
    assert len(await story.owed("home", operation=Operation.HOME)) == 1
    with pytest.raises(Settled, match="I asked already"):
        await story.answered(question, "bo")
    assert await story.answered(question, "ana") is True
    assert len(await helps(story)) == 1


async def test_not_yet_goes_on_and_the_helper_may_say_so_again(story: Story) -> None:
    question = await accepted(story)
    with pytest.raises(Settled, match="Bo Expert is helping"):
        await story.not_yet(question)
    await story.answered(question, "bo")
    await story.not_yet(question)
    assert (await story.asker_card(question)).standing is Standing.ACCEPTED
    assert (await story.offer_card(question, "bo")).standing is Standing.ACCEPTED
    assert await story.answered(question, "bo") is False
    with pytest.raises(NotYours):
        await story.not_yet(question, "bo")


async def test_answered_twice_is_one_help(story: Story) -> None:
    question = await accepted(story)
    await story.answered(question, "ana")
    for name in ("ana", "bo"):
        with pytest.raises(Settled, match="it was answered"):
            await story.answered(question, name)
    assert len(await helps(story)) == 1


async def test_an_open_question_is_not_answered_and_a_bystander_has_no_say(story: Story) -> None:
    question = await story.ask()
    with pytest.raises(Settled, match="being asked right now"):
        await story.answered(question, "ana")
    await story.accept(question, "bo")
    with pytest.raises(NotYours):
        await story.answered(question, "chi")
    with pytest.raises(NotYours):
        await story.answered(question + 1000, "ana")


async def test_the_yes_after_a_step_back_counts_for_who_helped_in_the_end(story: Story) -> None:
    question = await accepted(story)
    await story.answered(question, "bo")
    await story.step_back(question, "bo")
    assert (await story.question(question)).helper_says_answered_at is None
    await story.accept(question, "chi")
    await story.answered(question, "ana")
    assert [evidence.helper_id for evidence in await helps(story)] == [story.people["chi"]]


async def test_changed_words_reach_those_who_wait(story: Story) -> None:
    question = await story.ask()
    await story.deliver_everything()
    await story.change_words(question, "  How do I read a Terraform plan without fear?  ")
    assert (await story.offer_card(question, "bo")).text == "How do I read a Terraform plan without fear?"
    assert [edit.member_id for edit in await story.owed("offer", operation=Operation.UPDATE)] == [story.people["bo"]]
    with pytest.raises(WhoKnowsError, match="Say in words"):
        await story.change_words(question, "…")
    with pytest.raises(NotYours):
        await story.change_words(question, QUESTION, "bo")


@pytest.mark.parametrize(("ending", "words"), [("accept", "is helping"), ("cancel", "cancelled")])
async def test_words_do_not_change_when_it_is_too_late(story: Story, ending: str, words: str) -> None:
    question = await story.ask()
    await (story.accept(question, "bo") if ending == "accept" else story.cancel(question))
    with pytest.raises(Settled, match=words):
        await story.change_words(question, "Something else about Terraform")
    assert (await story.question(question)).text == QUESTION


async def test_cancelling_a_draft(story: Story) -> None:
    async with story.as_("ana") as (session, ana):
        draft = await asking.draft(session, ana, QUESTION, now=MONDAY)
    await story.cancel(draft.question_id)
    async with story.as_("ana") as (session, ana):
        with pytest.raises(Settled, match="cancelled"):
            await asking.ask(session, ana, draft.question_id, now=MONDAY)
    assert (await story.question(draft.question_id)).state is QuestionState.CANCELLED


async def test_cancelling_while_it_is_asked_withdraws_everybody(story: Story) -> None:
    question = await story.ask()
    await story.later(minutes=30)
    await story.shown(question, "bo")
    await story.cancel(question)
    assert set((await story.states(question)).values()) == {OfferState.WITHDRAWN}
    assert [await story.taken(name) for name in ("bo", "chi", "dev")] == [1, 0, 0]
    card = await story.offer_card(question, "bo")
    assert (card.standing, card.text) == (Standing.CANCELLED, None)
    await story.later(hours=3)
    assert len(await story.offers(question)) == 3
    with pytest.raises(Settled, match="cancelled"):
        await story.cancel(question)


async def test_cancelling_while_somebody_helps_is_told_in_the_chat(story: Story) -> None:
    question = await accepted(story)
    await story.cancel(question)
    assert len(await story.owed("chat_card", operation=Operation.UPDATE)) == 1
    assert (await story.offer_card(question, "bo")).standing is Standing.CANCELLED


@pytest.mark.parametrize("was_accepted", [False, True], ids=["open", "accepted"])
async def test_it_closes_by_itself_after_fourteen_days(story: Story, *, was_accepted: bool) -> None:
    question = await accepted(story) if was_accepted else await story.ask()
    await story.later(days=13, hours=23)
    assert (await story.question(question)).state is (QuestionState.ACCEPTED if was_accepted else QuestionState.OPEN)
    await story.later(hours=1)
    asked = await story.question(question)
    assert (asked.state, asked.closed_at, asked.widen_at) == (QuestionState.CLOSED, story.now, None)
    assert OfferState.PENDING not in (await story.states(question)).values()
    assert (await story.asker_card(question)).standing is Standing.CLOSED
    assert (await story.offer_card(question, "bo")).standing is Standing.CLOSED
    with pytest.raises(Settled, match="two weeks"):
        await story.cancel(question)


async def test_five_questions_are_the_most_at_once(database: Database) -> None:
    story = await Story.begin(database, experts=1, asks_a_week=10)
    questions = [await story.ask(f"How do I read Terraform plan number {number}?") for number in range(5)]
    async with story.as_("ana") as (session, ana):
        draft = await asking.draft(session, ana, "And one more about Terraform", now=MONDAY)
        with pytest.raises(WhoKnowsError, match="You have 5 questions open"):
            await asking.ask(session, ana, draft.question_id, now=MONDAY)
    assert (await story.question(draft.question_id)).state is QuestionState.DRAFT
    await story.cancel(questions[0])
    async with story.as_("ana") as (session, ana):
        assert await asking.ask(session, ana, draft.question_id, now=MONDAY)


async def test_ten_questions_a_day_are_the_most(database: Database) -> None:
    story = await Story.begin(database, experts=1, asks_a_week=20)
    for number in range(10):
        await story.cancel(await story.ask(f"How do I read Terraform plan number {number}?"))
    with pytest.raises(WhoKnowsError, match="10 questions in a day"):
        await story.ask("And one more about Terraform")
    story.now += timedelta(days=1)
    await story.ask("And one more about Terraform")


async def test_everybody_busy_between_draft_and_ask_leaves_the_draft_and_the_demand(database: Database) -> None:
    story = await Story.begin(database, experts=1, asks_a_week=1)
    async with story.as_("ana") as (session, ana):
        draft = await asking.draft(session, ana, QUESTION, now=MONDAY)
        assert draft.people
    await story.ask("How do I read a Terraform state?")
    async with story.as_("ana") as (session, ana):
        assert not await asking.ask(session, ana, draft.question_id, now=MONDAY)
        assert [demand.question_id for demand in await session.scalars(select(Demand))] == [draft.question_id]
    asked = await story.question(draft.question_id)
    assert (asked.state, asked.opened_at, asked.waves, asked.card) == (QuestionState.DRAFT, None, 0, 0)


async def test_asking_twice_asks_once(story: Story) -> None:
    question = await story.ask()
    async with story.as_("ana") as (session, ana):
        with pytest.raises(Settled, match="being asked right now"):
            await asking.ask(session, ana, question, now=MONDAY)
    assert len(await story.owed("offer")) == len(await story.owed("asker_card")) == 1


async def test_home_shows_what_waits_and_what_was_asked(story: Story) -> None:
    question = await story.ask()
    async with story.as_("bo") as (session, bo):
        assert [card.question_id for card in await asking.waiting_on(session, bo, now=MONDAY)] == [question]
        ana = await story.member(session, "ana")
        assert [card.standing for card in await asking.asked_by(session, ana, now=MONDAY)] == [Standing.WAITING]
    await story.accept(question, "bo")
    await story.answered(question, "ana")
    async with story.as_("bo") as (session, bo):
        assert await asking.waiting_on(session, bo, now=MONDAY) == []
        assert await asking.asked_by(session, await story.member(session, "ana"), now=MONDAY) == []
