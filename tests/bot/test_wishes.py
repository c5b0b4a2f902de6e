"""Wishing for a topic: told once, when a colleague can be asked about it, and never of oneself."""

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import skills
from bot.errors import WhoKnowsError
from models import Delivery, Level, Member, TopicWish, Workspace
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


async def told(session: AsyncSession) -> list[tuple[int | None, str | None]]:
    """Whom the deliveries about listed topics are for, and what each would say now."""
    found = []
    for one in await session.scalars(select(Delivery).where(Delivery.kind == "topic_was_listed")):
        topic = await skills.wished_topic(session, one.workspace_id, one.subject_id, one.facts["skill_id"])
        found.append((one.member_id, topic.name if topic else None))
    return found


@pytest.mark.parametrize(("wished", "listed"), [("k8s", "kubernetes"), ("Kubernetes", "kube"), ("zig", "Zig")])
async def test_a_wisher_is_told_whatever_word_was_used(
    session: AsyncSession, ana: Member, bo: Member, wished: str, listed: str
) -> None:
    assert await skills.wish(session, ana, wished, MONDAY)
    assert not await skills.wish(session, ana, listed, MONDAY)
    added = await skills.add(session, bo, [listed], now=MONDAY)
    assert await told(session) == [(ana.id, added.new[0])]


async def test_nobody_is_told_of_what_they_list_themselves_or_a_colleague_is_learning(
    session: AsyncSession, ana: Member, bo: Member
) -> None:
    await skills.wish(session, ana, "Zig", MONDAY)
    await skills.add(session, bo, ["Zig"], level=Level.LEARNING, now=MONDAY)
    await skills.add(session, ana, ["Zig"], now=MONDAY)
    assert await told(session) == []
    await skills.add(session, bo, ["Zig"], level=Level.CAN_HELP, now=MONDAY)
    assert await told(session) == [(ana.id, "Zig")]


async def test_what_was_taken_back_is_not_told(session: AsyncSession, ana: Member, bo: Member) -> None:
    await skills.wish(session, ana, "Zig", MONDAY)
    await skills.add(session, bo, ["Zig"], now=MONDAY)
    await skills.remove(session, bo, ["Zig"], now=MONDAY)
    assert await told(session) == [(ana.id, None)]


async def test_a_wish_taken_back_is_not_told(session: AsyncSession, ana: Member, bo: Member) -> None:
    await skills.wish(session, ana, "k8s", MONDAY)
    assert await skills.withdraw_wish(session, ana, "Kubernetes")
    assert not await skills.withdraw_wish(session, ana, "Kubernetes")
    await skills.add(session, bo, ["k8s"], now=MONDAY)
    assert await told(session) == []


async def test_once_is_once_until_wished_again(session: AsyncSession, ana: Member, bo: Member) -> None:
    chi = await a_member(session, await session.get_one(Workspace, ana.workspace_id), "Chi Okafor")
    await skills.wish(session, ana, "Zig", MONDAY)
    [wish] = await session.scalars(select(TopicWish))
    await skills.wisher_was_told(session, ana.workspace_id, wish.id, now=MONDAY)
    await skills.add(session, bo, ["Zig"], now=MONDAY)
    assert await told(session) == []
    await session.refresh(wish)
    assert await skills.wish(session, ana, "zig", MONDAY)
    await skills.add(session, chi, ["Zig"], now=MONDAY)
    assert await told(session) == [(ana.id, "Zig")]


async def test_there_is_a_most_of_wishes(session: AsyncSession, ana: Member) -> None:
    for number in range(skills.MOST_WISHES):
        await skills.wish(session, ana, f"Topic {number}", MONDAY)
    with pytest.raises(WhoKnowsError, match="waiting for 50 topics"):
        await skills.wish(session, ana, "One more", MONDAY)


async def test_nobody_is_shown_or_told_of_a_guest_who_takes_no_part(
    session: AsyncSession, workspace: Workspace, ana: Member
) -> None:
    gil = await a_member(session, workspace, "Gil", is_guest=True)
    await skills.wish(session, ana, "Zig", MONDAY)
    await skills.add(session, gil, ["Zig"], now=MONDAY)
    assert await told(session) == []
    assert (await skills.look_up(session, workspace.id, "Zig")).people == []
