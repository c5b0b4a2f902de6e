"""Finding the right person: willing people only, each with a true reason, in the same order each time."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

from bot import matching, people, skills
from bot.matching import Ranking, Reason
from bot.matching.availability import availability, fairness
from models import Level, Member, Workspace
from tests.factories import MONDAY, a_member, a_workspace, an_answered_question, an_expert

QUESTION = "How do I read a Terraform plan?"


@pytest.fixture
async def workspace(session: AsyncSession) -> Workspace:
    return await a_workspace(session)


@pytest.fixture
async def ana(session: AsyncSession, workspace: Workspace) -> Member:
    return await a_member(session, workspace, "Ana Ruiz")


async def ranked(session: AsyncSession, asker: Member, text: str = QUESTION) -> Ranking:
    return await matching.candidates(session, asker, text, now=MONDAY)


def names(ranking: Ranking) -> list[str]:
    return [candidate.member.name for candidate in ranking.ready]


async def test_whoever_lists_the_topic_is_found_with_the_reason(
    session: AsyncSession, workspace: Workspace, ana: Member
) -> None:
    await an_expert(session, workspace, "Bo Larsen", ["Terraform"], level=Level.CAN_TEACH)
    await an_expert(session, workspace, "Dev Patel", ["Figma"])
    ranking = await ranked(session, ana)
    assert names(ranking) == ["Bo Larsen"]
    assert ranking.ready[0].reasons == (Reason("lists", topic="Terraform", level="can_teach"),)
    assert ranking.skill_name == "Terraform"


async def test_past_help_is_a_reason_with_its_number(session: AsyncSession, workspace: Workspace, ana: Member) -> None:
    bo = await an_expert(session, workspace)
    for weeks in (8, 5):
        await an_answered_question(
            session, ana, bo, f"Why is my Terraform plan {weeks} pages long?", now=MONDAY - timedelta(weeks=weeks)
        )
    reasons = (await ranked(session, ana)).ready[0].reasons
    last = (MONDAY - timedelta(weeks=5)).date().isoformat()
    assert reasons[1] == Reason("helped", topic="Terraform", times=2, last=last)


async def test_past_help_finds_people_whose_topic_is_not_named(
    session: AsyncSession, workspace: Workspace, ana: Member
) -> None:
    bo = await an_expert(session, workspace)
    await an_answered_question(
        session, ana, bo, "Terraform: the state bucket is locked, who holds the lock?", now=MONDAY - timedelta(weeks=4)
    )
    ranking = await ranked(session, ana, "Somebody locked our state bucket again")
    assert names(ranking) == ["Bo Larsen"]
    assert [reason.kind for reason in ranking.ready[0].reasons] == ["helped"]


async def test_nobody_is_their_own_candidate(session: AsyncSession, workspace: Workspace) -> None:
    bo = await an_expert(session, workspace)
    assert names(await ranked(session, bo)) == []


@pytest.mark.parametrize(
    "person",
    [
        {"is_deactivated": True},
        {"is_guest": True},
        {"is_stranger": True},
        {"is_bot": True},
        {"paused_until": MONDAY + timedelta(minutes=1)},
    ],
    ids=lambda person: next(iter(person)),
)
async def test_who_cannot_be_asked_is_no_candidate(
    session: AsyncSession, workspace: Workspace, ana: Member, person: dict[str, Any]
) -> None:
    await an_expert(session, workspace, "Bo Larsen", **person)
    ranking = await ranked(session, ana)
    assert (ranking.ready, ranking.full) == ([], [])


async def test_a_pause_that_ended_no_longer_counts(session: AsyncSession, workspace: Workspace, ana: Member) -> None:
    await an_expert(session, workspace, "Bo Larsen", paused_until=MONDAY)
    assert names(await ranked(session, ana)) == ["Bo Larsen"]


async def test_a_full_week_is_told_apart_from_nobody(session: AsyncSession, workspace: Workspace, ana: Member) -> None:
    bo = await an_expert(session, workspace, asks_a_week=1)
    assert await people.take_ask(session, bo, people.ask_week(bo, MONDAY))
    ranking = await ranked(session, ana)
    assert ranking.ready == []
    assert [candidate.member.id for candidate in ranking.full] == [bo.id]
    later = await matching.candidates(session, ana, QUESTION, now=people.full_until(bo, MONDAY))
    assert names(later) == ["Bo Larsen"]


async def test_learning_a_topic_is_no_yes_to_being_asked(
    session: AsyncSession, workspace: Workspace, ana: Member
) -> None:
    await an_expert(session, workspace, "Bo Larsen", level=Level.LEARNING)
    assert names(await ranked(session, ana)) == []


async def test_what_was_removed_counts_no_longer_even_with_past_help(
    session: AsyncSession, workspace: Workspace, ana: Member
) -> None:
    bo = await an_expert(session, workspace)
    await an_answered_question(session, ana, bo, QUESTION, now=MONDAY - timedelta(weeks=2))
    await skills.remove(session, bo, ["Terraform"], now=MONDAY)
    assert names(await ranked(session, ana)) == []


async def test_who_can_teach_comes_before_who_can_help(
    session: AsyncSession, workspace: Workspace, ana: Member
) -> None:
    await an_expert(session, workspace, "Aki Helps", level=Level.CAN_HELP)
    await an_expert(session, workspace, "Zoe Teaches", level=Level.CAN_TEACH)
    assert names(await ranked(session, ana)) == ["Zoe Teaches", "Aki Helps"]


async def test_fresh_help_weighs_more_than_old_help(session: AsyncSession, workspace: Workspace, ana: Member) -> None:
    old = await an_expert(session, workspace, "Aki Old")
    await an_answered_question(session, ana, old, QUESTION, now=MONDAY - timedelta(days=240))
    fresh = await an_expert(session, workspace, "Zoe Fresh")
    await skills.pause(session, old, now=MONDAY - timedelta(days=15))
    await an_answered_question(session, ana, fresh, QUESTION, now=MONDAY - timedelta(days=14))
    ranking = await ranked(session, ana)
    assert names(ranking) == ["Zoe Fresh", "Aki Old"]


async def test_who_is_at_work_comes_before_who_is_away(
    session: AsyncSession, workspace: Workspace, ana: Member
) -> None:
    await an_expert(session, workspace, "Aki Asleep", zone="America/Toronto")
    await an_expert(session, workspace, "Zoe Awake", zone="Europe/Madrid")
    ranking = await ranked(session, ana)
    assert names(ranking) == ["Zoe Awake", "Aki Asleep"]
    assert [candidate.back_at for candidate in ranking.ready] == [MONDAY, MONDAY + timedelta(hours=6)]


async def test_who_was_asked_this_week_lets_others_have_a_turn(
    session: AsyncSession, workspace: Workspace, ana: Member
) -> None:
    busy = await an_expert(session, workspace, "Aki Busy")
    await an_expert(session, workspace, "Zoe Rested")
    assert names(await ranked(session, ana)) == ["Aki Busy", "Zoe Rested"]
    assert await people.take_ask(session, busy, people.ask_week(busy, MONDAY))
    assert names(await ranked(session, ana)) == ["Zoe Rested", "Aki Busy"]


async def test_an_alias_finds_the_topic(session: AsyncSession, workspace: Workspace, ana: Member) -> None:
    await an_expert(session, workspace, "Bo Larsen", ["Kubernetes"])
    ranking = await ranked(session, ana, "Our k8s job dies at night")
    assert (names(ranking), ranking.skill_name) == (["Bo Larsen"], "Kubernetes")


async def test_half_a_topics_words_are_not_enough(session: AsyncSession, workspace: Workspace, ana: Member) -> None:
    await an_expert(session, workspace, "Bo Larsen", ["Running meetings"])
    assert names(await ranked(session, ana, "Where is the meeting room?")) == []
    assert names(await ranked(session, ana, "I am bad at running a meeting")) == ["Bo Larsen"]


async def test_who_was_asked_already_is_left_out(session: AsyncSession, workspace: Workspace, ana: Member) -> None:
    bo = await an_expert(session, workspace, "Bo Larsen")
    await an_expert(session, workspace, "Zoe Other")
    ranking = await matching.candidates(session, ana, QUESTION, now=MONDAY, without=[bo.id])
    assert names(ranking) == ["Zoe Other"]


async def test_other_workspaces_are_not_searched(session: AsyncSession, workspace: Workspace, ana: Member) -> None:
    elsewhere = await a_workspace(session, "T0ELSE")
    await an_expert(session, elsewhere, "Bo Larsen")
    assert names(await ranked(session, ana)) == []


@pytest.mark.parametrize("text", ["", "🎉", "the of and", "%", "'; DROP TABLE members; --", "a" * 3000])
async def test_nobody_fits_a_text_that_says_nothing(
    session: AsyncSession, workspace: Workspace, ana: Member, text: str
) -> None:
    await an_expert(session, workspace)
    ranking = await ranked(session, ana, text)
    assert (ranking.ready, ranking.skill_id) == ([], None)


async def test_the_same_question_finds_the_same_people_in_the_same_order(
    session: AsyncSession, workspace: Workspace, ana: Member
) -> None:
    for number in range(8):
        topics = ["Terraform", "Kubernetes"] if number % 2 else ["Terraform"]
        await an_expert(session, workspace, f"Expert {number}", topics, zone="Asia/Tokyo" if number > 5 else "UTC")
    orders = [names(await ranked(session, ana, "Terraform on Kubernetes")) for _ in range(3)]
    assert orders[0] == orders[1] == orders[2]
    ranking = await ranked(session, ana, "Terraform on Kubernetes")
    scores = [candidate.score for candidate in ranking.ready]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert all(candidate.reasons for candidate in ranking.ready)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_longer_away_is_never_more_available_and_never_unavailable(shorter: int, longer: int) -> None:
    first, second = sorted((shorter, longer))
    near = availability(MONDAY + timedelta(minutes=first), MONDAY)
    far = availability(MONDAY + timedelta(minutes=second), MONDAY)
    assert 0.4 <= far <= near <= 1
    assert availability(MONDAY, MONDAY) == 1


@given(st.integers(0, 20), st.integers(0, 10))
def test_fairness_damps_but_never_excludes(taken: int, limit: int) -> None:
    assert 0.5 <= fairness(taken + 1, limit) <= fairness(taken, limit) <= 1


async def test_a_topic_taken_off_the_list_is_not_asked_for_any_more(
    session: AsyncSession, workspace: Workspace, ana: Member
) -> None:
    """Help with it counts again once it is listed again."""
    bo = await an_expert(session, workspace)
    text = "Terraform: the state bucket is locked, who holds the lock?"
    await an_answered_question(session, ana, bo, text, now=MONDAY - timedelta(weeks=4))
    await skills.add(session, bo, ["Cooking"], now=MONDAY)
    await skills.remove(session, bo, ["Terraform"], now=MONDAY)
    assert names(await ranked(session, ana, text)) == []
    await skills.add(session, bo, ["Terraform"], level=Level.LEARNING, now=MONDAY)
    assert names(await ranked(session, ana, text)) == []
    await skills.add(session, bo, ["Terraform"], level=Level.CAN_HELP, now=MONDAY)
    assert names(await ranked(session, ana, text)) == ["Bo Larsen"]


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Our kuberntes? probe keeps restarting", "Kubernetes"),
        ("who can help with facilitaion of a workshop", "Facilitation"),
        ("k8s probes", "Kubernetes"),
        ("How do I profile a Go service?", "Go"),
        ("I am on call for the first time", "On-call"),
        ("getting ready for a 1:1", "One-to-ones"),
    ],
)
async def test_a_question_reaches_who_listed_it_by_other_words_and_slips(
    session: AsyncSession, workspace: Workspace, ana: Member, text: str, listed: str
) -> None:
    await an_expert(session, workspace, "Bo Larsen", [listed])
    assert names(await ranked(session, ana, text)) == ["Bo Larsen"]


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Who can I call about the rest of the year?", "On-call"),
        ("Who can I call about the rest of the year?", "REST APIs"),
        ("Where do we go to sign a contact list of 1 page?", "Go"),
        ("Where do we go to sign a contact list of 1 page?", "One-to-ones"),
        ("Where do we go to sign a contact list of 1 page?", "Contracts"),
        ("In other words, who knows?", "Word"),
    ],
)
async def test_everyday_words_reach_nobody_who_listed_a_topic_by_that_name(
    session: AsyncSession, workspace: Workspace, ana: Member, text: str, listed: str
) -> None:
    await an_expert(session, workspace, "Bo Larsen", [listed])
    assert names(await ranked(session, ana, text)) == []
