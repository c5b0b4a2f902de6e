"""The people of a workspace: met once, described by Slack, with preferences that stay their own."""

import asyncio
from datetime import date, timedelta
from itertools import product

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import people
from bot.database import Database
from bot.errors import WhoKnowsError
from bot.people import Installation, Profile
from models import Member, PairChat, Workspace
from tests.factories import MONDAY, a_member, a_workspace


@pytest.fixture
async def workspace(session: AsyncSession) -> Workspace:
    return await a_workspace(session, zone="Europe/Zagreb")


@pytest.fixture
async def ana(session: AsyncSession, workspace: Workspace) -> Member:
    return await a_member(session, workspace, "Ana Ruiz")


async def test_installing_again_brings_the_workspace_up_to_date(session: AsyncSession, workspace: Workspace) -> None:
    again = Installation("T0WORK", "Renamed", "https://new.example", "UNEW", "BNEW", "chat:write")
    found = await people.install(session, again, now=MONDAY)
    assert found.id == workspace.id
    assert (found.name, found.bot_user_slack_id, found.granted_scopes) == ("Renamed", "UNEW", "chat:write")
    assert [known.id for known in await people.workspaces(session)] == [workspace.id]


async def test_a_bot_made_anew_is_in_none_of_the_old_ones_conversations(
    session: AsyncSession, workspace: Workspace, ana: Member
) -> None:
    bo = await a_member(session, workspace, "Bo Larsen", direct_message_slack_id="D0BO")
    pair = {"first_member_id": ana.id, "second_member_id": bo.id, "slack_channel": "G0BOTH"}
    session.add(PairChat(workspace_id=workspace.id, **pair))
    for bot, kept in ((workspace.bot_user_slack_id, True), ("UNEW", False)):
        await people.install(session, Installation("T0WORK", "Work", "https://w.example", bot, "B", ""), now=MONDAY)
        found = await session.scalar(select(Member.direct_message_slack_id).where(Member.id == bo.id))
        assert (found is not None) is kept
        assert (await session.scalar(select(func.count()).select_from(PairChat)) == 1) is kept


async def test_somebody_slack_has_not_described_has_the_workspaces_zone(
    session: AsyncSession, workspace: Workspace
) -> None:
    met = await people.meet(session, workspace, "U0NEW")
    assert (met.name, met.zone, met.asks_a_week, met.works_on) == ("a colleague", "Europe/Zagreb", 2, "01234")
    assert (await people.meet(session, workspace, "U0NEW")).id == met.id


async def test_somebody_without_a_zone_has_the_one_of_most_colleagues(
    session: AsyncSession, workspace: Workspace
) -> None:
    for name, zone in (("Bo", "Europe/Copenhagen"), ("Chi", "Africa/Lagos"), ("Dev", "Africa/Lagos")):
        await a_member(session, workspace, name, zone=zone)
    assert (await people.meet(session, workspace, "U0NEW")).zone == "Africa/Lagos"
    silent = await people.remember(session, workspace, Profile("U0SILENT", "Silent"), now=MONDAY)
    assert silent.zone == "Africa/Lagos"
    elsewhere = await a_workspace(session, "T0ELSE", zone="Europe/Zagreb")
    assert (await people.meet(session, elsewhere, "U0NEW")).zone == "Europe/Zagreb"


async def test_what_slack_says_replaces_what_it_said_and_no_preference(
    session: AsyncSession, workspace: Workspace
) -> None:
    await a_member(session, workspace, "Bo Larsen", asks_a_week=5, works_on="012", likes_public_thanks=False)
    profile = Profile("U0BOLARSEN", "Bo L.", "Platform", None, is_admin=True)
    bo = await people.remember(session, workspace, profile, now=MONDAY)
    assert (bo.name, bo.title, bo.zone, bo.is_admin) == ("Bo L.", "Platform", "Europe/Madrid", True)
    assert (bo.asks_a_week, bo.works_on, bo.likes_public_thanks) == (5, "012", False)


async def test_descriptions_last_a_day(session: AsyncSession, workspace: Workspace) -> None:
    await people.remember(session, workspace, Profile("U0FRESH", "Fresh"), now=MONDAY)
    await people.meet(session, workspace, "U0MET")
    for hours, expected in ((23, {"U0FRESH"}), (24, set())):
        found = await people.described(
            session, workspace.id, ["U0FRESH", "U0MET", "U0NEVER"], now=MONDAY + timedelta(hours=hours)
        )
        assert found.keys() == expected
        assert all(member.slack_id == slack_id for slack_id, member in found.items())


