"""How wide and how soon: waves in the working time of the people asked, and a pass that brings the next."""

from datetime import timedelta

from bot import asking
from bot.database import Database
from models import DeliveryState, OfferState, QuestionState
from tests.bot.asking.story import Story
from tests.factories import MONDAY

FRIDAY_EVENING = MONDAY - timedelta(days=3) + timedelta(hours=8, minutes=50)


async def test_the_best_fit_is_asked_alone_and_told_why(story: Story) -> None:
    question = await story.ask()
    assert list(await story.offers(question)) == ["bo"]
    (card,) = await story.owed("offer")
    assert (card.member_id, card.due_at, card.keeps_quiet_hours) == (story.people["bo"], MONDAY, True)
    offer = await story.offer_card(question, "bo")
    assert [reason.topic for reason in offer.reasons] == ["Terraform"]
    assert (await story.question(question)).widen_at == MONDAY + timedelta(minutes=30)


async def test_two_more_after_thirty_minutes_and_two_more_after_two_hours(story: Story) -> None:
    question = await story.ask()
    await story.later(minutes=29)
    assert list(await story.offers(question)) == ["bo"]
    await story.later(minutes=1)
    assert list(await story.offers(question)) == ["bo", "chi", "dev"]
    await story.later(minutes=89)
    assert len(await story.offers(question)) == 3
    await story.later(minutes=1)
    assert list(await story.offers(question)) == ["bo", "chi", "dev", "ines", "lena"]
    assert set((await story.states(question)).values()) == {OfferState.PENDING}


async def test_the_end_of_the_last_wave_is_told_once_and_offers_stay_open(story: Story) -> None:
    question = await story.ask()
    for minutes in (30, 90, 120):
        await story.later(minutes=minutes)
    assert (await story.question(question)).exhausted_at == story.now
    assert (await story.asker_card(question)).standing.value == "nobody"
    cards = await story.owed("asker_card")
    await story.later(hours=3)
    assert len(await story.owed("asker_card")) == len(cards) == 2
    await story.accept(question, "lena")
    assert (await story.question(question)).state is QuestionState.ACCEPTED


async def test_a_tick_with_nothing_due_changes_nothing(story: Story) -> None:
    question = await story.ask()
    before = await story.question(question)
    for _ in range(3):
        await story.later(minutes=5)
    after = await story.question(question)
    assert (before.widen_at, before.waves, before.card) == (after.widen_at, after.waves, after.card)


async def test_the_weekend_does_not_count(story: Story) -> None:
    story.now = FRIDAY_EVENING
    question = await story.ask()
    assert (await story.question(question)).widen_at == MONDAY + timedelta(minutes=20)
    await story.later(days=2)
    assert list(await story.offers(question)) == ["bo"]


async def test_the_night_of_the_expert_does_not_count(database: Database) -> None:
    story = await Story.begin(database, experts=1, zone="America/Toronto")
    question = await story.ask()
    opens = MONDAY + timedelta(hours=6)
    (card,) = await story.owed("offer")
    assert card.due_at == opens
    assert (await story.question(question)).widen_at == opens + timedelta(minutes=30)


async def test_the_first_to_be_at_work_decides_when_it_widens(database: Database) -> None:
    story = await Story.begin(database, experts=1)
    await story.add_expert("zoe", zone="America/Toronto")
    await story.add_expert("yan", zone="Asia/Tokyo")
    question = await story.ask()
    await story.later(minutes=30)
    assert list(await story.offers(question)) == ["bo", "yan", "zoe"]
    toronto_opens, tokyo_closes = MONDAY + timedelta(hours=6), MONDAY + timedelta(hours=1)
    assert story.now < tokyo_closes
    # Half an hour of Tokyo's day is left, and Toronto's begins before Tokyo's next.
    assert (await story.question(question)).widen_at == toronto_opens + timedelta(minutes=90)


async def test_not_this_time_brings_the_next_at_once_and_leaves_the_askers_card_alone(story: Story) -> None:
    question = await story.ask()
    await story.deliver_everything()
    before = await story.asker_card(question)
    await story.pass_on(question, "bo")
    assert await story.states(question) == {"bo": OfferState.PASSED, "chi": OfferState.PENDING}
    assert await story.asker_card(question) == before
    assert await story.owed("asker_card") == []
    assert [card.member_id for card in await story.owed("offer")] == [story.people["chi"]]


async def test_who_passed_reads_no_more_of_the_question(story: Story) -> None:
    question = await story.ask()
    assert (await story.offer_card(question, "bo")).text is not None
    await story.pass_on(question, "bo")
    card = await story.offer_card(question, "bo")
    assert (card.text, card.standing.value) == (None, "passed")


async def test_when_everybody_passed_the_asker_is_told_with_a_new_card(database: Database) -> None:
    story = await Story.begin(database, experts=2)
    question = await story.ask()
    await story.pass_on(question, "bo")
    assert (await story.question(question)).card == 1
    await story.pass_on(question, "chi")
    asked = await story.question(question)
    assert (asked.state, asked.widen_at, asked.exhausted_at, asked.card) == (QuestionState.OPEN, None, MONDAY, 2)
    assert (await story.asker_card(question)).standing.value == "nobody"
    assert (await story.asker_card(question, card=1)).standing.value == "retired"


