"""The registry: what people list, in which words, and that near-duplicates meet."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import home, skills
from bot.errors import WhoKnowsError
from models import Delivery, Expertise, Level, Member, Operation, Skill, Workspace
from tests.factories import MONDAY, a_member, a_workspace


@pytest.fixture
async def workspace(session: AsyncSession) -> Workspace:
    return await a_workspace(session)


@pytest.fixture
async def ana(session: AsyncSession, workspace: Workspace) -> Member:
    return await a_member(session, workspace, "Ana Ruiz")


@pytest.fixture
async def bo(session: AsyncSession, workspace: Workspace) -> Member:
    return await a_member(session, workspace, "Bo Larsen")


async def names_on(session: AsyncSession, member: Member) -> list[str]:
    return [line.name for line in (await skills.card(session, member, now=MONDAY)).listed]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("kubernetes, running meetings", ["kubernetes", "running meetings"]),
        ("C++, C#; .NET\nGo.", ["C++", "C#", ".NET", "Go"]),
        ("  a ,, b ;\n; ", ["a", "b"]),
        ("Go, go, GO", ["Go"]),
        ("running   meetings", ["running meetings"]),
        ("", []),
        (" ,;\n. ", []),
        ("データ分析, 会議", ["データ分析", "会議"]),
    ],
)
def test_names_are_split_as_people_type_them(text: str, names: list[str]) -> None:
    assert skills.split_names(text) == names


async def test_what_is_added_stands_on_the_card_in_order_of_the_alphabet(session: AsyncSession, ana: Member) -> None:
    added = await skills.add(session, ana, ["terraform", "CSS", "running meetings"], now=MONDAY)
    assert (added.new, added.already) == (["Terraform", "CSS", "Running meetings"], [])
    assert await names_on(session, ana) == ["CSS", "Running meetings", "Terraform"]


async def test_adding_twice_is_told_and_changes_nothing(session: AsyncSession, ana: Member) -> None:
    await skills.add(session, ana, ["Terraform"], level=Level.CAN_TEACH, now=MONDAY)
    added = await skills.add(session, ana, ["TERRAFORM", "Go"], now=MONDAY)
    assert (added.new, added.already) == (["Go"], ["Terraform"])
    levels = {line.name: line.level for line in (await skills.card(session, ana, now=MONDAY)).listed}
    assert levels == {"Go": Level.CAN_HELP, "Terraform": Level.CAN_TEACH}


@pytest.mark.parametrize(
    ("one", "other"),
    [("k8s", "Kubernetes"), ("kubernetes", "KUBERNETES"), ("golang", "go"), ("running_meetings", "Running  Meetings")],
)
async def test_two_people_with_two_words_for_one_thing_meet(
    session: AsyncSession, ana: Member, bo: Member, one: str, other: str
) -> None:
    await skills.add(session, ana, [one], now=MONDAY)
    await skills.add(session, bo, [other], now=MONDAY)
    assert await names_on(session, ana) == await names_on(session, bo)
    assert await session.scalar(select(func.count()).select_from(Skill)) == 1


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("kubernetes", "Kubernetes"), ("iOS", "iOS"), (".net", ".NET"), ("dotnet", ".NET"), ("css", "CSS")],
)
async def test_names_keep_the_letters_of_whoever_knows(
    session: AsyncSession, ana: Member, typed: str, shown: str
) -> None:
    assert (await skills.add(session, ana, [typed], now=MONDAY)).new == [shown]


async def test_c_plus_plus_and_c_sharp_are_two_topics(session: AsyncSession, ana: Member) -> None:
    assert (await skills.add(session, ana, ["C++", "C#", "C"], now=MONDAY)).new == ["C++", "C#", "C"]


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], "Type what you know"),
        ([f"topic {number}" for number in range(21)], "21 topics at once"),
        (["x" * 81], "81 letters"),
        (["\ufdfa" * 5], "90 letters"),
        (["🎉"], "letter or digit"),
        (["Terraform", "…"], "letter or digit"),
    ],
)
async def test_a_refused_addition_says_why_and_lists_nothing(
    session: AsyncSession, ana: Member, names: list[str], words: str
) -> None:
    with pytest.raises(WhoKnowsError, match=words) as refusal:
        await skills.add(session, ana, names, now=MONDAY)
    assert refusal.value.field == "names"
    assert await session.scalar(select(func.count()).select_from(Expertise)) == 0


@pytest.mark.parametrize("name", ["x" * 80, "🎉 parties", "ß" * 40, "'; DROP TABLE skills; --", "<@U0BO>", "100%_sure"])
async def test_odd_names_are_kept_as_they_are(session: AsyncSession, ana: Member, name: str) -> None:
    await skills.add(session, ana, [name], now=MONDAY)
    found = await skills.find(session, ana.workspace_id, name)
    assert found is not None
    assert found.name.casefold() == name.casefold()


async def test_removing_says_what_went_and_what_was_not_there(session: AsyncSession, ana: Member) -> None:
    await skills.add(session, ana, ["Kubernetes", "Go"], now=MONDAY)
    removed = await skills.remove(session, ana, ["k8s", "Go", "Rust"], now=MONDAY)
    assert (removed.gone, removed.unknown) == (["Kubernetes", "Go"], ["Rust"])
    assert await names_on(session, ana) == []
    with pytest.raises(WhoKnowsError, match="Type what to take off"):
        await skills.remove(session, ana, [], now=MONDAY)


async def test_removing_takes_nothing_from_anybody_else(session: AsyncSession, ana: Member, bo: Member) -> None:
    await skills.add(session, ana, ["Go"], now=MONDAY)
    await skills.add(session, bo, ["Go"], now=MONDAY)
    skill = await skills.find(session, ana.workspace_id, "go")
    assert skill is not None
    assert await skills.remove_one(session, ana, skill.id, now=MONDAY)
    assert not await skills.remove_one(session, ana, skill.id, now=MONDAY)
    assert await names_on(session, bo) == ["Go"]


async def test_another_workspace_has_its_own_topics(session: AsyncSession, ana: Member) -> None:
    await skills.add(session, ana, ["Go"], now=MONDAY)
    elsewhere = await a_workspace(session, "T0ELSE")
    stranger = await a_member(session, elsewhere, "Ana Ruiz")
    assert await skills.find(session, elsewhere.id, "Go") is None
    assert await names_on(session, stranger) == []
    removed = await skills.remove(session, stranger, ["Go"], now=MONDAY)
    assert removed.unknown == ["Go"]


async def test_a_pause_ends_by_itself_after_a_week(session: AsyncSession, ana: Member) -> None:
    until = await skills.pause(session, ana, now=MONDAY)
    assert until == MONDAY + timedelta(days=7)
    assert (await skills.card(session, ana, now=MONDAY)).paused_until == until
    assert (await skills.card(session, ana, now=until)).paused_until is None
    await skills.resume(session, ana, now=MONDAY)
    assert (await skills.card(session, ana, now=MONDAY)).paused_until is None


async def test_only_a_home_that_was_opened_follows(session: AsyncSession, ana: Member) -> None:
    homes = select(func.count()).where(Delivery.operation == Operation.HOME)
    await skills.add(session, ana, ["Go"], now=MONDAY)
    assert await session.scalar(homes) == 0
    await home.opened(session, ana, now=MONDAY)
    await skills.add(session, ana, ["Rust"], now=MONDAY)
    waiting = select(Delivery).where(Delivery.operation == Operation.HOME, Delivery.state == "pending")
    assert len((await session.scalars(waiting)).all()) == 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('"Budgets, forecasts"\nC++', ["Budgets, forecasts", "C++"]),
        ("“a; b”, c", ["a; b", "c"]),
        ('a "quoted" word, "b', ['a "quoted" word', '"b']),
    ],
)
def test_a_name_with_a_comma_stands_in_quotes(text: str, names: list[str]) -> None:
    assert skills.split_names(text) == names
