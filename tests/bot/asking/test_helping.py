"""Yes, no, and back again: what the people asked decide, and what everybody reads then."""

import pytest

from bot import asking
from bot.asking import Standing
from bot.database import Database
from bot.errors import NotYours, Settled, WhoKnowsError
from models import DeliveryState, OfferState, Operation, QuestionState
from tests.bot.asking.story import Story
from tests.factories import MONDAY


async def asked_three(story: Story) -> int:
    """A question that Bo, Chi and Dev read."""
    question = await story.ask()
    await story.later(minutes=30)
    await story.deliver_everything()
    return question


async def test_a_yes_withdraws_the_other_offers_in_the_same_instant(story: Story) -> None:
    question = await asked_three(story)
    await story.accept(question, "chi")
    states = await story.states(question)
    assert states == {"bo": OfferState.WITHDRAWN, "chi": OfferState.ACCEPTED, "dev": OfferState.WITHDRAWN}
    asked = await story.question(question)
    assert (asked.state, asked.helper_id, asked.accepted_at) == (QuestionState.ACCEPTED, story.people["chi"], story.now)
    assert asked.widen_at is None
    taken = await story.offer_card(question, "bo")
    assert (taken.standing, taken.text) == (Standing.TAKEN, None)
    assert taken.helper is not None
    assert taken.helper.name == "Chi Expert"


async def test_a_yes_opens_a_chat_of_the_two_with_the_question_on_top(story: Story) -> None:
    question = await asked_three(story)
    await story.accept(question, "chi")
    (chat,) = await story.owed("chat_card")
    assert {chat.member_id, chat.second_member_id} == {story.people["ana"], story.people["chi"]}
    async with story.database.reading() as session:
        card = await asking.chat_card(session, story.workspace.id, question, helper_id=story.people["chi"])
    assert card is not None
    assert (card.standing, card.asker.name, card.helper.name) == (Standing.ACCEPTED, "Ana Ruiz", "Chi Expert")


async def test_a_yes_edits_the_askers_living_card_and_rings_no_bell(story: Story) -> None:
    question = await asked_three(story)
    await story.accept(question, "chi")
    assert await story.owed("asker_card") == []
    (edit,) = await story.owed("asker_card", operation=Operation.UPDATE)
    assert edit.member_id == story.people["ana"]
    assert (await story.asker_card(question)).standing is Standing.ACCEPTED


async def test_an_ask_nobody_saw_is_given_back_and_one_that_was_seen_is_not(story: Story) -> None:
    question = await story.ask()
    await story.later(minutes=30)
    await story.shown(question, "bo")
    await story.accept(question, "dev")
    assert [await story.taken(name) for name in ("bo", "chi", "dev")] == [1, 0, 1]


async def test_who_passed_may_still_say_yes_while_the_question_is_open(story: Story) -> None:
    question = await story.ask()
    await story.pass_on(question, "bo")
    await story.accept(question, "bo")
    assert await story.states(question) == {"bo": OfferState.ACCEPTED, "chi": OfferState.WITHDRAWN}


@pytest.mark.parametrize("press", ["accept", "pass_on", "step_back"])
async def test_a_press_that_comes_too_late_says_who_is_helping(story: Story, press: str) -> None:
    question = await asked_three(story)
    await story.accept(question, "chi")
    with pytest.raises(Settled, match="Chi Expert is helping"):
        await getattr(story, press)(question, "bo")
    assert (await story.question(question)).helper_id == story.people["chi"]


async def test_a_second_yes_of_the_helper_is_told_apart(story: Story) -> None:
    question = await asked_three(story)
    await story.accept(question, "chi")
    with pytest.raises(Settled, match="You said yes to this one already"):
        await story.accept(question, "chi")
    assert len(await story.owed("chat_card")) == 1


async def test_a_second_no_is_told_apart_and_brings_nobody(story: Story) -> None:
    question = await story.ask()
    await story.pass_on(question, "bo")
    with pytest.raises(Settled, match="not this time already"):
        await story.pass_on(question, "bo")
    assert list(await story.offers(question)) == ["bo", "chi"]


@pytest.mark.parametrize("press", ["accept", "pass_on", "step_back"])
@pytest.mark.parametrize(
    ("ending", "words"), [("cancel", "cancelled"), ("answered", "answered"), ("close", "two weeks")]
)
async def test_a_press_on_an_old_card_says_what_is_true_now(story: Story, press: str, ending: str, words: str) -> None:
    question = await asked_three(story)
    if ending == "cancel":
        await story.cancel(question)
    elif ending == "close":
        await story.later(days=14)
    else:
        await story.accept(question, "dev")
        await story.answered(question, "ana")
    before = await story.states(question)
    with pytest.raises(Settled, match=words):
        await getattr(story, press)(question, "bo")
    assert await story.states(question) == before


async def test_another_ones_offer_is_nobody_elses(story: Story) -> None:
    question = await story.ask()
    offer_id = await story.offer_id(question, "bo")
    for name in ("ana", "chi"):
        for press in (asking.accept, asking.pass_on, asking.step_back):
            async with story.as_(name) as (session, member):
                with pytest.raises(NotYours):
                    await press(session, member, offer_id, now=MONDAY)
    assert await story.states(question) == {"bo": OfferState.PENDING}


