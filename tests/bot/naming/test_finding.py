"""One topic, one entry: names that are the same however they are written, and names that only look so."""

import asyncio
from collections import defaultdict

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import Database
from bot.skills import naming
from bot.skills.starter_topics import AREAS, STARTER_TOPICS
from bot.skills.starting_aliases import AMBIGUOUS, OTHER_WORDS, STARTING_ALIASES
from models import Area, Skill, SkillAlias, Workspace
from tests.factories import MONDAY, a_workspace


@pytest.fixture
async def workspace(session: AsyncSession) -> Workspace:
    return await a_workspace(session)


async def made(session: AsyncSession, workspace: Workspace, name: str) -> str:
    return (await naming.found_or_made(session, workspace.id, name, now=MONDAY)).name


async def topics(session: AsyncSession) -> int:
    return await session.scalar(select(func.count()).select_from(Skill)) or 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Node.js", "nodejs"),
        ("Node JS", "node-js"),
        ("On-call", "on call"),
        ("oncall", "On‑Call"),
        ("CI/CD", "cicd"),
        ("TCP/IP", "tcp ip"),
        ("Q&A sessions", "Q and A sessions"),
        ("1:1s", "1-1s"),
        ("Ｐｙｔｈｏｎ", "python"),
        ("Launches", "🚀 Launches"),
        ("Launches", "Launches 👩‍💻👍🏽"),
        ("Data\u200b\u2060 pipelines", "data pipelines"),
        ("\u202eGrief\u202c", "grief"),
        ("#figma", "“Figma”"),
        ("データ分析", "ﾃﾞｰﾀ 分析"),
        ("ΣΟΦΌΣ", "σοφός"),
        ("إدارة المشاريع", "إدارة_المشاريع"),
        ("می‌خواهم", "میخواهم"),
        ("Mergers, acquisitions", "mergers / acquisitions"),
        ("C ++", "c++"),
        ("Python 3.11", "python 3 11"),
        ("İstanbul office", "i̇stanbul office"),
    ],
)
async def test_these_are_one(session: AsyncSession, workspace: Workspace, one: str, other: str) -> None:
    assert await made(session, workspace, one) == await made(session, workspace, other)
    assert await topics(session) == 1


@pytest.mark.parametrize(
    "names",
    [
        ["C", "C++", "C#", "F#", "R", "D", "Go", "J"],
        [".NET", "NET", "ASP.NET"],
        ["Java", "JavaScript", "TypeScript"],
        ["React", "React Native", "Redux"],
        ["Python 3.11", "Python 311", "Python 2"],
        ["1:1s", "11s"],
        ["会議", "会計"],
        ["Peña", "Pena"],
        ["OS/2", "OS"],
        ["A+", "A", "A++"],
    ],
)
async def test_these_are_not(session: AsyncSession, workspace: Workspace, names: list[str]) -> None:
    for name in names:
        await made(session, workspace, name)
    assert await topics(session) == len(names)


@pytest.mark.parametrize(
    ("typed", "name", "area"),
    [
        ("k8s", "Kubernetes", Area.CRAFT),
        ("retro", "Retrospectives", Area.LEADERSHIP),
        ("burn-out", "Burnout", Area.CONFIDE),
        ("cv writing", "CV writing", Area.CAREER),
        ("postgresql", "Postgres", Area.CRAFT),
        ("beekeeping", "Beekeeping", None),
        ("iOS", "iOS", Area.CRAFT),
    ],
)
async def test_what_is_made_has_the_name_and_the_area_of_our_lists(
    session: AsyncSession, workspace: Workspace, typed: str, name: str, area: Area | None
) -> None:
    skill = await naming.found_or_made(session, workspace.id, typed, now=MONDAY)
    assert (skill.name, skill.area) == (name, area)


