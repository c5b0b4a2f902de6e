"""Once one is planned, who wished for it is told once, as far as they may know of it; nobody else is."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import lunch_wishes, lunches, own_data, skills
from bot.errors import WhoKnowsError
from models import Attendance, Delivery, Lunch, LunchProposal, LunchWish, Member, ProposalState, Skill, Workspace
from tests.bot.lunches.last_seat import a_plan
from tests.factories import MONDAY, a_member, a_workspace

KIND = "lunch_wished_for"


@pytest.fixture
async def workspace(session: AsyncSession) -> Workspace:
    return await a_workspace(session)


@pytest.fixture
async def wishers(session: AsyncSession, workspace: Workspace) -> list[Member]:
    """Ana, Chi and the host, who wish for Terraform."""
    found = [await a_member(session, workspace, name) for name in ("Ana Ruiz", "Chi Okafor", "Bo Larsen")]
    for member in found:
        await lunch_wishes.wish(session, member, "Terraform", now=MONDAY)
    return found


async def announced(session: AsyncSession, host: Member, *, is_private: bool = False, topic: str = "tf") -> Lunch:
    """One about Terraform, by another word for it."""
    plan = a_plan(host)
    lunch = await lunches.announce(session, host, plan, now=MONDAY)
    lunch.in_private_channel = is_private
    lunch.skill_id = (await skills.found_or_made(session, host.workspace_id, "Terraform", now=MONDAY)).id
    if not topic:
        lunch.skill_id = None
    await session.flush()
    await lunch_wishes.is_planned(session, lunch, now=MONDAY)
    return lunch


async def told(session: AsyncSession) -> list[int | None]:
    """Who is told, in order, as the postman would: each wish is over once its message was sent, or needed not be."""
    found = []
    for one in await session.scalars(select(Delivery).where(Delivery.kind == KIND).order_by(Delivery.id)):
        if await lunch_wishes.told_of(session, one, now=MONDAY) is not None:
            found.append(one.member_id)
        await lunch_wishes.wish_is_over(session, one, now=MONDAY)
    return found


async def left(session: AsyncSession) -> Sequence[int]:
    """Who wishes still."""
    return (await session.scalars(select(LunchWish.member_id).order_by(LunchWish.id))).all()


async def test_each_is_told_once_but_the_host_even_where_two_are_planned(
    session: AsyncSession, wishers: list[Member]
) -> None:
    ana, chi, bo = wishers
    await announced(session, bo)
    await announced(session, bo)
    assert await told(session) == [ana.id, chi.id]
    assert await left(session) == []
    assert (await lunch_wishes.wish(session, ana, "Terraform", now=MONDAY)).planned is not None
    assert await left(session) == []


async def test_in_a_private_channel_only_those_are_told_who_may_know(
    session: AsyncSession, wishers: list[Member]
) -> None:
    ana, chi, bo = wishers
    lunch = await announced(session, bo, is_private=True)
    assert await told(session) == []
    await lunches.say(session, chi, lunch.id, Attendance.RECORDING, seen_in=lunch.channel_slack_id, now=MONDAY)
    await lunch_wishes.is_planned(session, lunch, now=MONDAY)
    assert await told(session) == [chi.id]
    assert await left(session) == [ana.id]
    [listed] = (await lunch_wishes.wishes(session, ana, now=MONDAY)).shown
    assert listed.planned is None


@pytest.mark.parametrize(
    ("is_private", "state"), [(True, ProposalState.YES), (False, ProposalState.PLANNED)], ids=["private", "public"]
)
async def test_an_expert_who_was_asked_reads_that_another_holds_one_as_far_as_they_may_know(
    session: AsyncSession, wishers: list[Member], is_private: bool, state: ProposalState
) -> None:
    """Whatever they said so far, they may go on where it is none of their business."""
    skill = await skills.find(session, wishers[0].workspace_id, "Terraform")
    assert skill is not None
    other, of_host = (
        LunchProposal(
            workspace_id=skill.workspace_id,
            skill_id=skill.id,
            member_id=expert.id,
            state=ProposalState.YES,
            asked_at=MONDAY,
        )
        for expert in (wishers[0], wishers[2])
    )
    session.add_all([other, of_host])
    await session.flush()
    await announced(session, wishers[2], is_private=is_private)
    await session.refresh(other)
    await session.refresh(of_host)
    assert of_host.state is ProposalState.PLANNED
    assert other.state is state


async def test_a_topic_that_is_added_later_tells_them_then(session: AsyncSession, wishers: list[Member]) -> None:
    lunch = await announced(session, wishers[2], topic="")
    assert await told(session) == []
    plan = a_plan(wishers[2])
    plan = type(plan)(**{**vars(plan), "topic": "terraform"})
    changed = await lunches.change(session, wishers[2], lunch.id, plan, seen_version=0, now=MONDAY)
    await lunch_wishes.is_planned(session, changed.lunch, now=MONDAY)
    assert await told(session) == [wishers[0].id, wishers[1].id]


async def test_who_comes_already_is_not_told_and_who_took_it_back_neither(
    session: AsyncSession, wishers: list[Member]
) -> None:
    ana, chi, bo = wishers
    lunch = await announced(session, bo)
    await lunches.say(session, ana, lunch.id, Attendance.IN, now=MONDAY)
    assert lunch.skill_id is not None
    await lunch_wishes.withdraw(session, chi, lunch.skill_id)
    assert await told(session) == []
    assert await left(session) == []


async def test_one_that_is_cancelled_before_anybody_read_of_it_leaves_the_wish(
    session: AsyncSession, wishers: list[Member]
) -> None:
    ana, chi, bo = wishers
    lunch = await announced(session, bo)
    await lunches.cancel(session, bo, lunch.id, now=MONDAY + timedelta(minutes=1))
    assert await told(session) == []
    assert await left(session) == [ana.id, chi.id]


async def test_ten_wishes_are_the_most_and_go_with_their_wisher(
    session: AsyncSession, workspace: Workspace, wishers: list[Member]
) -> None:
    """A topic that is nothing but the wish of somebody who is forgotten goes, too: it is their own word."""
    ana = wishers[0]
    for number in range(9):
        await lunch_wishes.wish(session, ana, f"Own word {number}", now=MONDAY)
    with pytest.raises(WhoKnowsError, match="10 topics already"):
        await lunch_wishes.wish(session, ana, "One more", now=MONDAY)
    assert not (await lunch_wishes.wish(session, ana, "Terraform", now=MONDAY)).is_new
    await own_data.forget(session, ana, now=MONDAY)
    assert len(await left(session)) == 2
    names = await session.scalars(select(Skill.name).where(Skill.workspace_id == workspace.id))
    assert [name for name in names if name.startswith("Own word")] == []


async def test_the_list_has_the_most_wished_first_and_ones_own_however_many_there_are(
    session: AsyncSession, workspace: Workspace, wishers: list[Member]
) -> None:
    everybody = [*wishers, *[await a_member(session, workspace, f"Person {letter}") for letter in "ABC"]]
    for member in everybody[1:]:
        for number in range(7):
            await lunch_wishes.wish(session, member, f"{member.name} {number}", now=MONDAY)
    await lunch_wishes.wish(session, wishers[0], "Zig", now=MONDAY)
    await lunch_wishes.wish(session, everybody[4], f"{everybody[5].name} 6", now=MONDAY)
    found = await lunch_wishes.wishes(session, wishers[0], now=MONDAY)
    names = [one.name for one in found.shown]
    assert names[:2] == ["Terraform", f"{everybody[5].name} 6"]
    assert names[2:-1] == sorted(names[2:-1])
    assert (names[-1], found.shown[-1].is_own) == ("Zig", True)
    assert (len(names), found.more) == (20, 37 - 20)
