"""Kudos: whom, what for, where it is said, and never twice."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import kudos, people, skills
from bot.database import Database
from bot.errors import WhoKnowsError
from models import Area, Delivery, Kudos, Member, Workspace
from tests.factories import MONDAY, a_member, a_workspace, an_answered_question, an_expert

REASON = "for the time you spent on the new CRM"


@pytest.fixture
async def workspace(session: AsyncSession) -> Workspace:
    return await a_workspace(session, shoutouts="C0KUDOS")


@pytest.fixture
async def ana(session: AsyncSession, workspace: Workspace) -> Member:
    return await a_member(session, workspace, "Ana Ruiz")


@pytest.fixture
async def bo(session: AsyncSession, workspace: Workspace) -> Member:
    return await an_expert(session, workspace, "Bo Larsen")


async def owed(session: AsyncSession, kind: str) -> list[Delivery]:
    return list(await session.scalars(select(Delivery).where(Delivery.kind == kind).order_by(Delivery.id)))


async def test_public_thanks_are_one_post_in_the_channel(session: AsyncSession, ana: Member, bo: Member) -> None:
    given = await kudos.give(session, ana, [bo], f"  {REASON} ", in_public=True, now=MONDAY)
    assert (given.in_public, given.alone, given.channel) == ([bo], [], "C0KUDOS")
    (post,) = await owed(session, "shoutout")
    assert post.channel_slack_id == "C0KUDOS"
    assert await owed(session, "kind_words") == []
    words = await kudos.kind_words(session, ana.workspace_id, given.kudos_id)
    assert words is not None
    assert (words.giver, words.receivers, words.reason) == (ana, [bo], REASON)


async def test_private_thanks_are_read_by_nobody_else(session: AsyncSession, ana: Member, bo: Member) -> None:
    given = await kudos.give(session, ana, [bo], REASON, in_public=False, now=MONDAY)
    assert (given.in_public, given.alone, given.channel, given.no_channel) == ([], [bo], None, False)
    assert await owed(session, "shoutout") == []
    (letter,) = await owed(session, "kind_words")
    assert (letter.member_id, letter.keeps_quiet_hours) == (bo.id, True)
    assert [words.reason for words in await kudos.received(session, bo)] == [REASON]
    assert await kudos.received(session, ana) == []


async def test_the_receivers_preference_wins(
    session: AsyncSession, workspace: Workspace, ana: Member, bo: Member
) -> None:
    shy = await a_member(session, workspace, "Lena Tamm", likes_public_thanks=False)
    given = await kudos.give(session, ana, [bo, shy], REASON, in_public=True, now=MONDAY)
    assert (given.in_public, given.alone, given.prefer_private) == ([bo], [shy], [shy])
    words = await kudos.kind_words(session, ana.workspace_id, given.kudos_id)
    assert words is not None
    assert words.receivers == [bo]
    assert [letter.member_id for letter in await owed(session, "kind_words")] == [shy.id]


async def test_without_a_channel_receivers_are_told_alone_and_the_giver_knows(session: AsyncSession) -> None:
    workspace = await a_workspace(session)
    ana, bo = await a_member(session, workspace, "Ana Ruiz"), await a_member(session, workspace, "Bo Larsen")
    given = await kudos.give(session, ana, [bo], REASON, in_public=True, now=MONDAY)
    assert (given.alone, given.no_channel, given.prefer_private) == ([bo], True, [])


async def test_private_words_wait_for_the_receivers_morning(session: AsyncSession, workspace: Workspace) -> None:
    ana = await a_member(session, workspace, "Ana Ruiz")
    mina = await a_member(session, workspace, "Mina Kaya", zone="America/Toronto")
    await kudos.give(session, ana, [mina], REASON, in_public=False, now=MONDAY)
    assert [letter.due_at for letter in await owed(session, "kind_words")] == [MONDAY + timedelta(hours=6)]


async def test_a_post_that_slack_refused_is_told_alone_and_names_nobody_in_public(
    session: AsyncSession, ana: Member, bo: Member
) -> None:
    given = await kudos.give(session, ana, [bo], REASON, in_public=True, now=MONDAY)
    (post,) = await owed(session, "shoutout")
    await kudos.post_was_refused(session, post, now=MONDAY)
    (told,) = await owed(session, "shoutout_refused")
    assert (told.member_id, told.facts) == (ana.id, {"member_ids": [bo.id], "channel": "C0KUDOS"})
    assert [letter.member_id for letter in await owed(session, "kind_words")] == [bo.id]
    words = await kudos.kind_words(session, ana.workspace_id, given.kudos_id)
    assert words is not None
    assert words.receivers == []


@pytest.mark.parametrize("reason", ["", "  ", "🎉", "!!!", "x" * 2001])
async def test_thanks_say_what_for(session: AsyncSession, ana: Member, bo: Member, reason: str) -> None:
    with pytest.raises(WhoKnowsError) as refusal:
        await kudos.give(session, ana, [bo], reason, in_public=True, now=MONDAY)
    assert refusal.value.field == "reason"
    assert await session.scalar(select(func.count()).select_from(Kudos)) == 0


@pytest.mark.parametrize(
    ("receiver", "words"),
    [
        ({"is_bot": True}, "Bots can't feel it"),
        ({"is_deactivated": True}, "has left the workspace"),
        ({"is_guest": True}, "full members"),
        ({"is_stranger": True}, "full members"),
    ],
)
async def test_who_cannot_be_thanked_is_told_apart(
    session: AsyncSession, workspace: Workspace, ana: Member, receiver: dict[str, Any], words: str
) -> None:
    bo = await a_member(session, workspace, "Bo Larsen")
    other = await a_member(session, workspace, "Other Person", **receiver)
    with pytest.raises(WhoKnowsError, match=words) as refusal:
        await kudos.give(session, ana, [bo, other], REASON, in_public=True, now=MONDAY)
    assert refusal.value.field == "receivers"


async def test_not_oneself_not_nobody_not_everybody(
    session: AsyncSession, workspace: Workspace, ana: Member, bo: Member
) -> None:
    crowd = [await a_member(session, workspace, f"Person {number}") for number in range(26)]
    for receivers, words in (
        ([ana], "for other people"),
        ([], "Name who"),
        (crowd, "more people than the 25"),
        ([bo, ana], "other"),
    ):
        with pytest.raises(WhoKnowsError, match=words):
            await kudos.give(session, ana, receivers, REASON, in_public=True, now=MONDAY)
    given = await kudos.give(session, ana, [*crowd[:25], crowd[0]], REASON, in_public=True, now=MONDAY)
    assert len(given.in_public) == 25


@pytest.mark.parametrize("person", ["is_guest", "is_stranger", "is_deactivated", "is_bot"])
async def test_only_full_members_thank(session: AsyncSession, workspace: Workspace, bo: Member, person: str) -> None:
    giver = await a_member(session, workspace, "Gus Guest")
    setattr(giver, person, True)
    with pytest.raises(WhoKnowsError):
        await kudos.give(session, giver, [bo], REASON, in_public=True, now=MONDAY)


async def test_the_same_thanks_within_a_minute_are_one(
    session: AsyncSession, workspace: Workspace, ana: Member, bo: Member
) -> None:
    first = await kudos.give(session, ana, [bo], REASON, in_public=True, now=MONDAY)
    again = await kudos.give(session, ana, [bo], REASON.upper(), in_public=True, now=MONDAY + timedelta(seconds=59))
    assert (again.again, again.kudos_id) == (True, first.kudos_id)
    dev = await a_member(session, workspace, "Dev Patel")
    for receivers in ([dev], [bo, dev]):
        given = await kudos.give(session, ana, receivers, REASON, in_public=True, now=MONDAY)
        assert not given.again
    later = await kudos.give(session, ana, [bo], REASON, in_public=True, now=MONDAY + timedelta(seconds=61))
    assert not later.again


async def test_ten_a_day_and_three_a_week_to_one_person(
    session: AsyncSession, workspace: Workspace, ana: Member, bo: Member
) -> None:
    for number in range(3):
        await kudos.give(session, ana, [bo], f"for help number {number}", in_public=True, now=MONDAY)
    with pytest.raises(WhoKnowsError, match="You thanked Bo Larsen 3 times this week"):
        await kudos.give(session, ana, [bo], "for the fourth", in_public=True, now=MONDAY + timedelta(days=6))
    for number in range(7):
        other = await a_member(session, workspace, f"Person {number}")
        await kudos.give(session, ana, [other], REASON + str(number), in_public=True, now=MONDAY)
    dev = await a_member(session, workspace, "Dev Patel")
    with pytest.raises(WhoKnowsError, match="10 thank-yous in a day"):
        await kudos.give(session, ana, [dev], REASON, in_public=True, now=MONDAY + timedelta(hours=23))
    await kudos.give(session, bo, [dev], REASON, in_public=True, now=MONDAY)
    await kudos.give(session, ana, [bo, dev], REASON, in_public=True, now=MONDAY + timedelta(days=7))


async def test_an_answered_question_is_thanked_for_once(session: AsyncSession, ana: Member, bo: Member) -> None:
    question_id = await an_answered_question(session, ana, bo, "How do I read a Terraform plan?", now=MONDAY)
    offer = await kudos.thanks_for(session, ana, question_id)
    assert (offer.helper, offer.topic, offer.channels) == (bo, "Terraform", ["C0KUDOS"])
    for asker, question in ((bo, question_id), (ana, question_id + 1000)):
        with pytest.raises(WhoKnowsError, match="nobody to thank"):
            await kudos.thanks_for(session, asker, question)
    given = await kudos.give(session, ana, [bo], REASON, in_public=True, question_id=question_id, now=MONDAY)
    words = await kudos.kind_words(session, ana.workspace_id, given.kudos_id)
    assert words is not None
    assert words.topic == "Terraform"
    with pytest.raises(WhoKnowsError, match="You thanked Bo Larsen for this one already"):
        await kudos.thanks_for(session, ana, question_id)


async def test_a_helper_who_prefers_private_is_never_offered_the_channel(
    session: AsyncSession, workspace: Workspace, ana: Member
) -> None:
    shy = await an_expert(session, workspace, "Lena Tamm", likes_public_thanks=False)
    question_id = await an_answered_question(session, ana, shy, "How do I read a Terraform plan?", now=MONDAY)
    assert (await kudos.thanks_for(session, ana, question_id)).channels == []


async def test_two_thank_yous_for_one_question_pressed_together_are_one(database: Database) -> None:
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        ana, bo = await a_member(session, workspace, "Ana Ruiz"), await an_expert(session, workspace)
        question_id = await an_answered_question(session, ana, bo, "How do I read a Terraform plan?", now=MONDAY)

    async def thank(number: int) -> bool:
        async with database.transaction() as session:
            members = await people.members(session, workspace.id, [ana.id, bo.id])
            await asyncio.sleep(0.01)
            given = await kudos.give(
                session,
                members[ana.id],
                [members[bo.id]],
                f"{REASON}, version {number}",
                in_public=True,
                question_id=question_id,
                now=MONDAY,
            )
            return not given.again

    results = await asyncio.gather(*(thank(number) for number in range(4)), return_exceptions=True)
    assert [result for result in results if result is True] == [True]
    refusals = [result for result in results if result is not True]
    assert [str(refusal) for refusal in refusals] == [
        "You thanked Bo Larsen for this one already. They have it in their kind words."
    ] * 3


async def test_the_channel_is_an_admins_to_choose(session: AsyncSession, workspace: Workspace, ana: Member) -> None:
    with pytest.raises(WhoKnowsError, match="Only admins can choose"):
        await kudos.choose_shoutout_channel(session, ana, "C0OTHER", now=MONDAY)
    chi = await a_member(session, workspace, "Chi Okafor", is_admin=True)
    await kudos.choose_shoutout_channel(session, chi, "C0OTHER", now=MONDAY)
    assert workspace.shoutout_channel_slack_id == "C0OTHER"
    (first_post,) = await owed(session, "shoutouts_here")
    assert first_post.channel_slack_id == "C0OTHER"
    await kudos.channel_was_refused(session, first_post, now=MONDAY)
    assert await kudos.shoutout_channel(session, chi) is None
    (told,) = await owed(session, "shoutouts_impossible")
    assert (told.member_id, told.facts) == (chi.id, {"channel": "C0OTHER"})


async def test_a_channel_chosen_since_stays_though_an_older_one_is_refused(
    session: AsyncSession, workspace: Workspace
) -> None:
    chi = await a_member(session, workspace, "Chi Okafor", is_admin=True)
    for channel in ("C0OTHER", "C0NEWER"):
        await kudos.choose_shoutout_channel(session, chi, channel, now=MONDAY)
    await kudos.channel_was_refused(session, (await owed(session, "shoutouts_here"))[0], now=MONDAY)
    assert workspace.shoutout_channel_slack_id == "C0NEWER"


async def test_words_of_another_workspace_are_not_read(session: AsyncSession, ana: Member, bo: Member) -> None:
    given = await kudos.give(session, ana, [bo], REASON, in_public=True, now=MONDAY)
    elsewhere = await a_workspace(session, "T0ELSE")
    assert await kudos.kind_words(session, elsewhere.id, given.kudos_id) is None


async def test_the_same_thanks_pressed_six_times_at_once_are_one(database: Database) -> None:
    """On both databases: whoever comes second reads that it was said."""
    async with database.transaction() as session:
        place = await a_workspace(session, shoutouts="C0KUDOS")
        giver, receiver = await a_member(session, place, "Ana Ruiz"), await a_member(session, place, "Bo Larsen")

    async def press() -> bool:
        async with database.transaction() as session:
            both = await people.members(session, place.id, [giver.id, receiver.id])
            given = await kudos.give(session, both[giver.id], [both[receiver.id]], REASON, in_public=True, now=MONDAY)
            return given.again

    assert sorted(await asyncio.gather(*(press() for _ in range(6)))) == [False, *[True] * 5]
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Kudos)) == 1


async def test_thanks_for_an_answer_are_always_due(session: AsyncSession, ana: Member, bo: Member) -> None:
    for number in range(3):
        await kudos.give(session, ana, [bo], f"{REASON}, number {number}", in_public=True, now=MONDAY)
    with pytest.raises(WhoKnowsError, match="3 times this week"):
        await kudos.give(session, ana, [bo], REASON, in_public=True, now=MONDAY)
    question_id = await an_answered_question(session, ana, bo, "How do I read a Terraform plan?", now=MONDAY)
    given = await kudos.give(session, ana, [bo], REASON, in_public=True, question_id=question_id, now=MONDAY)
    assert given.in_public == [bo]
    week_later = MONDAY + timedelta(days=7, minutes=1)
    for number in range(3):
        await kudos.give(session, ana, [bo], f"{REASON}, again {number}", in_public=True, now=week_later)


async def test_what_was_confided_is_named_to_nobody_else(session: AsyncSession, ana: Member, bo: Member) -> None:
    skill = await skills.found_or_made(session, ana.workspace_id, "A hard week", now=MONDAY)
    skill.area = Area.CONFIDE
    with pytest.raises(WhoKnowsError, match="stays between the two of you"):
        await kudos.give(session, ana, [bo], REASON, in_public=True, topic="a hard week", now=MONDAY)
    given = await kudos.give(session, ana, [bo], REASON, in_public=False, topic="a hard week", now=MONDAY)
    assert given.alone == [bo]
