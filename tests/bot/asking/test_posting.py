"""What an asker can do when nobody fits, and what becomes of it: posted, waiting, in trouble."""

from datetime import datetime, timedelta

import pytest

from bot import asking, matching
from bot.asking import Standing
from bot.errors import NotYours, Settled, WhoKnowsError
from models import DeliveryState, Level, OfferState, QuestionState, Team, TeamMember
from tests.bot.asking.story import Story
from tests.factories import MONDAY, an_expert

ODD = "How do I tune an old harpsichord?"


async def drafted(story: Story, text: str = ODD) -> int:
    """A draft of Ana's that fits nobody."""
    async with story.as_("ana") as (session, ana):
        preview = await asking.draft(session, ana, text, now=story.now)
        assert not preview.people
        return preview.question_id


async def test_a_posted_draft_is_asked_and_rings_once(story: Story) -> None:
    question_id = await drafted(story)
    await story.post(question_id)
    question = await story.question(question_id)
    assert (question.state, question.opened_at, question.card) == (QuestionState.OPEN, story.now, 0)
    assert await story.owed("asker_card") == []
    await story.deliver_everything()
    [card] = await story.owed("asker_card")
    assert card.facts == {"card": 1}
    assert (await story.asker_card(question_id)).standing is Standing.POSTED


async def test_a_post_that_slack_refuses_gives_the_choices_back(story: Story) -> None:
    question_id = await drafted(story)
    await story.post(question_id)
    await story.open_card_ends(question_id, DeliveryState.DEAD, "not_in_channel")
    card = await story.asker_card(question_id)
    assert card.standing is Standing.NOBODY
    assert [(place.channel, place.trouble) for place in card.places] == [("C0GENERAL", "not_in_channel")]
    await story.post(question_id)
    assert (await story.asker_card(question_id)).standing is Standing.POSTED
    assert len(await story.owed("open_card")) == 1


async def test_a_post_that_may_have_arrived_still_takes_presses(story: Story) -> None:
    question_id = await drafted(story)
    await story.post(question_id)
    await story.open_card_ends(question_id, DeliveryState.HELD)
    card = await story.asker_card(question_id)
    assert (card.standing, card.places[0].trouble) == (Standing.POSTED, "held")
    await story.offer_oneself(question_id, "bo")
    assert (await story.question(question_id)).helper_id == story.people["bo"]


async def test_a_yes_by_oneself_takes_no_ask_of_the_week(story: Story) -> None:
    question_id = await drafted(story)
    await story.post(question_id)
    await story.offer_oneself(question_id, "bo")
    assert await story.states(question_id) == {"bo": OfferState.ACCEPTED}
    assert await story.taken("bo") == 0


async def test_an_offer_that_waits_ends_with_the_press_of_another(story: Story) -> None:
    question_id = await story.ask()
    for name in ("bo", "chi", "dev", "ines"):
        await story.deliver_everything()
        await story.pass_on(question_id, name)
    await story.deliver_everything()
    await story.later(hours=9)
    await story.post(question_id)
    await story.offer_oneself(question_id, "bo")
    assert (await story.states(question_id))["lena"] is OfferState.WITHDRAWN
    assert (await story.offer_card(question_id, "lena")).text is None


async def test_nobody_elses_question_can_be_posted(story: Story) -> None:
    question_id = await drafted(story)
    with pytest.raises(NotYours):
        await story.post(question_id, "bo")
    with pytest.raises(NotYours):
        await story.wait(question_id, "bo")
    assert await story.open_cards(question_id) == []


async def test_a_card_of_another_lead_is_nobody_elses_to_answer(story: Story) -> None:
    question_id = await drafted(story)
    await lead_by(story, "bo")
    await ask_lead(story, question_id, "bo")
    [card] = await story.open_cards(question_id)
    for what in (asking.offer_oneself, asking.lead_passes, asking.lead_posts):
        async with story.as_("chi") as (session, chi):
            with pytest.raises(NotYours):
                await what(session, chi, card.id, now=story.now)


async def test_a_sixth_place_is_too_many(story: Story) -> None:
    question_id = await drafted(story)
    for number in range(5):
        await story.post(question_id, channel=f"C0{number}")
    with pytest.raises(WhoKnowsError, match="5 places"):
        await story.post(question_id, channel="C0MORE")


async def test_a_topic_that_is_too_long_is_refused_at_its_field(story: Story) -> None:
    question_id = await drafted(story)
    async with story.as_("ana") as (session, ana):
        with pytest.raises(WhoKnowsError) as refused:
            await asking.post(session, ana, question_id, "C0GENERAL", topic="x" * 81, now=story.now)
    assert refused.value.field == "topic"


async def test_what_waits_looks_again_when_somebody_who_fits_is_back(story: Story) -> None:
    back_at = MONDAY + timedelta(days=2, hours=3)
    for name in ("bo", "chi", "dev", "ines", "lena"):
        await story.change(name, paused_until=back_at if name == "bo" else back_at + timedelta(days=3))
    async with story.as_("ana") as (session, ana):
        question_id = (await asking.draft(session, ana, "How do I read a Terraform plan?", now=story.now)).question_id
    await story.wait(question_id)
    card = await story.asker_card(question_id)
    assert (card.standing, card.widen_at) == (Standing.LATER, back_at)
    await story.later(days=2, hours=3)
    assert list(await story.offers(question_id)) == ["bo"]
    assert (await story.asker_card(question_id)).standing is Standing.WAITING
    assert (await story.question(question_id)).card == 1