@pytest.mark.parametrize("person", ["is_deactivated", "is_guest"])
async def test_who_is_no_full_member_any_more_cannot_say_yes(story: Story, person: str) -> None:
    question = await story.ask()
    await story.change("bo", **{person: True})
    with pytest.raises(WhoKnowsError):
        await story.accept(question, "bo")
    assert (await story.question(question)).state is QuestionState.OPEN


@pytest.mark.parametrize(("how", "card"), [("step_back", 2), ("someone_else", 1)])
async def test_a_yes_taken_back_asks_those_who_waited_and_one_more(story: Story, how: str, card: int) -> None:
    question = await asked_three(story)
    await story.accept(question, "chi")
    await story.deliver_everything()
    await (story.step_back(question, "chi") if how == "step_back" else story.someone_else(question))
    assert await story.states(question) == {
        "bo": OfferState.PENDING,
        "chi": OfferState.STEPPED_BACK,
        "dev": OfferState.PENDING,
        "ines": OfferState.PENDING,
    }
    asked = await story.question(question)
    assert (asked.state, asked.helper_id) == (QuestionState.OPEN, None)
    assert asked.widen_at is not None
    read = await story.asker_card(question)
    assert read.standing is Standing.WAITING
    assert read.stepped_back is not None
    assert (read.stepped_back.name, read.stepped_back.has_left) == ("Chi Expert", False)
    assert (await story.offer_card(question, "chi")).standing is Standing.STEPPED_BACK
    assert (await story.offer_card(question, "bo")).text is not None
    # The asker's own press needs no bell; a helper's does.
    assert asked.card == card
    assert [delivery.facts for delivery in await story.owed("asker_card")] == [{"card": 2}] * (card - 1)


@pytest.mark.parametrize("how", ["step_back", "someone_else"])
@pytest.mark.parametrize("press", ["accept", "pass_on", "step_back"])
async def test_who_stepped_back_reads_kind_words_on_an_old_card(story: Story, how: str, press: str) -> None:
    question = await asked_three(story)
    await story.accept(question, "chi")
    await (story.step_back(question, "chi") if how == "step_back" else story.someone_else(question))
    with pytest.raises(Settled, match="Others are being asked this one now"):
        await getattr(story, press)(question, "chi")
    assert (await story.question(question)).helper_id is None


@pytest.mark.parametrize("was_written", [False, True], ids=["card still waits", "card was dropped"])
async def test_a_yes_taken_back_reaches_those_who_had_not_seen_it(database: Database, *, was_written: bool) -> None:
    story = await Story.begin(database, experts=1)
    await story.add_expert("tor", zone="America/Toronto")
    question = await story.ask()
    await story.later(minutes=30)
    await story.accept(question, "bo")
    assert await story.taken("tor") == 0
    (waiting,) = [card for card in await story.owed("offer") if card.member_id == story.people["tor"]]
    if was_written:
        async with story.database.transaction() as session:
            delivery = await session.merge(waiting)
            delivery.state = DeliveryState.NOT_NEEDED
    await story.step_back(question, "bo")
    assert (await story.states(question))["tor"] is OfferState.PENDING
    assert await story.taken("tor") == 1
    cards = [card for card in await story.owed("offer") if card.member_id == story.people["tor"]]
    assert [card.due_at.hour for card in cards] == [14]
    assert (await story.question(question)).exhausted_at is None


async def test_a_yes_taken_back_with_nobody_left_is_told(database: Database) -> None:
    story = await Story.begin(database, experts=1)
    question = await story.ask()
    await story.accept(question, "bo")
    await story.step_back(question, "bo")
    assert (await story.asker_card(question)).standing is Standing.NOBODY
    assert (await story.question(question)).card == 2


async def test_the_helper_can_be_asked_again_about_another_question_of_the_same_asker(database: Database) -> None:
    story = await Story.begin(database, experts=1)
    first = await story.ask()
    await story.accept(first, "bo")
    await story.answered(first, "ana")
    second = await story.ask("How do I read a Terraform state?")
    await story.accept(second, "bo")
    first_chat, second_chat = await story.owed("chat_card")
    assert first_chat.conversation == second_chat.conversation
    assert {first_chat.subject_id, second_chat.subject_id} == {first, second}


async def test_only_the_helper_steps_back_and_only_the_asker_asks_for_someone_else(story: Story) -> None:
    question = await asked_three(story)
    with pytest.raises(Settled, match="being asked"):
        await story.someone_else(question)
    await story.accept(question, "chi")
    with pytest.raises(Settled, match="Chi Expert is helping"):
        await story.step_back(question, "bo")
    with pytest.raises(NotYours):
        await story.someone_else(question, "chi")
    assert (await story.question(question)).helper_id == story.people["chi"]


async def test_a_chat_slack_would_not_open_asks_somebody_else(story: Story) -> None:
    question = await asked_three(story)
    await story.accept(question, "chi")
    async with story.database.transaction() as session:
        await asking.chat_was_refused(session, story.workspace.id, question, now=story.now)
        await asking.chat_was_refused(session, story.workspace.id, question, now=story.now)
    assert (await story.question(question)).state is QuestionState.OPEN
    assert list(await story.offers(question)) == ["bo", "chi", "dev", "ines"]