async def test_the_words_of_the_workspace_go_before_ours(session: AsyncSession, workspace: Workspace) -> None:
    skill = await naming.found_or_made(session, workspace.id, "Postgres", now=MONDAY)
    skill.name, skill.folded = "PostgreSQL", "postgresql"
    session.add(SkillAlias(workspace_id=workspace.id, skill_id=skill.id, folded="elephant"))
    await session.flush()
    for word in ("psql", "pgsql", "Postgres", "Elephant", "postgre sql"):
        assert await made(session, workspace, word) == "PostgreSQL"
    assert await topics(session) == 1


async def test_many_names_are_found_at_once(session: AsyncSession, workspace: Workspace) -> None:
    await made(session, workspace, "Kubernetes")
    found = await naming.find_each(session, workspace.id, ["k8s", "KUBERNETES", "kuber netes", "Docker", "kuberntes"])
    assert {name: skill.name for name, skill in found.items()} == dict.fromkeys(
        ["k8s", "KUBERNETES", "kuber netes"], "Kubernetes"
    )


async def test_another_workspace_has_its_own_topics(session: AsyncSession, workspace: Workspace) -> None:
    other = await a_workspace(session, "T0OTHER")
    await made(session, workspace, "Beekeeping")
    assert await naming.find(session, other.id, "bee-keeping") is None
    assert await naming.meant(session, other.id, "Beekeping") is None


async def test_two_ways_to_write_a_name_make_one_topic_even_in_the_same_moment(database: Database) -> None:
    async with database.transaction() as session:
        workspace = await a_workspace(session)

    async def make(name: str) -> int:
        async with database.transaction() as session:
            return (await naming.found_or_made(session, workspace.id, name, now=MONDAY)).id

    ids = await asyncio.gather(*map(make, ["Bee keeping", "bee-keeping", "Beekeeping", "BEEKEEPING", "Bee.keeping"]))
    assert len(set(ids)) == 1


async def test_what_turns_the_text_beside_it_is_not_kept_in_a_name(session: AsyncSession, workspace: Workspace) -> None:
    assert await made(session, workspace, "Hat\u202e making\u200b") == "Hat making"


@pytest.mark.parametrize("name", ["R", "c", "字", "x" * 80, "+1", "3D", "a" * 300])
async def test_odd_names_are_looked_up_and_proposed_without_harm(
    session: AsyncSession, workspace: Workspace, name: str
) -> None:
    found = await naming.proposals(session, workspace.id, name)
    assert len(found) <= 5
    assert await naming.find(session, workspace.id, name) is None


@pytest.mark.parametrize("name", ["🚀", "🚀🚀", "!!!", "…", "", "   ", "\u200b", "&", "/", "—"])
async def test_names_without_any_letter_mean_nothing(session: AsyncSession, workspace: Workspace, name: str) -> None:
    assert await naming.find(session, workspace.id, name) is None
    assert await naming.meant(session, workspace.id, name) is None
    assert await naming.topics_in(session, workspace.id, name) == []


async def test_five_hundred_names_at_once_are_answered(session: AsyncSession, workspace: Workspace) -> None:
    names = ["runing meetings", "kuberntes", *[f"{topic} {number}" for number in range(3) for topic in AREAS][:498]]
    asked = await naming.meant_by_each(session, workspace.id, names)
    assert (asked["runing meetings"].name, asked["kuberntes"].name) == ("Running meetings", "Kubernetes")


def test_the_starter_topics_are_about_200_and_each_is_known_once() -> None:
    assert 180 <= len(AREAS) <= 260
    assert sum(map(len, STARTER_TOPICS.values())) == len(AREAS)
    assert set(STARTER_TOPICS) == set(Area)
    assert all(topic == topic.strip() and len(topic) <= 40 for topic in AREAS)


def test_no_word_of_our_lists_means_two_topics() -> None:
    meanings: dict[str, set[str]] = defaultdict(set)
    for name in {*AREAS, *OTHER_WORDS}:
        meanings[naming.same_key(name)].add(name)
    for alias, name in STARTING_ALIASES.items():
        meanings[naming.same_key(alias)].add(name)
    assert {word: names for word, names in meanings.items() if len(names) > 1} == {}
    assert not AMBIGUOUS.keys() & meanings.keys()