async def test_what_waits_for_nobody_in_particular_looks_again_the_next_morning(story: Story) -> None:
    question_id = await drafted(story)
    await story.wait(question_id)
    assert (await story.question(question_id)).widen_at == next_morning()
    async with story.database.transaction() as session:
        story.people["zoe"] = (await an_expert(session, story.workspace, "Zoe Expert", ["Harpsichord"])).id
    await story.later(days=1)
    assert list(await story.offers(question_id)) == ["zoe"]


def next_morning() -> datetime:
    """Tuesday, 09:00 in Madrid."""
    return MONDAY + timedelta(days=1)


async def test_waiting_twice_or_while_people_are_asked_is_told(story: Story) -> None:
    question_id = await drafted(story)
    await story.wait(question_id)
    with pytest.raises(Settled):
        await story.wait(question_id)
    asked = await story.ask()
    with pytest.raises(Settled):
        await story.wait(asked)


async def test_a_pass_while_the_asker_waits_tells_nothing_new(story: Story) -> None:
    question_id = await story.ask()
    for name in ("bo", "chi", "dev", "ines"):
        await story.deliver_everything()
        await story.pass_on(question_id, name)
    await story.deliver_everything()
    for _ in range(4):
        await story.later(days=1)
    await story.wait(question_id)
    cards = (await story.question(question_id)).card
    await story.pass_on(question_id, "lena")
    question = await story.question(question_id)
    assert (question.card, question.exhausted_at) == (cards, None)
    assert question.widen_at is not None


async def lead_by(story: Story, name: str) -> None:
    """Put everybody into one team that somebody looks after."""
    async with story.database.transaction() as session:
        ws = story.workspace.id
        team = Team(
            workspace_id=ws,
            channel_slack_id="C0TEAM",
            name="team",
            adopted_by_id=story.people["chi"],
            adopted_at=story.now,
            zone="Europe/Madrid",
        )
        session.add(team)
        await session.flush()
        for other, member_id in story.people.items():
            session.add(
                TeamMember(
                    workspace_id=ws, team_id=team.id, member_id=member_id, is_lead=other == name, joined_at=story.now
                )
            )


async def ask_lead(story: Story, question_id: int, name: str) -> None:
    """Ana turns to her lead."""
    async with story.as_("ana") as (session, ana):
        await asking.ask_lead(session, ana, question_id, story.people[name], now=story.now)


async def test_ones_own_lead_is_no_candidate_of_routing(story: Story) -> None:
    await lead_by(story, "bo")
    async with story.as_("ana") as (session, ana):
        ranking = await matching.candidates(session, ana, "How do I read a Terraform plan?", now=story.now)
    assert story.people["bo"] not in {one.member.id for one in ranking.ready}
    assert story.people["chi"] in {one.member.id for one in ranking.ready}


async def test_the_same_lead_is_asked_once(story: Story) -> None:
    await lead_by(story, "bo")
    question_id = await drafted(story)
    await ask_lead(story, question_id, "bo")
    with pytest.raises(WhoKnowsError, match="asked already"):
        await ask_lead(story, question_id, "bo")
    with pytest.raises(WhoKnowsError, match="look after your team"):
        await ask_lead(story, question_id, "chi")


async def test_a_lead_reads_it_in_their_working_hours(story: Story) -> None:
    await lead_by(story, "bo")
    question_id = await drafted(story)
    story.now = MONDAY + timedelta(hours=12)
    await ask_lead(story, question_id, "bo")
    [card] = await story.owed("lead_asked")
    assert (card.keeps_quiet_hours, card.due_at) == (True, MONDAY + timedelta(days=1))


async def test_close_topics_are_asked_where_the_asker_says_so(story: Story) -> None:
    async with story.database.transaction() as session:
        zoe = await an_expert(session, story.workspace, "Zoe Expert", ["Kubernetes networking"])
        story.people["zoe"] = zoe.id
    async with story.as_("ana") as (session, ana):
        preview = await asking.draft(session, ana, "Where do I begin with Kubernetes?", now=story.now)
        assert (preview.people, preview.unlisted) == ([], "Kubernetes")
        [near] = preview.near
        assert (near.name, near.people) == ("Kubernetes networking", 1)
        again = await asking.ask_about(session, ana, preview.question_id, near.skill_id, now=story.now)
        assert [person.name for person in again.people] == ["Zoe Expert"]
        assert await asking.ask(session, ana, preview.question_id, now=story.now)
    assert list(await story.offers(preview.question_id)) == ["zoe"]


async def test_what_somebody_is_learning_is_not_close(story: Story) -> None:
    async with story.database.transaction() as session:
        await an_expert(session, story.workspace, "Zoe Expert", ["Kubernetes networking"], level=Level.LEARNING)
    async with story.as_("ana") as (session, ana):
        preview = await asking.draft(session, ana, "Where do I begin with Kubernetes?", now=story.now)
    assert preview.near == ()


async def test_a_topic_that_is_longer_than_it_looks_is_refused_at_its_field(story: Story) -> None:
    question_id = await drafted(story)
    async with story.as_("ana") as (session, ana):
        # One sign that stands for four words: nobody could be asked to list it.
        with pytest.raises(WhoKnowsError, match="80 is the most") as refused:
            await asking.post(session, ana, question_id, "C0GENERAL", topic="\ufdfa" * 40, now=story.now)
    assert refused.value.field == "topic"