async def test_a_newcomer_is_asked_when_the_next_wave_is_due(database: Database) -> None:
    story = await Story.begin(database, experts=1)
    question = await story.ask()
    await story.add_expert("chi")
    await story.later(minutes=30)
    assert list(await story.offers(question)) == ["bo", "chi"]


async def test_ten_people_are_the_most(database: Database) -> None:
    story = await Story.begin(database, experts=7)
    for name in ("nia", "oto", "pia", "quy", "rob"):
        await story.add_expert(name)
    question = await story.ask()
    for _ in range(12):
        waiting = [name for name, state in (await story.states(question)).items() if state is OfferState.PENDING]
        if waiting:
            await story.pass_on(question, waiting[0])
    assert len(await story.offers(question)) == 10
    assert (await story.question(question)).exhausted_at is not None


async def test_a_full_week_is_never_asked_over(database: Database) -> None:
    story = await Story.begin(database, experts=2, asks_a_week=1)
    first = await story.ask()
    second = await story.ask("How do I read a Terraform state?")
    assert list(await story.offers(first)) == ["bo"]
    assert list(await story.offers(second)) == ["chi"]
    await story.later(minutes=30)
    assert len(await story.offers(first)) == len(await story.offers(second)) == 1
    assert (await story.taken("bo"), await story.taken("chi")) == (1, 1)


async def test_the_week_is_the_experts_own(database: Database) -> None:
    story = await Story.begin(database, experts=1, zone="Asia/Singapore", asks_a_week=1)
    story.now = MONDAY - timedelta(days=3)
    await story.ask()
    story.now = MONDAY - timedelta(hours=15)
    question = await story.ask("How do I read a Terraform state?")
    assert (await story.offers(question))["bo"].allowance_week == "2026-11-23"
    assert await story.taken("bo") == 2


async def test_who_pauses_or_leaves_after_the_draft_is_not_asked(story: Story) -> None:
    await story.change("bo", paused_until=MONDAY + timedelta(days=1))
    await story.change("chi", is_deactivated=True)
    question = await story.ask()
    assert list(await story.offers(question)) == ["dev"]


async def test_whom_slack_cannot_reach_is_replaced_and_has_their_ask_back(story: Story) -> None:
    question = await story.ask()
    offer_id = await story.offer_id(question, "bo")
    async with story.database.transaction() as session:
        await asking.offer_was_undeliverable(session, story.workspace.id, offer_id, now=story.now)
        await asking.offer_was_undeliverable(session, story.workspace.id, offer_id, now=story.now)
        await asking.offer_was_undeliverable(session, story.workspace.id, 9_999, now=story.now)
    assert await story.states(question) == {"bo": OfferState.WITHDRAWN, "chi": OfferState.PENDING}
    assert (await story.taken("bo"), await story.taken("chi")) == (0, 1)


async def test_an_ask_whose_card_is_on_its_way_is_not_given_back(story: Story) -> None:
    question = await story.ask()
    await story.change_cards("offer", state=DeliveryState.SENDING, first_tried_at=MONDAY)
    await story.cancel(question)
    assert await story.taken("bo") == 1
    await story.shown(question, "bo")
    assert await story.taken("bo") == 1


async def test_an_ask_is_given_back_once_its_card_turns_out_unsent(story: Story) -> None:
    question = await story.ask()
    await story.change_cards("offer", state=DeliveryState.SENDING, first_tried_at=MONDAY)
    await story.cancel(question)
    offer_id = await story.offer_id(question, "bo")
    for _ in range(2):
        async with story.database.transaction() as session:
            await asking.offer_was_undeliverable(session, story.workspace.id, offer_id, now=story.now)
        assert await story.taken("bo") == 0


async def test_a_card_on_its_way_is_not_sent_again_when_the_question_opens_again(story: Story) -> None:
    question = await story.ask()
    await story.later(minutes=30)
    await story.change_cards("offer", state=DeliveryState.SENDING, first_tried_at=MONDAY)
    await story.accept(question, "bo")
    await story.step_back(question, "bo")
    assert (await story.states(question))["chi"] is OfferState.PENDING
    assert await story.taken("chi") == 1
    assert story.people["chi"] not in {card.member_id for card in await story.owed("offer")}


async def test_home_shows_an_offer_when_its_card_is_due(database: Database) -> None:
    story = await Story.begin(database, experts=1, zone="America/Toronto")
    question = await story.ask()
    opens = MONDAY + timedelta(hours=6)
    async with story.as_("bo") as (session, bo):
        assert await asking.waiting_on(session, bo, now=opens - timedelta(minutes=1)) == []
        assert [card.question_id for card in await asking.waiting_on(session, bo, now=opens)] == [question]


async def test_time_to_answer_begins_when_the_card_was_seen(story: Story) -> None:
    question = await story.ask()
    story.now = MONDAY + timedelta(minutes=20)
    await story.shown(question, "bo")
    assert (await story.question(question)).widen_at == MONDAY + timedelta(minutes=50)
    await story.later(minutes=29)
    assert list(await story.offers(question)) == ["bo"]
    await story.later(minutes=1)
    assert list(await story.offers(question)) == ["bo", "chi", "dev"]
    at = (await story.question(question)).widen_at
    await story.shown(question, "chi")
    story.now += timedelta(minutes=40)
    await story.shown(question, "dev")
    assert (await story.question(question)).widen_at == at, "the first who saw it decides"
