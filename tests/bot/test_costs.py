"""What requests cost: the number of statements stays the same however many people and questions there are."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from bot import asking, home, skills
from models import Member, Team, TeamMember, Workspace
from tests.factories import MONDAY, a_member, a_workspace, an_expert

ODD = "How do I get better at Rust, at machine learning, at data science and at knitting {} jumpers?"


@contextmanager
def statements(session: AsyncSession) -> Iterator[list[str]]:
    """The statements that are sent to the database meanwhile."""
    sent: list[str] = []

    def noted(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

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
