"""What requests cost: as many statements however many people there are, and no look at all that was ever sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from bot import asking, calendar_feed, deliveries, home, lunches, own_data, skills
from bot.matching import changes, reading
from bot.matching.index import Index
from bot.teams import keeping
from models import Member, Subject, Team, TeamMember, Workspace
from tests.bot.lunches.last_seat import a_plan
from tests.factories import MONDAY, a_member, a_workspace, an_expert

ODD = "How do I get better at Rust, at machine learning, at data science and at knitting {} jumpers?"


Statement = tuple[str, Any]


@contextmanager
def statements(session: AsyncSession) -> Iterator[list[Statement]]:
    """The statements that are sent to the database meanwhile, each with its parameters."""
    sent: list[Statement] = []

    def noted(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        sent.append((statement, parameters))

    engine = session.get_bind().engine
    event.listen(engine, "before_cursor_execute", noted)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", noted)


async def a_team(session: AsyncSession, workspace: Workspace, name: str, everybody: list[Member]) -> None:
    """A team of these people, led by the second."""
    team = Team(
        workspace_id=workspace.id,
        channel_slack_id=f"C0{name}",
        name=name,
        adopted_by_id=everybody[1].id,
        adopted_at=MONDAY,
        zone="UTC",
    )
    session.add(team)
    await session.flush()
    for member in everybody:
        is_lead = member is everybody[1]
        session.add(
            TeamMember(
                workspace_id=workspace.id, team_id=team.id, member_id=member.id, is_lead=is_lead, joined_at=MONDAY
            )
        )
    await session.flush()


async def test_asking_costs_no_more_with_more_teams_and_topics(session: AsyncSession) -> None:
    workspace = await a_workspace(session)
    ana, bo = [await a_member(session, workspace, name) for name in ("Ana", "Bo")]
    await a_team(session, workspace, "one", [ana, bo])
    with statements(session) as few:
        assert not (await asking.draft(session, ana, ODD.format("red"), now=MONDAY)).people
    for name in ("two", "three", "four"):
        await a_team(session, workspace, name, [ana, bo])
    topics = ["Rustic furniture", "Machine knitting", "Data visualisation", "Learning Italian", "Science writing"]
    await an_expert(session, workspace, "Chi", topics)
    with statements(session) as many:
        preview = await asking.draft(session, ana, ODD.format("green"), now=MONDAY)
    assert preview.near or preview.people
    assert len(many) <= len(few) + 1


async def test_a_feed_costs_the_same_however_much_is_in_it(session: AsyncSession) -> None:
    workspace = await a_workspace(session)
    ana = await a_member(session, workspace, "Ana")
    secret = await calendar_feed.make_secret(session, ana, seen="")
    await session.refresh(ana)
    counted = []
    for _ in range(2):
        with statements(session) as sent:
            assert await calendar_feed.read(session, secret, now=MONDAY) is not None
        counted.append(len(sent))
        for number in range(40):
            await lunches.announce(session, ana, a_plan(ana, title=f"Number {number}"), now=MONDAY)
    assert counted == [4, 4]


async def test_home_costs_a_few_statements_for_each_question(session: AsyncSession) -> None:
    workspace = await a_workspace(session)
    ana, bo = [await a_member(session, workspace, name) for name in ("Ana", "Bo")]
    for name in ("one", "two", "three"):
        await a_team(session, workspace, name, [ana, bo])
    await skills.add(session, bo, ["Terraform"], now=MONDAY)
    with statements(session) as without:
        await home.home(session, workspace.id, ana.id, now=MONDAY)
    for number in range(5):
        now = MONDAY + timedelta(minutes=number)
        await asking.draft(session, ana, f"Where is number {number} of the harpsichords?", now=now)
    with statements(session) as with_five:
        found = await home.home(session, workspace.id, ana.id, now=MONDAY + timedelta(minutes=9))
    assert found is not None
    assert len(found.asked) == 5
    assert len(with_five) <= len(without) + 5 * 3


async def test_nothing_looks_through_all_that_was_ever_sent(session: AsyncSession) -> None:
    """Posts stay as long as they stand in Slack, so their table only grows; SQLite says how it would search it."""
    workspace = await a_workspace(session)
    ana = await a_member(session, workspace, "Ana", first_home_at=MONDAY)
    with statements(session) as sent:
        await deliveries.refresh(session, workspace_id=workspace.id, kind="offer", subject_id=1, now=MONDAY)
        await deliveries.posted(session, workspace_id=workspace.id, kind="offer", subject_id=1)
        await deliveries.home_follows(session, ana, now=MONDAY)
        await own_data.clear_up(session, now=MONDAY)
        await own_data.let_old_things_go(session, now=MONDAY, machine_now=MONDAY)
    connection = await session.connection()
    scans = []
    for statement, parameters in sent:
        plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", tuple(parameters))
        scans += [row.detail for row in plan if row.detail.startswith("SCAN deliveries")]
    assert len(sent) > 10
    assert scans == []


async def test_what_changed_is_read_again_without_a_look_at_the_rest(session: AsyncSession) -> None:
    """Each ranking waits for it, with a million rows as with ten; other words for topics are few."""
    workspace = await a_workspace(session)
    everything = {(subject, 1) for subject in Subject if subject is not Subject.EVERYTHING}
    with statements(session) as sent:
        await changes.look(session, workspace.id, 1)
        await reading.read_again(session, workspace.id, Index(), everything)
    connection = await session.connection()
    plans = {
        row.detail
        for statement, parameters in sent
        for row in await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", tuple(parameters))
    }
    assert len(sent) == 9
    looks = {plan for plan in plans if plan.startswith("SCAN") or plan.endswith("(workspace_id=?)")}
    assert {plan.split()[1] for plan in looks} <= {"skill_aliases", "sqlite_sequence", "CONSTANT", "anon_1"}


async def test_a_channel_that_is_read_again_costs_no_more_with_more_people(session: AsyncSession) -> None:
    workspace = await a_workspace(session)
    everybody = [await a_member(session, workspace, f"Person {letter}") for letter in "ABCDEFGH"]
    await a_team(session, workspace, "one", everybody)
    [due] = await keeping.to_look_at(session, now=MONDAY)
    with statements(session) as one:
        await keeping.are_in(session, due, [everybody[0].slack_id], now=MONDAY)
    with statements(session) as eight:
        await keeping.are_in(session, due, [member.slack_id for member in everybody], now=MONDAY)
    assert len(eight) == len(one)
