"""An admin lets guests and people of other companies take part, or not."""

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import guests, people
from bot.errors import WhoKnowsError
from bot.people import Profile
from models import AuditEntry, Delivery, Member, Workspace
from tests.factories import MONDAY, a_member, a_workspace


@pytest.fixture
async def workspace(session: AsyncSession) -> Workspace:
    return await a_workspace(session)


@pytest.fixture
async def chi(session: AsyncSession, workspace: Workspace) -> Member:
    return await a_member(session, workspace, "Chi Okafor", is_admin=True)


async def test_guests_take_part_from_the_admins_word_on_and_no_longer(
    session: AsyncSession, workspace: Workspace, chi: Member
) -> None:
    gil = await a_member(session, workspace, "Gil", is_guest=True, first_home_at=MONDAY)
    sol = await a_member(session, workspace, "Sol", is_stranger=True)
    bot = await a_member(session, workspace, "Robot", is_bot=True)
    assert await guests.admit(session, chi, admits=True, now=MONDAY)
    assert people.may_take_part(gil)
    assert people.may_take_part(sol)
    assert not people.may_take_part(bot)
    late = await people.remember(session, workspace, Profile("U0LATE", "Late", is_guest=True), now=MONDAY)
    assert people.may_take_part(late)
    assert await guests.admit(session, chi, admits=False, now=MONDAY)
    assert not any(people.may_take_part(one) for one in (gil, sol, late))
    homes = await session.scalars(select(Delivery.member_id).where(Delivery.kind == "home"))
    assert set(homes) == {gil.id}


async def test_the_same_word_twice_changes_nothing(session: AsyncSession, chi: Member) -> None:
    assert await guests.admit(session, chi, admits=True, now=MONDAY)
    assert not await guests.admit(session, chi, admits=True, now=MONDAY)
    noted = await session.scalars(select(AuditEntry.action))
    assert noted.all() == ["let guests in"]


async def test_only_admins_let_guests_in(session: AsyncSession, workspace: Workspace) -> None:
    with pytest.raises(WhoKnowsError, match="Only admins"):
        await guests.admit(session, await a_member(session, workspace, "Ana"), admits=True, now=MONDAY)
    assert not await people.admits_guests(session, workspace.id)


async def test_guests_elsewhere_stay_outside(session: AsyncSession, chi: Member) -> None:
    elsewhere = await a_workspace(session, "T0ELSE")
    gil = await a_member(session, elsewhere, "Gil", is_guest=True)
    await guests.admit(session, chi, admits=True, now=MONDAY)
    await session.refresh(gil)
    assert not people.may_take_part(gil)


async def test_somebody_who_is_a_full_member_again_needs_no_admission(
    session: AsyncSession, workspace: Workspace, chi: Member
) -> None:
    await guests.admit(session, chi, admits=True, now=MONDAY)
    gil = await people.remember(session, workspace, Profile("U0GIL", "Gil", is_guest=True), now=MONDAY)
    await people.remember(session, workspace, Profile("U0GIL", "Gil"), now=MONDAY)
    await guests.admit(session, chi, admits=False, now=MONDAY)
    assert people.may_take_part(gil)
