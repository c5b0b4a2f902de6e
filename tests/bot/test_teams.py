"""Teams in the mind: many at once, thousands in a channel, and nothing of another workspace."""

import asyncio
from datetime import timedelta

from sqlalchemy import func, select

from bot import people, teams
from bot.database import Database
from bot.people.knowing import digest_of
from bot.teams import SeenChannel, TeamSettings, keeping
from bot.teams.first_week import Step, first_weeks
from bot.teams.keeping import DueLook
from models import ForgottenPerson, Level, Member, RoundTopic, Team, TeamMember, Workspace
from tests.factories import MONDAY, a_member, a_workspace, an_expert

SOON = MONDAY + timedelta(minutes=1)


async def a_team(database: Database, *others: str) -> tuple[Workspace, Team, Member]:
    """A welcomed team of Chi, who leads it, and others."""
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        chi = await a_member(session, workspace, "Chi", is_admin=True)
        found = [chi, *[await a_member(session, workspace, name) for name in others]]
        channel = SeenChannel(
            "C0WEB",
            "web",
            is_private=False,
            is_archived=False,
            bot_is_in=True,
            members=frozenset(one.slack_id for one in found),
        )
        chosen = TeamSettings([chi], None, "Europe/Madrid", 4, MONDAY.time())
        team = await teams.adopt(session, chi, channel, chosen, now=MONDAY)
        await teams.join(session, chi, team, ["Facilitation"], level=Level.CAN_TEACH, now=MONDAY)
        await teams.join(session, chi, team, ["Rust"], level=Level.LEARNING, now=MONDAY)
        await teams.write(session, chi, team.id, "Because.", "Ines helped me.", now=MONDAY)
        await teams.post(session, chi, team.id, now=MONDAY)
        return workspace, team, chi


async def test_thirty_people_who_join_at_the_same_moment_all_stand_in_the_round(database: Database) -> None:
    """Whatever the database makes of it."""
    names = [f"Person {number:02}" for number in range(30)]
    workspace, team, _ = await a_team(database, *names)

    async def joins(name: str) -> None:
        async with database.transaction() as session:
            member = await people.known(session, workspace.id, "U0" + name.upper().replace(" ", ""))
            assert member is not None
            mine = await teams.running(session, workspace.id, team.id)
            await teams.join(session, member, mine, ["Terraform"], level=Level.CAN_HELP, now=SOON)

    for start in range(0, 30, 10):
        await asyncio.gather(*[joins(name) for name in names[start : start + 10]])
    async with database.reading() as session:
        found = await teams.topic_round(session, team)
        assert await session.scalar(select(func.count()).select_from(RoundTopic)) == 32
    assert (found.people, len(found.topics)) == (31, 3)
    assert next(topic.helpers for topic in found.topics if topic.name == "Terraform") == names


async def test_a_channel_of_thousands_is_noted_bit_by_bit_and_again_changes_nothing(database: Database) -> None:
    """And whoever is not in it any more is forgotten."""
    workspace, team, _ = await a_team(database)
    due = DueLook(workspace, team.id, "C0WEB")
    everybody = [f"U1{number}" for number in range(1200)]
    for _ in range(2):
        async with database.transaction() as session:
            assert await keeping.take_look(session, due, now=SOON + timedelta(hours=_ + 1))
        for start in range(0, len(everybody), 100):
            async with database.transaction() as session:
                await keeping.are_in(session, due, everybody[start : start + 100], now=SOON)
        async with database.transaction() as session:
            await keeping.are_all(session, due, frozenset([*everybody, "U0CHI"]), now=SOON)
        async with database.reading() as session:
            assert await session.scalar(select(func.count()).select_from(TeamMember)) == 1201
    async with database.transaction() as session:
        await keeping.are_all(session, due, frozenset(everybody[:10]), now=SOON)
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(TeamMember)) == 10


async def test_whoever_asked_to_be_forgotten_is_not_brought_back_by_their_channel(database: Database) -> None:
    """Neither by a look nor by coming in; whoever was never met is."""
    workspace, team, _ = await a_team(database)
    async with database.transaction() as session:
        digest = digest_of(workspace, "U0GONE")
        session.add(ForgottenPerson(workspace_id=workspace.id, digest=digest, forgotten_at=MONDAY))
        await session.flush()
        await keeping.are_in(session, DueLook(workspace, team.id, "C0WEB"), ["U0GONE", "U0NEW"], now=SOON)
        await keeping.joined(session, workspace, team, "U0GONE", now=SOON)
        assert await people.known(session, workspace.id, "U0GONE") is None
        assert await people.known(session, workspace.id, "U0NEW") is not None


async def test_a_look_is_taken_by_one_replica(database: Database) -> None:
    """And given back when Slack asked to wait."""
    workspace, team, _ = await a_team(database)
    due = DueLook(workspace, team.id, "C0WEB")

    async def takes() -> bool:
        async with database.transaction() as session:
            return await keeping.take_look(session, due, now=SOON)

    assert sorted(await asyncio.gather(*[takes() for _ in range(5)])) == [False, False, False, False, True]
    async with database.transaction() as session:
        assert await keeping.to_look_at(session, now=SOON) == []
        await keeping.give_look_back(session, due)
    assert await takes()


async def test_a_team_of_another_workspace_is_nobodys_here(database: Database) -> None:
    """By its id and by its channel."""
    _, team, _ = await a_team(database)
    async with database.transaction() as session:
        other = await a_workspace(session, "T0OTHER")
        assert await teams.by_id(session, other.id, team.id) is None
        assert await teams.in_channel(session, other.id, "C0WEB") is None


async def test_a_loss_is_told_once_to_each_lead_and_to_nobody_without(database: Database) -> None:
    """However often it is noticed."""
    workspace, team, _ = await a_team(database)
    due = DueLook(workspace, team.id, "C0WEB")
    for _ in range(3):
        async with database.transaction() as session:
            assert not await keeping.saw(session, due, None, now=SOON)
    async with database.transaction() as session:
        lost = await teams.by_id(session, workspace.id, team.id)
        assert lost is not None
        assert lost.lost_why == "bot is not in it"
        back = SeenChannel("C0WEB", "web", is_private=False, is_archived=False, bot_is_in=True)
        assert await keeping.saw(session, due, back, now=SOON)
        assert lost.lost_why is None


async def test_the_first_week_tells_of_five_people_only_when_there_are_five(database: Database) -> None:
    """Four who list something for themselves are not told of."""
    workspace, team, chi = await a_team(database)
    async with database.transaction() as session:
        for number in range(4):
            member = await an_expert(session, workspace, f"Expert {number}", ["SQL"])
            await keeping.are_in(session, DueLook(workspace, team.id, "C0WEB"), [member.slack_id], now=SOON)
            [week] = await first_weeks(session, chi, now=SOON)
            assert (week.done_at[Step.TOPICS] is not None) == (number == 3)
            assert week.next_step == (Step.THANKS if number == 3 else Step.TOPICS)
            assert Step.ASK not in week.done_at
