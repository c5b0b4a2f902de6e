"""Whatever somebody types or pastes is ranked kindly: no error, no endless work, and who fits is found all the same."""

from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import matching, skills
from bot.matching import weights
from models import Level, Member, Workspace
from tests.factories import MONDAY, a_member, a_workspace, an_answered_question, an_expert

LOG = "2026-11-23T09:00:01Z ERROR worker[4711] at 0x7f3a: connection reset by peer (10.0.0.7:5432)\n" * 400
NOBODY = {
    "nothing": "",
    "stop words": "how do I get to be the one who is",
    "emoji": "🎉🎊🥳",
    "accents without letters": "\u0301" * 40_000,
    "one long word": "x" * 40_000,
    "a log": LOG,
    "a zero byte": "\x00",
    "letters that grow": "\ufdfa" * 5_000,
}
FOUND = {
    "one word often": "terraform " * 10_000,
    "a log and a line": LOG[:6_000] + "\nterraform apply failed",
    "between emoji": "🎉 terraform 🎉",
    "wide letters": "\uff34\uff25\uff32\uff32\uff21\uff26\uff2f\uff32\uff2d",
    "a slip": "terrafrom",
}


@pytest.fixture
async def workspace(session: AsyncSession) -> Workspace:
    return await a_workspace(session)


@pytest.fixture
async def ana(session: AsyncSession, workspace: Workspace) -> Member:
    return await a_member(session, workspace, "Ana Ruiz")


async def found(session: AsyncSession, asker: Member, text: str) -> list[str]:
    ranking = await matching.candidates(session, asker, text, now=MONDAY)
    return [candidate.member.name for candidate in ranking.ready]


@pytest.mark.parametrize("text", NOBODY.values(), ids=NOBODY.keys())
async def test_where_nothing_is_said_nobody_is_found(
    session: AsyncSession, workspace: Workspace, ana: Member, text: str
) -> None:
    bo = await an_expert(session, workspace)
    await an_answered_question(session, ana, bo, "How do I read a Terraform plan?", now=MONDAY - timedelta(days=3))
    assert await found(session, ana, text) == []


@pytest.mark.parametrize("text", FOUND.values(), ids=FOUND.keys())
async def test_what_is_said_is_heard_in_any_heap(
    session: AsyncSession, workspace: Workspace, ana: Member, text: str
) -> None:
    await an_expert(session, workspace)
    assert await found(session, ana, text) == ["Bo Larsen"]


async def test_a_label_of_one_letter_and_somebody_with_500_labels(
    session: AsyncSession, workspace: Workspace, ana: Member
) -> None:
    await an_expert(session, workspace, "Bo Larsen", ["R"])
    broad = await an_expert(session, workspace, "Chi Okafor", ["C"])
    for first in range(0, 500, 10):
        names = [f"Topic number{number}" for number in range(first, first + 10)]
        await skills.add(session, broad, names, level=Level.CAN_HELP, now=MONDAY)
    assert await found(session, ana, "How do I plot this in R?") == ["Bo Larsen"]
    assert await found(session, ana, "Which topic is number417?") == ["Chi Okafor"]


async def test_the_only_person_of_a_workspace_finds_nobody(session: AsyncSession, workspace: Workspace) -> None:
    alone = await an_expert(session, workspace)
    assert await found(session, alone, "How do I read a Terraform plan?") == []


async def test_help_from_a_clock_that_is_ahead_counts(session: AsyncSession, workspace: Workspace, ana: Member) -> None:
    bo = await an_expert(session, workspace)
    later = MONDAY + timedelta(hours=1)
    await an_answered_question(session, ana, bo, "Terraform: who holds the lock of a state bucket?", now=later)
    assert await found(session, ana, "Somebody holds the lock of our state bucket") == ["Bo Larsen"]


@pytest.mark.parametrize(("words", "names"), [(weights.WORDS_MENDED - 1, ["Bo Larsen"]), (weights.WORDS_MENDED, [])])
async def test_only_the_first_long_words_are_mended(
    session: AsyncSession, workspace: Workspace, ana: Member, words: int, names: list[str]
) -> None:
    await an_expert(session, workspace)
    before = " ".join("unheardof" + chr(97 + number) * 3 for number in range(words))
    assert await found(session, ana, f"{before} terrafrom") == names
