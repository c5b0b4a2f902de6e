"""What somebody may mean: proposed, never taken; and the topics that a running text names."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.skills import naming
from bot.skills.naming import Why
from bot.skills.near_topics import NEAR_TOPICS
from bot.skills.starter_topics import AREAS
from bot.skills.starting_aliases import OTHER_WORDS
from models import Skill, Workspace
from tests.factories import MONDAY, a_workspace


@pytest.fixture
async def workspace(session: AsyncSession) -> Workspace:
    return await a_workspace(session)


async def names(session: AsyncSession, workspace: Workspace, typed: str, at_most: int = 5) -> list[str]:
    return [one.name for one in await naming.proposals(session, workspace.id, typed, at_most=at_most)]


@pytest.mark.parametrize(
    ("typed", "name", "why"),
    [
        ("Kubernetes", "Kubernetes", Why.NAME),
        ("k8s", "Kubernetes", Why.ALIAS),
        ("kuberntes", "Kubernetes", Why.SPELLING),
        ("runing meetings", "Running meetings", Why.FORM),
        ("interviewing users", "User interviews", Why.FORM),
        ("user interview", "User interviews", Why.FORM),
        ("PM", "Project management", Why.SHORT),
        ("stakeholder mgmt", "Stakeholder management", Why.SHORT),
        ("kub", "Kubernetes", Why.START),
        ("kubernetes operators", "Kubernetes", Why.PART),
        ("stand-ups", "Scrum", Why.NEAR),
        ("résumé", "CV writing", Why.START),
        ("tf", "Terraform", Why.SHORT),
    ],
)
async def test_the_topic_meant_leads_and_says_why(
    session: AsyncSession, workspace: Workspace, typed: str, name: str, why: Why
) -> None:
    found = await naming.proposals(session, workspace.id, typed)
    assert (found[0].name, found[0].why) == (name, why)
    assert len(found) <= 5
    assert len({one.name for one in found}) == len(found)


async def test_topics_of_the_workspace_go_before_those_of_our_list(session: AsyncSession, workspace: Workspace) -> None:
    assert (await names(session, workspace, "feedback"))[0] == "Giving feedback"
    receiving = await naming.found_or_made(session, workspace.id, "Receiving feedback", now=MONDAY)
    first = (await naming.proposals(session, workspace.id, "feedback"))[0]
    assert (first.name, first.skill_id) == ("Receiving feedback", receiving.id)


async def test_to_propose_makes_nothing(session: AsyncSession, workspace: Workspace) -> None:
    for typed in ("k8s", "runing meetings", "beekeeping"):
        await naming.proposals(session, workspace.id, typed)
        await naming.meant(session, workspace.id, typed)
        await naming.type_ahead(session, workspace.id, typed)
        await naming.topics_in(session, workspace.id, typed)
    assert await session.scalar(select(func.count()).select_from(Skill)) == 0


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("runing meetings", "Running meetings"),
        ("Kuberntes", "Kubernetes"),
        ("user interview", "User interviews"),
        ("PM", "Project management"),
        ("k8s", None),
        ("Running meetings", None),
        ("on call", None),
        ("Beekeeping", None),
        ("React Native", None),
        ("Java", None),
        ("Rust", None),
        ("Golf", None),
        ("SAP", None),
        ("meetings", None),
        ("Kubernetes operators", None),
        ("Knitting", None),
    ],
)
async def test_only_what_is_close_enough_is_asked_about(
    session: AsyncSession, workspace: Workspace, typed: str, asked: str | None
) -> None:
    one = await naming.meant(session, workspace.id, typed)
    assert (one.name if one else None) == asked


async def test_what_begins_like_the_typed_letters_comes_first(session: AsyncSession, workspace: Workspace) -> None:
    await naming.found_or_made(session, workspace.id, "Running payroll", now=MONDAY)
    found = [one.name for one in await naming.type_ahead(session, workspace.id, "run")]
    assert found[:2] == ["Running payroll", "Running meetings"]
    for typed, first in (
        ("meet", "Running meetings"),
        ("r", "R"),
        ("fedback", "Giving feedback"),
        ("k8", "Kubernetes"),
    ):
        assert next(iter(await naming.type_ahead(session, workspace.id, typed))).name == first


async def test_before_anything_is_typed_the_topics_of_the_workspace_come_first(
    session: AsyncSession, workspace: Workspace
) -> None:
    for name in ("Zig", "Beekeeping"):
        await naming.found_or_made(session, workspace.id, name, now=MONDAY)
    found = await naming.type_ahead(session, workspace.id, "  ")
    assert [one.name for one in found[:3]] == ["Beekeeping", "Zig", next(iter(AREAS))]
    assert len(found) == 20


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("for running such a great retro on Friday", ["Retrospectives"]),
        ("for helping me with my Kubernetes probe", ["Kubernetes"]),
        ("the node pool in k8s keeps failing", ["Kubernetes"]),
        ("being on call over Christmas", ["On-call"]),
        ("for the Go code review", ["Code review", "Go"]),
        ("how do I do a pivot in Excel", ["Excel"]),
        ("in React Native our build breaks", ["React Native"]),
        ("is C++ still fine, or C#?", ["C++", "C#"]),
        ("user interviews and survey design for the launch", ["User interviews", "Survey design"]),
        ("for giving me honest feedback", ["Giving feedback"]),
        ("getting ready for my 1:1 with Sam", ["One-to-ones"]),
        ("for pairing on R scripts", ["R"]),
        ("how our CI/CD works with GitHub Actions", ["CI/CD", "GitHub Actions"]),
    ],
)
async def test_topics_are_read_out_of_a_text(
    session: AsyncSession, workspace: Workspace, text: str, topics: list[str]
) -> None:
    assert [one.name for one in await naming.topics_in(session, workspace.id, text)] == topics


@pytest.mark.parametrize(
    "text",
    [
        "taking the call from the angry customer at 6pm",
        "let's go to the market together",
        "Go home on time, all of you",
        "the rest of the team loved your talk",
        "you react so quickly to incidents",
        "in other words, thanks",
        "you did 1 great thing",
        "plan C worked",
        "how you excel at your work",
        "for the word of mouth",
        "for listening when I was burned out and full of stress",
        "we met. Ings and users were there; interviews came later",
        "",
        "🎉🎉🎉",
    ],
)
async def test_everyday_words_are_no_topics_and_what_is_confided_is_none(
    session: AsyncSession, workspace: Workspace, text: str
) -> None:
    assert await naming.topics_in(session, workspace.id, text) == []


async def test_topics_in_other_scripts_are_read_out_of_a_text(session: AsyncSession, workspace: Workspace) -> None:
    for name in ("データ分析", "Испанский язык", "إدارة المشاريع"):
        await naming.found_or_made(session, workspace.id, name, now=MONDAY)
    for text, name in (
        ("昨日はデータ分析を手伝ってくれてありがとう", "データ分析"),
        ("Спасибо за испанский язык", "Испанский язык"),
        ("شكرا على إدارة المشاريع", "إدارة المشاريع"),
    ):
        assert [one.name for one in await naming.topics_in(session, workspace.id, text)] == [name]


async def test_topics_of_the_workspace_are_read_first_and_at_most_three(
    session: AsyncSession, workspace: Workspace
) -> None:
    await naming.found_or_made(session, workspace.id, "Linux", now=MONDAY)
    text = "Terraform, Docker, Figma and Linux"
    assert [one.name for one in await naming.topics_in(session, workspace.id, text)] == ["Linux", "Terraform", "Docker"]


def test_near_words_lead_to_topics_we_know() -> None:
    assert {name for near in NEAR_TOPICS.values() for name in near} <= {*AREAS, *OTHER_WORDS}