async def test_eight_requests_meet_one_person_once(database: Database) -> None:
    async with database.transaction() as session:
        workspace = await a_workspace(session)

    async def meet() -> int:
        async with database.transaction() as session:
            return (await people.meet(session, workspace, "U0NEW")).id

    assert len(set(await asyncio.gather(*(meet() for _ in range(8))))) == 1
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Member)) == 1


async def test_members_of_another_workspace_are_not_found(session: AsyncSession, ana: Member) -> None:
    elsewhere = await a_workspace(session, "T0ELSE")
    assert await people.members(session, elsewhere.id, [ana.id]) == {}
    assert await people.known(session, elsewhere.id, ana.slack_id) is None


@pytest.mark.parametrize(
    ("person", "words"),
    [
        ("is_deactivated", "deactivated"),
        ("is_bot", "people only"),
        ("is_guest", "full members"),
        ("is_stranger", "full"),
    ],
)
def test_who_takes_no_part_is_told_why(person: str, words: str) -> None:
    member = Member(is_deactivated=False, is_bot=False, is_guest=False, is_stranger=False)
    people.require_full_member(member)
    setattr(member, person, True)
    assert not people.may_take_part(member)
    with pytest.raises(WhoKnowsError, match=words):
        people.require_full_member(member)


async def test_an_ask_on_the_weekend_counts_in_the_week_it_is_read(session: AsyncSession, ana: Member) -> None:
    saturday = MONDAY - timedelta(days=2)
    assert people.ask_week(ana, saturday) == date(2026, 11, 23)
    assert people.ask_week(ana, saturday - timedelta(days=1)) == date(2026, 11, 16)
    assert people.full_until(ana, MONDAY) == MONDAY + timedelta(days=7)


async def test_an_ask_is_taken_until_the_week_is_full_and_given_back(session: AsyncSession, ana: Member) -> None:
    week = people.ask_week(ana, MONDAY)
    assert [await people.take_ask(session, ana, week) for _ in range(3)] == [True, True, False]
    assert await people.asks_taken(session, ana.workspace_id, {ana.id: week}) == {ana.id: 2}
    for _ in range(3):
        await people.give_ask_back(session, ana.workspace_id, ana.id, week)
    assert await people.asks_taken(session, ana.workspace_id, {ana.id: week}) == {ana.id: 0}
    assert await people.asks_taken(session, ana.workspace_id, {ana.id: date(2026, 11, 30)}) == {}


async def test_nobody_with_a_limit_of_zero_is_asked(session: AsyncSession, workspace: Workspace) -> None:
    member = await a_member(session, workspace, "Never", asks_a_week=0)
    assert not await people.take_ask(session, member, people.ask_week(member, MONDAY))


async def test_a_full_week_ends_with_the_week_that_is_full(session: AsyncSession, ana: Member) -> None:
    """On a Saturday an ask counts in the week that begins on Monday, so that is the one that has to pass."""
    ana.zone = "Europe/Madrid"
    saturday = MONDAY - timedelta(days=2)
    assert people.ask_week(ana, saturday) == MONDAY.date()
    assert people.full_until(ana, saturday) == MONDAY + timedelta(days=7)
    assert people.full_until(ana, MONDAY + timedelta(days=1)) == MONDAY + timedelta(days=7)


async def test_the_database_and_we_agree_on_who_takes_part(session: AsyncSession, workspace: Workspace) -> None:
    words = ("is_bot", "is_deactivated", "is_guest", "is_stranger", "is_admitted")
    for number, (forgotten, *so) in enumerate(product((None, MONDAY), *[(False, True)] * len(words))):
        standing = dict(zip(words, so, strict=True))
        session.add(
            Member(
                workspace_id=workspace.id,
                slack_id=f"U{number}",
                name="Sam",
                zone="UTC",
                forgotten_at=forgotten,
                **standing,
            )
        )
    await session.flush()
    everybody = list(await session.scalars(select(Member)))
    found = set(await session.scalars(select(Member.id).where(people.takes_part())))
    assert len(everybody) == 64
    assert found == {member.id for member in everybody if people.may_take_part(member)}
