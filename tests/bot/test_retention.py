"""What goes by itself, and when; and that a person in two workspaces is forgotten in one."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from bot import asking, audit, deliveries, own_data, people
from bot.database import Database
from bot.deliveries import ToMember
from bot.own_data import retention
from bot.people import Installation
from models import AuditEntry, Base, Delivery, DeliveryState, Expertise, Member, Question, QuestionState, Workspace
from tests.factories import MONDAY, a_member, a_workspace, an_answered_question, an_expert, an_open_question

QUESTION = "How do I read a Terraform plan?"


async def _pass(database: Database, after: timedelta) -> int:
    now = MONDAY + after
    async with database.transaction() as session:
        went = await own_data.let_old_things_go(session, now=now, machine_now=now)
    async with database.transaction() as session:
        return went + await own_data.let_workspaces_go(session, now=now)


async def test_the_words_of_a_question_go_180_days_after_it_ended(database: Database) -> None:
    """Not a day earlier; the row stays, and the cards that quote it are written anew."""
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        ana, bo = await a_member(session, workspace), await an_expert(session, workspace)
        question_id = await an_answered_question(session, ana, bo, QUESTION, now=MONDAY)
        for card in await session.scalars(select(Delivery).where(Delivery.kind == "asker_card")):
            card.state, card.settled_at = DeliveryState.SENT, MONDAY
    await _pass(database, timedelta(days=179))
    async with database.reading() as session:
        assert (await session.scalars(select(Question.text).where(Question.id == question_id))).one() == QUESTION
    await _pass(database, timedelta(days=181))
    async with database.reading() as session:
        assert (await session.scalars(select(Question.text).where(Question.id == question_id))).one() == ""
        edits = await session.scalars(
            select(Delivery).where(Delivery.kind == "asker_card", Delivery.state == DeliveryState.PENDING)
        )
        assert edits.all()
    assert await _pass(database, timedelta(days=181)) == 0


async def test_an_open_question_keeps_its_words(database: Database) -> None:
    """However old it is."""
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        ana = await a_member(session, workspace)
        await an_expert(session, workspace)
        question_id = await an_open_question(session, ana, QUESTION)
    await _pass(database, timedelta(days=500))
    async with database.reading() as session:
        assert (await session.scalars(select(Question.text).where(Question.id == question_id))).one() == QUESTION


async def test_drafts_go_after_a_day_and_their_demand_stays(database: Database) -> None:
    """A draft that could have been asked is gone; one that found nobody leaves a row without a word."""
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        ana = await a_member(session, workspace)
        await an_expert(session, workspace)
        kept = await asking.draft(session, ana, "How do I tune Zig compilers by hand?", now=MONDAY)
        gone = await asking.draft(session, ana, QUESTION, now=MONDAY)
    await _pass(database, timedelta(hours=23))
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Question)) == 2
    await _pass(database, timedelta(hours=25))
    async with database.reading() as session:
        [left] = (await session.scalars(select(Question))).all()
        assert (left.id, left.text, left.state) == (kept.question_id, "", QuestionState.CANCELLED)
        assert gone.question_id != left.id


async def test_what_was_done_in_slack_goes_but_for_posts_that_are_there(database: Database) -> None:
    """An edit after a week, what never arrived after a month; a post as long as it stands."""
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        ana = await a_member(session, workspace)
        await an_expert(session, workspace)
        await an_open_question(session, ana, QUESTION)
        posts = (await session.scalars(select(Delivery).order_by(Delivery.id))).all()
        for post, state in zip(posts, (DeliveryState.SENT, DeliveryState.DEAD), strict=False):
            post.state, post.settled_at = state, MONDAY
        sent, dead = posts[0].id, posts[1].id
    await _pass(database, timedelta(days=29))
    async with database.reading() as session:
        assert set(await session.scalars(select(Delivery.id).where(Delivery.id.in_([sent, dead])))) == {sent, dead}
    await _pass(database, timedelta(days=400))
    async with database.reading() as session:
        assert set(await session.scalars(select(Delivery.id).where(Delivery.id.in_([sent, dead])))) == {sent}


async def test_the_audit_log_is_kept_for_400_days(database: Database) -> None:
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        chi = await a_member(session, workspace, "Chi", is_admin=True)
        await audit.note(session, chi, "adopted a team", "#web", now=MONDAY)
    await _pass(database, timedelta(days=399))
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(AuditEntry)) == 1
    await _pass(database, timedelta(days=401))
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(AuditEntry)) == 0


def _installation() -> Installation:
    return Installation("T0WORK", "Work", "https://t0work.example", "UBOTT0WORK", "BT0WORK", "")


async def test_30_days_after_it_was_taken_away_nothing_is_left(database: Database) -> None:
    """Of that workspace; another keeps everything."""
    async with database.transaction() as session:
        workspace, other = await a_workspace(session), await a_workspace(session, "T0OTHER")
        await an_expert(session, workspace)
        await an_expert(session, other)
        assert await people.uninstall(session, workspace.id, happened_at=MONDAY, now=MONDAY)
    await _pass(database, timedelta(days=29))
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Workspace)) == 2
    await _pass(database, timedelta(days=31))
    async with database.reading() as session:
        for table in Base.metadata.sorted_tables:
            column = "id" if table.name == "workspaces" else "workspace_id"
            query = text(f"SELECT count(*) FROM {table.name} WHERE {column} = {workspace.id}")
            assert await session.scalar(query) == 0, table.name
        assert await session.scalar(select(func.count()).select_from(Expertise)) == 1


async def test_a_workspace_that_said_much_goes_in_portions(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 3)
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        ana = await a_member(session, workspace)
        for number in range(5):
            await deliveries.owe(
                session,
                workspace_id=workspace.id,
                kind="tour",
                subject_id=number,
                key=f"tour:{number}",
                to=ToMember(ana.id),
                due_at=MONDAY,
            )
        assert await people.uninstall(session, workspace.id, happened_at=MONDAY, now=MONDAY)
    left = []
    for _ in range(2):
        async with database.transaction() as session:
            await own_data.let_workspaces_go(session, now=MONDAY + timedelta(days=31))
            tables = (Delivery, Workspace)
            left.append([await session.scalar(select(func.count()).select_from(table)) for table in tables])
    assert left == [[2, 1], [0, 0]]


async def test_installed_again_before_then_everything_is_kept(database: Database) -> None:
    """And what tells of the time before, however late, ends nothing."""
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        await people.uninstall(session, workspace.id, happened_at=MONDAY, now=MONDAY)
        again = await people.install(session, _installation(), now=MONDAY + timedelta(days=2))
        assert again.uninstalled_at is None
        assert not await people.uninstall(
            session, workspace.id, happened_at=MONDAY + timedelta(days=1), now=MONDAY + timedelta(days=3)
        )
    await _pass(database, timedelta(days=60))
    async with database.reading() as session:
        assert (await session.scalars(select(Workspace.uninstalled_at))).one() is None


async def test_somebody_in_two_workspaces_is_forgotten_in_one(database: Database) -> None:
    """The same Slack id in the other stays as it was, and may be met there."""
    async with database.transaction() as session:
        workspace, other = await a_workspace(session), await a_workspace(session, "T0OTHER")
        here, there = await an_expert(session, workspace), await an_expert(session, other)
        slack_id = here.slack_id
        assert there.slack_id == slack_id
        await own_data.forget(session, here, now=MONDAY)
    async with database.reading() as session:
        found = (await session.scalars(select(Member).where(Member.slack_id == slack_id))).all()
        assert [member.workspace_id for member in found] == [other.id]
        assert await session.scalar(select(func.count()).select_from(Expertise)) == 1
        assert await people.forgotten_among(session, workspace, [slack_id]) == {slack_id}
        assert await people.forgotten_among(session, other, [slack_id]) == set()
